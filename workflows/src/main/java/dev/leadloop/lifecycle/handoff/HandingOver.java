package dev.leadloop.lifecycle.handoff;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.Handoff.Tried;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.nurturing.Nurturing;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.routing.Routing;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.scoring.Conditions;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Offers a lead to sales: owner, deadline and ladder are set in one go. */
public final class HandingOver {
  private HandingOver() {}

  /** Hands a lead over that nobody in sales has: ends its nurture and review, and opens a cycle. */
  public static void handOver(Deciding deciding, String trigger, String why, JournalEntry.Evidence evidence) {
    deciding.lockedDesk();
    Nurturing.stop(deciding, "handed to sales");
    if (deciding.progress().qualification().review() != null) {
      deciding.note(new JournalEntry.ReviewClosed("qualified"));
    }
    deciding.move(Stage.SALES_QUALIFIED, why, evidence);
    openCycle(deciding, trigger, Tried.NOBODY);
  }

  /** Opens the next cycle with a rep who has not had it yet, or with the queue. */
  public static void openCycle(Deciding deciding, String trigger, Tried tried) {
    openCycle(deciding, trigger, tried, choose(deciding, terms(deciding, trigger), tried.reps()));
  }

  /** Who the next owner would be. */
  public static Routing.Choice choose(Deciding deciding, SlaClass terms, List<String> tried) {
    return Routing.choose(
        deciding.lockedDesk(),
        deciding.policy(),
        new Routing.Request(
            deciding.leadId(),
            deciding.profile(),
            deciding.signals(),
            tried,
            calendar(deciding.policy(), terms),
            deciding.now()));
  }

  /** The terms that a handoff for this reason has. */
  public static SlaClass terms(Deciding deciding, String trigger) {
    return terms(deciding.policy(), deciding.profile(), deciding.signals(), deciding.now(), trigger);
  }

  /** The same of a lead that is read and not decided on. */
  public static SlaClass terms(LeadPolicy policy, LeadProfile profile, List<Signal> signals, Instant at, String trigger) {
    Set<String> segments =
        policy.routing().segments().entrySet().stream()
            .filter(one -> Conditions.holds(one.getValue(), profile, signals, at))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return policy.sla().classFor(trigger, segments);
  }

  /** Opens the next cycle with that owner, and tells whoever it is. */
  public static void openCycle(Deciding deciding, String trigger, Tried tried, Routing.Choice choice) {
    open(deciding, trigger, tried, choice);
    Notice notice = choice.queue() ? Notice.QUEUED : Notice.HANDOFF;
    deciding.effect(
        new Effect.Notify(notice, choice.owner(), deciding.progress().handoffs().cycles(), "hand over to " + choice.owner()));
  }

  /** Opens the next cycle without a word to its owner, who asked for it. */
  public static void open(Deciding deciding, String trigger, Tried tried, Routing.Choice choice) {
    SlaClass terms = terms(deciding, trigger);
    SalesDesk.Rep rep = choice.queue() ? null : deciding.lockedDesk().rep(choice.owner());
    AnswerClock clock = clock(deciding, terms, rep);
    BusinessCalendar calendar = calendar(deciding.policy(), terms, clock);
    Instant now = deciding.now();
    int cycle = deciding.progress().handoffs().cycles() + 1;
    deciding.note(
        new JournalEntry.CycleOpened(
            new Handoff(
                cycle,
                choice.owner(),
                choice.queue(),
                new Handoff.Terms(trigger, terms.id(), now, List.of()),
                AnswerDeadline.of(terms, calendar, now),
                new Handoff.Ladder(AnswerDeadline.ladder(terms, calendar, now), 0,
                    choice.queue() ? SlaLevel.QUEUED : SlaLevel.ON_TRACK),
                tried,
                clock),
            choice.log()));
  }

  /** The clock of whoever is to answer: the rep's own, else the team's; the queue goes by the calendar of the class. */
  public static AnswerClock clock(Deciding deciding, SlaClass terms, SalesDesk.@Nullable Rep rep) {
    if (rep == null) {
      return AnswerClock.of(terms.calendar(), SalesDesk.Hours.OF_POLICY, null, null);
    }
    LeadPolicy policy = deciding.policy();
    SalesDesk.Hours hours = rep.hours().over(rep.teamHours(), policy.calendars());
    String wanted = hours.calendar();
    String calendar = wanted != null && policy.calendars().containsKey(wanted) ? wanted : terms.calendar();
    SalesDesk.Absence absence = rep.absence();
    boolean movesOn = policy.routing().reassignAbsent() && absence != null && absence.from().isAfter(deciding.now());
    return AnswerClock.of(calendar, hours, null, movesOn && absence != null ? absence.from() : null);
  }

  /** The clock that an open handoff has under other terms: its owner's hours as they are now, pauses and absence as they were. */
  public static AnswerClock clock(Deciding deciding, SlaClass terms, Handoff handoff) {
    SalesDesk.Rep rep = handoff.queue() ? null : deciding.lockedDesk().rep(handoff.owner());
    return handoff.clock().counting(clock(deciding, terms, rep));
  }

  /** The calendar of the class; fails with {@link IllegalStateException} where the policy has none of that name. */
  public static BusinessCalendar calendar(LeadPolicy policy, SlaClass terms) {
    BusinessCalendar calendar = policy.calendars().get(terms.calendar());
    if (calendar == null) {
      throw new IllegalStateException("SLA class '" + terms.id() + "' names the unknown calendar '" + terms.calendar() + "'");
    }
    return calendar;
  }

  /** The calendar that the clock counts in, based on that of the class where the policy has none of that name. */
  public static BusinessCalendar calendar(LeadPolicy policy, SlaClass terms, AnswerClock clock) {
    return clock.counted().in(policy.calendars(), calendar(policy, terms));
  }

  /** The calendar that the answer time of a handoff is counted in. */
  public static BusinessCalendar calendar(LeadPolicy policy, Handoff handoff) {
    return calendar(policy, policy.sla().named(handoff.terms().slaClass()), handoff.clock());
  }
}
