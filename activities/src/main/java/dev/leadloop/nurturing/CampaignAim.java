package dev.leadloop.nurturing;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Beginning;
import dev.leadloop.lifecycle.NotBegun;
import dev.leadloop.lifecycle.nurturing.MailHold;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules.FrequencyCap;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.record.PolicySource;
import dev.leadloop.view.SegmentStore.Candidate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a campaign means, and for whom of them its sequence is begun or its mail sent: the one rule of the preview and of the
 * start. It is the rule by which an order is decided, each lead by the version of the policy it lives by; but a parked lead
 * stays parked.
 *
 * @param wanted null where one mail is sent
 * @param at the instant the segment is read at
 * @param signalsFrom signals before then do not count
 */
record CampaignAim(Condition segment, Beginning.@Nullable Wanted wanted, PolicySource policies, Instant at, Instant signalsFrom) {
  /** Where a lead may be that is asked about. */
  static final List<Stage> EVERY_STAGE = Arrays.stream(Stage.values()).filter(stage -> stage != Stage.ERASED).toList();

  /** Where nobody is passed over for the stage alone. */
  static final List<Stage> NURTURED = Arrays.stream(Stage.values()).filter(Stage::nurtured).toList();

  /** Whether the lead is of the segment. */
  boolean means(Candidate lead) {
    return lead.isOf(segment, at);
  }

  /** Why the sequence is not begun for a lead, or the mail not sent; null where it is. */
  @Nullable NotBegun passedOver(Candidate lead) {
    if (lead.progress().stage().nurtured() && lead.addressSuppressed()) {
      return NotBegun.SUPPRESSED;
    }
    LeadPolicy policy = policies.version(lead.policyVersion());
    return wanted == null ? Beginning.noOneMail(policy, lead.profile(), lead.progress())
        : Beginning.notBegun(policy, lead.lead().value(), lead.profile(), lead.progress(), wanted);
  }

  /** Whether the sequence that the lead runs mails that text in one of its steps, too. */
  boolean mailedBySequence(Candidate lead, String text) {
    NurturePosition position = lead.progress().nurture().position();
    Sequence running = position == null ? null : policies.version(lead.policyVersion()).sequences().get(position.sequence());
    return running != null
        && running.steps().stream().anyMatch(step -> step instanceof Step.Send send && send.template().equals(text));
  }

  /** Since when mails may count against a lead's caps. */
  Instant cappedFrom(Candidate lead) {
    return caps(lead).stream().map(FrequencyCap::within).max(Comparator.naturalOrder()).map(at::minus).orElse(at);
  }

  /**
   * Whether another mail would be one too many now.
   *
   * @param mails when the last ones to its address began to go
   */
  boolean capped(Candidate lead, Collection<Instant> mails) {
    return MailHold.byCaps(policies.version(lead.policyVersion()).nurture(), lead.profile(), at, (n, since) -> mails.stream()
        .filter(mail -> mail.isAfter(since)).sorted(Comparator.reverseOrder()).skip(n - 1L).findFirst().orElse(null)) != null;
  }

  private List<FrequencyCap> caps(Candidate lead) {
    return policies.version(lead.policyVersion()).nurture().caps();
  }
}
