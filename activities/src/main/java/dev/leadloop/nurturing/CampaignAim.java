package dev.leadloop.nurturing;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Beginning;
import dev.leadloop.lifecycle.NotBegun;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.record.PolicySource;
import dev.leadloop.scoring.Conditions;
import dev.leadloop.view.SegmentStore.Candidate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a campaign means, and for whom of them its sequence is begun: the one rule of the preview and of the start. It is the
 * rule by which an order is decided, each lead by the version of the policy it lives by; but a parked lead stays parked.
 *
 * @param at the instant the segment is read at
 * @param signalsFrom signals before then do not count
 */
record CampaignAim(Condition segment, Beginning.Wanted wanted, PolicySource policies, Instant at, Instant signalsFrom) {
  /** Where a lead may be that is asked about. */
  static final List<Stage> EVERY_STAGE = Arrays.stream(Stage.values()).filter(stage -> stage != Stage.ERASED).toList();

  /** Where nobody is passed over for the stage alone. */
  static final List<Stage> NURTURED = Arrays.stream(Stage.values()).filter(Stage::nurtured).toList();

  /** Whether the lead is of the segment. */
  boolean means(Candidate lead) {
    Conditions.Enrolment enrolment = new Conditions.Enrolment(lead.progress().qualification().score().band(), at);
    return Conditions.holds(segment, lead.profile(), lead.signals(), enrolment, at);
  }

  /** Why the sequence is not begun for a lead; null where it is. */
  @Nullable NotBegun passedOver(Candidate lead) {
    if (lead.progress().stage().nurtured() && lead.addressSuppressed()) {
      return NotBegun.SUPPRESSED;
    }
    return Beginning.notBegun(
        policies.version(lead.policyVersion()), lead.lead().value(), lead.profile(), lead.progress(), wanted);
  }
}
