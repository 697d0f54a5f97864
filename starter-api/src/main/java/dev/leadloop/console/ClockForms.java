package dev.leadloop.console;

import dev.leadloop.console.Answering.Choice;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.sales.AnswerRights;
import dev.leadloop.policy.sales.SlaRules;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page offers about the answer time of a handoff, with the limits of the policy.
 *
 * @param standing the pause it is in; null while it runs
 * @param resume whether to offer to let it go on
 * @param quietUntil until when no reminder comes; null where they come
 * @param pause what to offer; null where no pause may begin now
 * @param reasons for a pause
 * @param snooze what to offer; null where reminders may not be put off now
 */
public record ClockForms(
    @Nullable Standing standing,
    boolean resume,
    @Nullable When quietUntil,
    @Nullable Offer pause,
    List<Choice> reasons,
    @Nullable Offer snooze) {
  /** Where there is no answer time. */
  static final ClockForms NONE = new ClockForms(null, false, null, null, List.of(), null);

  /** Why an answer time stands still, and until when. */
  public record Standing(String reason, When until) {}

  /**
   * How long something may last.
   *
   * @param earliest as a form's field takes it
   * @param latest as a form's field takes it
   * @param help the limits in words
   */
  public record Offer(String earliest, String latest, String help) {}

  /** What that principal is offered. */
  static ClockForms of(Handoff handoff, SlaRules rules, Principal by, PageTimes times) {
    AnswerClock clock = handoff.clock();
    AnswerClock.Pause standing = clock.pause();
    boolean mayPause = AnswerRights.may(by, new EventBody.PauseAsked(handoff.cycle(), "", null), handoff);
    boolean mayResume = AnswerRights.may(by, new EventBody.ResumeAsked(handoff.cycle()), handoff);
    boolean maySnooze = AnswerRights.may(by, new EventBody.Snoozed(handoff.cycle(), times.now()), handoff);
    Instant quietUntil = clock.snoozedUntil();
    return new ClockForms(
        standing == null ? null : new Standing(words(standing.reason()), times.at(standing.until())),
        mayResume && standing != null,
        times.atOrNull(quietUntil),
        mayPause ? pause(handoff, rules, times) : null,
        rules.pause().reasons().stream().map(reason -> new Choice(reason, words(reason))).toList(),
        // While the answer time stands still nobody is reminded anyway.
        maySnooze && standing == null ? snooze(handoff, rules, times) : null);
  }

  /** Whether there is any form. */
  boolean any() {
    return resume || pause != null || snooze != null;
  }

  private static @Nullable Offer pause(Handoff handoff, SlaRules rules, PageTimes times) {
    Instant latest = AnswerRights.pauseUntil(rules, handoff, times.now());
    return latest == null
        ? null
        : offer(
            latest,
            times,
            "At most " + PageTimes.amount(rules.pause().longest()) + ", until " + times.at(latest).full()
                + "; as long as that when left empty. The deadline moves with it. "
                + left(rules.pause().most() - handoff.clock().pauses(), "pause"));
  }

  private static @Nullable Offer snooze(Handoff handoff, SlaRules rules, PageTimes times) {
    Instant latest = AnswerRights.snoozeUntil(rules, handoff, times.now());
    return latest == null
        ? null
        : offer(
            latest,
            times,
            "At most " + PageTimes.amount(rules.snooze().longest()) + " and not beyond the deadline: until "
                + times.at(latest).full() + ". The deadline stays. "
                + left(rules.snooze().most() - handoff.clock().snoozes(), "time"));
  }

  private static @Nullable Offer offer(Instant latest, PageTimes times, String help) {
    String from = times.field(times.now().plusSeconds(60));
    String to = times.field(latest);
    // A form's field knows whole minutes; within the last of them there is nothing left to choose.
    return from.compareTo(to) > 0 ? null : new Offer(from, to, help);
  }

  private static String left(int count, String what) {
    return count + " " + what + (count == 1 ? " is" : "s are") + " left for this handoff.";
  }

  private static String words(String code) {
    String words = code.replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
