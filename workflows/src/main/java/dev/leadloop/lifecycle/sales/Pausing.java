package dev.leadloop.lifecycle.sales;

import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Refusal;
import dev.leadloop.lifecycle.deciding.RefusalCode;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.handoff.AnswerDeadline;
import dev.leadloop.lifecycle.handoff.Ending;
import dev.leadloop.lifecycle.handoff.HandingOver;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.Handoff.PlannedRung;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.sales.SlaRules.PauseRules;
import dev.leadloop.policy.sales.SlaRules.SnoozeRules;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stops and restarts the answer time of a handoff, and puts reminders off. */
public final class Pausing {
  private Pausing() {}

  static @Nullable Refusal refuse(Deciding deciding, Handoff handoff, EventBody.PauseAsked asked) {
    PauseRules rules = deciding.policy().sla().pause();
    Refusal none = refusedPause(rules, handoff);
    if (none != null) {
      return none;
    }
    if (!rules.reasons().contains(asked.reason())) {
      return Refusal.of(
          RefusalCode.UNKNOWN_REASON, "that is no reason to pause; use one of " + rules.reasons());
    }
    Instant until = asked.until();
    Instant from = begins(deciding, handoff);
    Instant longest = longestPause(rules, from);
    if (until != null && !until.isAfter(from)) {
      return Refusal.of(RefusalCode.BAD_TIME, "a pause must end later than now");
    }
    return until != null && until.isAfter(longest)
        ? Refusal.of(RefusalCode.BAD_TIME, "a pause may last until " + longest + " at most")
        : null;
  }

  /** Why the handoff takes no pause, whatever its reason; null where it takes one. */
  static @Nullable Refusal refusedPause(PauseRules rules, Handoff handoff) {
    if (handoff.clock().pause() != null) {
      return Refusal.of(RefusalCode.PAUSED, "the answer time of handoff " + handoff.cycle() + " stands still already");
    }
    return handoff.clock().pauses() < rules.most()
        ? null
        : Refusal.of(
            RefusalCode.PAUSE_LIMIT,
            "handoff " + handoff.cycle() + " was paused " + rules.most() + " times, which is the limit; answer it");
  }

  static Instant longestPause(PauseRules rules, Instant now) {
    return now.plus(rules.longest());
  }

  static Verdict pause(Deciding deciding, LeadEvent event, Handoff handoff, EventBody.PauseAsked asked) {
    Instant from = begins(deciding, handoff);
    Instant until = asked.until() == null ? longestPause(deciding.policy().sla().pause(), from) : asked.until();
    deciding.note(
        new JournalEntry.ClockPaused(handoff.cycle(), new AnswerClock.Pause(from, until, asked.reason())));
    return Verdict.applied(event.eventId(), "the answer time stands still until " + until);
  }

  /** A pause begins as it is asked for, in the time that is counted: that of a pause before it, or of other terms, is not. */
  private static Instant begins(Deciding deciding, Handoff handoff) {
    Instant assigned = handoff.terms().assignedAt();
    Instant counted = handoff.clock().countedSince();
    return deciding.countsFrom(counted != null && counted.isAfter(assigned) ? counted : assigned);
  }

  static @Nullable Refusal refuseResume(Handoff handoff) {
    return handoff.clock().pause() == null
        ? Refusal.of(RefusalCode.NOT_PAUSED, "the answer time of handoff " + handoff.cycle() + " is running")
        : null;
  }

  /** Lets the clock go on because somebody asked for it; the verdict tells the new deadline. */
  public static Verdict resume(Deciding deciding, LeadEvent event) {
    Instant deadline = resume(deciding);
    return Verdict.applied(event.eventId(), "the answer time goes on; the answer is due " + deadline);
  }

  /** Lets the clock go on; whatever was still to come keeps its distance in business time. */
  public static Instant resume(Deciding deciding) {
    Handoff handoff = deciding.progress().handoff();
    AnswerClock.Pause pause = handoff == null ? null : handoff.clock().pause();
    if (handoff == null || pause == null) {
      throw new IllegalStateException("a pause ends, but there is none");
    }
    BusinessCalendar calendar = HandingOver.calendar(deciding.policy(), handoff);
    Instant end = Ending.ofPause(deciding, pause);
    Instant deadline = Ending.deadline(deciding, handoff);
    List<PlannedRung> rungs = new ArrayList<>();
    for (PlannedRung rung : handoff.ladder().rungs()) {
      Instant at = AnswerDeadline.afterPause(calendar, pause.since(), end, rung.at());
      rungs.add(new PlannedRung(rung.action(), rung.percent(), at));
    }
    deciding.note(new JournalEntry.ClockResumed(handoff.cycle(), deadline, rungs, end));
    return deadline;
  }

  static @Nullable Refusal refuse(Deciding deciding, Handoff handoff, EventBody.Snoozed asked) {
    SnoozeRules rules = deciding.policy().sla().snooze();
    Instant from = deciding.countsFrom(handoff.terms().assignedAt());
    Refusal none = refusedSnooze(rules, handoff, from);
    if (none != null) {
      return none;
    }
    Instant latest = longestSnooze(rules, handoff, from);
    return asked.until().isAfter(from) && !asked.until().isAfter(latest)
        ? null
        : Refusal.of(RefusalCode.BAD_TIME, "reminders may be put off until " + latest + " at most; the deadline stays");
  }

  /** Why reminders cannot be put off at all; null where they can. */
  static @Nullable Refusal refusedSnooze(SnoozeRules rules, Handoff handoff, Instant now) {
    if (handoff.clock().snoozes() >= rules.most()) {
      return Refusal.of(
          RefusalCode.SNOOZE_LIMIT,
          "reminders of handoff " + handoff.cycle() + " were put off " + rules.most() + " times, which is the limit");
    }
    return handoff.deadline().isAfter(now)
        ? null
        : Refusal.of(RefusalCode.BAD_TIME, "the answer is overdue; reminders cannot be put off any more");
  }

  static Instant longestSnooze(SnoozeRules rules, Handoff handoff, Instant now) {
    return earlier(now.plus(rules.longest()), handoff.deadline());
  }

  static Verdict snooze(Deciding deciding, LeadEvent event, Handoff handoff, EventBody.Snoozed asked) {
    deciding.note(new JournalEntry.RemindersPutOff(handoff.cycle(), asked.until()));
    return Verdict.applied(
        event.eventId(), "no reminder before " + asked.until() + "; the answer is due " + handoff.deadline());
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
