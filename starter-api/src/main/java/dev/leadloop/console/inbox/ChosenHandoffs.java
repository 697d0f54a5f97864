package dev.leadloop.console.inbox;

import dev.leadloop.console.LeadName;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.console.inbox.InboxPage.Answering;
import dev.leadloop.console.inbox.InboxPage.Chosen;
import dev.leadloop.console.inbox.InboxPage.Reason;
import dev.leadloop.console.inbox.InboxPage.Snooze;
import dev.leadloop.desk.RepStore;
import dev.leadloop.handoff.HandoffReader;
import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.sales.AnswerRights;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Caller;
import dev.leadloop.security.LeadSight;
import dev.leadloop.sla.SpokenTime;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.LeadReadStore.Current;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the handoff that stands beside the list, with what may be answered to it. */
@Component
class ChosenHandoffs {
  /** Which keys choose a reason, in this order; no key for those behind. */
  private static final String KEYS = "1234567890qweryuiopdfghlzxv";

  /** How long somebody puts reminders off; the policy says how long they may. */
  private static final List<Duration> SNOOZES = List.of(Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(4));

  private final HandoffReader handoffs;
  private final LeadReadStore reads;
  private final PolicyCatalog policies;
  private final LeadSight sight;

  ChosenHandoffs(HandoffReader handoffs, LeadReadStore reads, PolicyCatalog policies, LeadSight sight) {
    this.handoffs = handoffs;
    this.reads = reads;
    this.policies = policies;
    this.sight = sight;
  }

  /** That lead's open handoff; null where it has none, or whoever asks may not look at it. */
  @Nullable Chosen read(Caller caller, String lead, @Nullable String next, List<RepStore.Rep> roster, Instant now) {
    if (!LeadId.isOne(lead) || !sight.sees(caller, lead)) {
      return null;
    }
    Current current = reads.current(new LeadId(lead)).orElse(null);
    Handoff handoff = current == null ? null : current.progress().handoff();
    HandoffRecord record = handoff == null ? null : handoffs.read(new LeadId(lead), handoff.cycle()).orElse(null);
    if (current == null || handoff == null || record == null) {
      return null;
    }
    LeadPolicy policy = policies.version(current.view().policyVersion());
    PageTimes times = PageTimes.forReader(handoff.clock().toldIn(policy.calendars()), now);
    People people = new People(roster);
    boolean mine = AnswerRights.may(caller.principal(), new EventBody.Accepted(handoff.cycle()), handoff);
    HandoffRecord.Person person = record.person();
    return new Chosen(
        lead,
        handoff.cycle(),
        LeadName.of(lead, person.name(), null, person.email(), person.company()),
        times.at(handoff.deadline()),
        InboxPages.level(current.view().sales().slaLevel().name()),
        record,
        times,
        people,
        mine ? answering(handoff, policy, times) : null,
        mine ? null : "This handoff waits for " + people.rep(handoff.owner()) + ". Only they or a manager can answer it.",
        next);
  }

  private static Answering answering(Handoff handoff, LeadPolicy policy, PageTimes times) {
    Instant latest = handoff.clock().pause() != null ? null : AnswerRights.snoozeUntil(policy.sla(), handoff, times.now());
    return new Answering(
        UUID.randomUUID().toString(), reasons(policy.dispositions()),
        latest == null ? List.of() : snoozes(latest, times),
        latest == null ? "" : help(policy.sla(), handoff));
  }

  static List<Reason> reasons(List<Disposition> catalogue) {
    List<Reason> reasons = new ArrayList<>();
    for (Disposition one : catalogue) {
      int n = reasons.size();
      reasons.add(new Reason(
          one.code(), InboxPages.capital(one.label()), one.noteRequired(),
          n < KEYS.length() ? KEYS.substring(n, n + 1) : ""));
    }
    return reasons;
  }

  private static List<Snooze> snoozes(Instant latest, PageTimes times) {
    List<Snooze> choices = new ArrayList<>();
    for (Duration one : SNOOZES) {
      Instant until = times.now().plus(one);
      if (until.isBefore(latest)) {
        choices.add(snooze(PageTimes.amount(one), until, times, choices.size()));
      }
    }
    choices.add(snooze("As long as allowed", latest, times, choices.size()));
    return choices;
  }

  private static Snooze snooze(String label, Instant until, PageTimes times, int n) {
    return new Snooze(
        label + ", until " + SpokenTime.brief(until, times.zone()), until.toString(), KEYS.substring(n, n + 1));
  }

  private static String help(SlaRules rules, Handoff handoff) {
    int left = rules.snooze().most() - handoff.clock().snoozes();
    return "The deadline stays. " + left + (left == 1 ? " time is" : " times are") + " left for this handoff.";
  }
}
