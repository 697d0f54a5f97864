package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.util.EnumMap;
import java.util.Map;

/** A policy that is looked over, with what more than one check asks of it, found out once. */
final class Looked {
  private final LeadPolicy policy;
  private final IdleRules idleInScoring;
  private final IdleRules idleInProduct;
  private final Map<QualifyingNumber, Long> greatest = new EnumMap<>(QualifyingNumber.class);

  Looked(LeadPolicy policy) {
    this.policy = policy;
    this.idleInScoring = new IdleRules(policy.scoring().rules());
    this.idleInProduct = new IdleRules(policy.product().rules());
  }

  LeadPolicy policy() {
    return policy;
  }

  /** Which rules of engagement never fire. */
  IdleRules idleInScoring() {
    return idleInScoring;
  }

  /** Which rules of the use of the product never fire. */
  IdleRules idleInProduct() {
    return idleInProduct;
  }

  /** The greatest of a number that any lead could have. */
  long greatest(QualifyingNumber measure) {
    return greatest.computeIfAbsent(measure, number -> Greatest.of(number, this));
  }

  /** The least of a number that any lead could have. */
  long least(QualifyingNumber measure) {
    return Greatest.least(measure, policy);
  }
}
