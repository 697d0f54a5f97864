package dev.leadloop.why;

import dev.leadloop.handoff.Engagements;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.view.LeadReadStore.Current;
import dev.leadloop.view.TimelineStore;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Why a lead stands as it does, for the page and for the API alike. It is never empty: of a lead that is nurtured it says
 * why mail comes or does not, and why sales has not got it; of any other, who has it or how it ended.
 */
@Component
public class WhyReasons {
  private final PolicyCatalog policies;
  private final TimelineStore timeline;
  private final ReplyReasons replies;
  private final ConsentReasons consents;
  private final MailReasons mail;

  WhyReasons(
      PolicyCatalog policies, TimelineStore timeline, ReplyReasons replies, ConsentReasons consents, MailReasons mail) {
    this.policies = policies;
    this.timeline = timeline;
    this.replies = replies;
    this.consents = consents;
    this.mail = mail;
  }

  /**
   * The reasons, a sentence each.
   *
   * @param current null before the first decision
   */
  public List<Because> of(LeadRecord lead, @Nullable Current current) {
    if (current == null) {
      return List.of(new Because("undecided", "Nothing has been decided about this lead yet", null));
    }
    LeadPolicy policy = policies.version(current.view().policyVersion());
    String closing = current.progress().stage().closed() ? timeline.lastStageCause(lead.leadId()).orElse(null) : null;
    return Stream.of(
            Reasons.of(
                current.progress(), lead.profile().addressKnown(), timeline.suppression(lead.leadId()), closing,
                type -> Engagements.label(policy, type)),
            replies.of(lead.leadId()),
            consents.of(lead, current),
            mail.of(lead, current, policy),
            SalesReasons.of(current, lead.profile(), policy))
        .flatMap(List::stream)
        .toList();
  }
}
