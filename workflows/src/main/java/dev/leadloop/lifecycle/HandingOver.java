package dev.leadloop.lifecycle;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Effect.Notice;
import dev.leadloop.lifecycle.Handoff.PlannedRung;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.SlaRules.SlaClass;
import dev.leadloop.routing.Routing;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.SlaLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Offers a lead to sales: owner, deadline and ladder are set in one go. */
final class HandingOver {
  private HandingOver() {}

  static void handOver(Deciding deciding, String trigger, String why, JournalEntry.Evidence evidence) {
    deciding.lockedDesk();
    Nurturing.stop(deciding, "handed to sales");
    if (deciding.progress().review() != null) {
      deciding.note(new JournalEntry.ReviewClosed("qualified"));
    }
    deciding.move(Stage.SALES_QUALIFIED, why, evidence);
    openCycle(deciding, trigger, List.of(), 0);
  }

  /** Opens the next cycle with a rep who has not had it yet, or with the queue. */
  static void openCycle(Deciding deciding, String trigger, List<String> tried, int reassignments) {
    LeadPolicy policy = deciding.policy();
    openCycle(
        deciding,
        trigger,
        tried,
        reassignments,
        Routing.choose(deciding.lockedDesk(), policy.routing(), tried, deciding.leadId()));
  }

  static void openCycle(
      Deciding deciding, String trigger, List<String> tried, int reassignments, Routing.Choice choice) {
    LeadPolicy policy = deciding.policy();
    SlaClass terms = policy.sla().classFor(trigger);
    BusinessCalendar calendar = calendar(policy, terms);
    Instant now = deciding.now();
    List<PlannedRung> rungs =
        terms.ladder().stream()
            .map(rung -> new PlannedRung(rung.action(), rung.percent(), calendar.plus(now, share(terms, rung.percent()))))
            .sorted(Comparator.comparing(PlannedRung::at).thenComparing(PlannedRung::percent))
            .toList();
    int cycle = deciding.progress().cycles() + 1;
    deciding.note(
        new JournalEntry.CycleOpened(
            new Handoff(
                cycle,
                choice.owner(),
                choice.queue(),
                trigger,
                terms.id(),
                now,
                calendar.plus(now, terms.answerWithin()),
                rungs,
                0,
                choice.queue() ? SlaLevel.QUEUED : SlaLevel.ON_TRACK,
                reassignments,
                tried),
            choice.log()));
    if (!choice.queue()) {
      deciding.assigned(choice.owner());
    }
    Notice notice = choice.queue() ? Notice.QUEUED : Notice.HANDOFF;
    deciding.effect(new Effect.Notify(notice, choice.owner(), cycle, "hand over to " + choice.owner()));
  }

  static BusinessCalendar calendar(LeadPolicy policy, SlaClass terms) {
    BusinessCalendar calendar = policy.calendars().get(terms.calendar());
    if (calendar == null) {
      throw new IllegalStateException("SLA class '" + terms.id() + "' names the unknown calendar '" + terms.calendar() + "'");
    }
    return calendar;
  }

  private static Duration share(SlaClass terms, int percent) {
    return terms.answerWithin().multipliedBy(percent).dividedBy(100);
  }
}
