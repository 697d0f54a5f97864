package dev.leadloop.api.lead;

import dev.leadloop.intake.IntakeWarnings;
import dev.leadloop.intake.IntakeWarnings.Warning;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NamedSignalTypes;
import dev.leadloop.policyfile.PolicyCatalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The types of signals that the policy in force names, read anew now and then, and whenever another type comes. */
@Component
class SignalWords {
  private static final Duration KEPT = Duration.ofSeconds(30);

  private final PolicyCatalog policies;
  private final Clock clock;
  private volatile @Nullable Known known;

  private record Known(int version, Set<String> types, Instant readAt) {}

  SignalWords(PolicyCatalog policies, Clock clock) {
    this.policies = policies;
    this.clock = clock;
  }

  /** The warnings about those of the types that mean nothing, by type. */
  Map<String, Warning> warnings(Collection<String> types) {
    Known kept = known;
    if (kept == null || !kept.types().containsAll(types) || kept.readAt().plus(KEPT).isBefore(clock.instant())) {
      kept = read();
    }
    Map<String, Warning> warnings = new HashMap<>();
    for (String type : types) {
      IntakeWarnings.signalType("type", type, kept.types(), kept.version())
          .ifPresent(warning -> warnings.put(type, warning));
    }
    return warnings;
  }

  private Known read() {
    LeadPolicy policy = policies.latest();
    Known fresh = new Known(policy.version(), NamedSignalTypes.namedIn(policy), clock.instant());
    known = fresh;
    return fresh;
  }
}
