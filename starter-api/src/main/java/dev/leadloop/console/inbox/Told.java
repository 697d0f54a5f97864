package dev.leadloop.console.inbox;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.desk.RepStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.Sentence;
import dev.leadloop.security.Caller;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.LeadReadStore.Current;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** Says what an order came to, in the words of the decision, with people's names and on the reader's clock. */
@Component
class Told {
  private final LeadReadStore reads;
  private final PolicyCatalog policies;
  private final RepStore reps;
  private final Clock clock;

  Told(LeadReadStore reads, PolicyCatalog policies, RepStore reps, Clock clock) {
    this.reads = reads;
    this.policies = policies;
    this.reps = reps;
    this.clock = clock;
  }

  /** The message of a verdict as a sentence. */
  String inWords(Caller caller, String lead, String message) {
    return sentence(new People(reps.all()), new PageTimes(zone(caller, lead), clock.instant()), message);
  }

  static String sentence(People people, PageTimes times, String message) {
    return Sentence.ended(InboxPages.capital(times.inWords(people.inWords(message))));
  }

  /** The zone that the reader has set; else that of the handoff, else that of the organisation's calendars. */
  ZoneId zone(Caller caller, String lead) {
    return PageTimes.zoneOfReader(zoneOf(caller, lead));
  }

  private ZoneId zoneOf(Caller caller, String lead) {
    String rep = caller.repId();
    String own = rep == null ? null : reps.find(rep).map(found -> found.work().timeZone()).orElse(null);
    if (own != null) {
      return ZoneId.of(own);
    }
    Current current = LeadId.isOne(lead) ? reads.current(new LeadId(lead)).orElse(null) : null;
    Handoff handoff = current == null ? null : current.progress().handoff();
    LeadPolicy policy = current == null ? policies.latest() : policies.version(current.view().policyVersion());
    return handoff == null ? zone(policy) : handoff.clock().toldIn(policy.calendars());
  }

  /** Where an ordinary handoff is counted. */
  static ZoneId zone(LeadPolicy policy) {
    BusinessCalendar calendar = policy.calendars().get(policy.sla().classFor(HandoffTrigger.SCORE).calendar());
    return calendar == null ? ZoneOffset.UTC : calendar.zone();
  }
}
