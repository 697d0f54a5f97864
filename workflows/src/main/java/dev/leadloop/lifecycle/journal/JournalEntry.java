package dev.leadloop.lifecycle.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.leadloop.account.AccountEvidence;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.NurtureProgress.SequenceRun;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.routing.RoutingLog;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.sla.LadderAction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a lead's history. {@link LeadProgress} is nothing but these lines folded, so a change that is not
 * written here did not happen.
 *
 * <p>Every line belongs to one of a few kinds, so that whoever reads the journal can pass over a whole kind and still has to
 * say what each line of the others means: a new line does not compile until every reader has been asked.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JournalEntry.Entered.class, name = "entered"),
  @JsonSubTypes.Type(value = JournalEntry.FactsChanged.class, name = "facts_changed"),
  @JsonSubTypes.Type(value = JournalEntry.SignalRecorded.class, name = "signal_recorded"),
  @JsonSubTypes.Type(value = JournalEntry.SignalVoided.class, name = "signal_voided"),
  @JsonSubTypes.Type(value = JournalEntry.RequestTooOld.class, name = "request_too_old"),
  @JsonSubTypes.Type(value = JournalEntry.Scored.class, name = "scored"),
  @JsonSubTypes.Type(value = JournalEntry.StageChanged.class, name = "stage_changed"),
  @JsonSubTypes.Type(value = JournalEntry.SequenceStarted.class, name = "sequence_started"),
  @JsonSubTypes.Type(value = JournalEntry.SequenceSkipped.class, name = "sequence_skipped"),
  @JsonSubTypes.Type(value = JournalEntry.StepSent.class, name = "step_sent"),
  @JsonSubTypes.Type(value = JournalEntry.MailOrdered.class, name = "mail_ordered"),
  @JsonSubTypes.Type(value = JournalEntry.StepTaken.class, name = "step_taken"),
  @JsonSubTypes.Type(value = JournalEntry.MailHeld.class, name = "mail_held"),
  @JsonSubTypes.Type(value = JournalEntry.MailRetried.class, name = "mail_retried"),
  @JsonSubTypes.Type(value = JournalEntry.SequenceMoved.class, name = "sequence_moved"),
  @JsonSubTypes.Type(value = JournalEntry.PolicyMoved.class, name = "policy_moved"),
  @JsonSubTypes.Type(value = JournalEntry.SequenceEnded.class, name = "sequence_ended"),
  @JsonSubTypes.Type(value = JournalEntry.SendSettled.class, name = "send_settled"),
  @JsonSubTypes.Type(value = JournalEntry.CycleOpened.class, name = "cycle_opened"),
  @JsonSubTypes.Type(value = JournalEntry.RequestAdded.class, name = "request_added"),
  @JsonSubTypes.Type(value = JournalEntry.RungFired.class, name = "rung_fired"),
  @JsonSubTypes.Type(value = JournalEntry.OwnerChanged.class, name = "owner_changed"),
  @JsonSubTypes.Type(value = JournalEntry.ClockPaused.class, name = "clock_paused"),
  @JsonSubTypes.Type(value = JournalEntry.ClockResumed.class, name = "clock_resumed"),
  @JsonSubTypes.Type(value = JournalEntry.RemindersPutOff.class, name = "reminders_put_off"),
  @JsonSubTypes.Type(value = JournalEntry.RemindersDue.class, name = "reminders_due"),
  @JsonSubTypes.Type(value = JournalEntry.OwnerAwayNoted.class, name = "owner_away_noted"),
  @JsonSubTypes.Type(value = JournalEntry.PassedOn.class, name = "passed_on"),
  @JsonSubTypes.Type(value = JournalEntry.CycleEnded.class, name = "cycle_ended"),
  @JsonSubTypes.Type(value = JournalEntry.Recycled.class, name = "recycled"),
  @JsonSubTypes.Type(value = JournalEntry.ParkEnded.class, name = "park_ended"),
  @JsonSubTypes.Type(value = JournalEntry.CoolDownEnded.class, name = "cool_down_ended"),
  @JsonSubTypes.Type(value = JournalEntry.ContactAsked.class, name = "contact_asked"),
  @JsonSubTypes.Type(value = JournalEntry.SuppressionNoted.class, name = "suppression_noted"),
  @JsonSubTypes.Type(value = JournalEntry.SuppressionLifted.class, name = "suppression_lifted"),
  @JsonSubTypes.Type(value = JournalEntry.ReviewOpened.class, name = "review_opened"),
  @JsonSubTypes.Type(value = JournalEntry.ReviewClosed.class, name = "review_closed"),
  @JsonSubTypes.Type(value = JournalEntry.OwnerAsked.class, name = "owner_asked"),
  @JsonSubTypes.Type(value = JournalEntry.ContactMade.class, name = "contact_made"),
  @JsonSubTypes.Type(value = JournalEntry.ContactMissed.class, name = "contact_missed"),
  @JsonSubTypes.Type(value = JournalEntry.OutcomeNoted.class, name = "outcome_noted"),
  @JsonSubTypes.Type(value = JournalEntry.StallReminded.class, name = "stall_reminded"),
  @JsonSubTypes.Type(value = JournalEntry.OrderRefused.class, name = "order_refused"),
  @JsonSubTypes.Type(value = JournalEntry.EventFailed.class, name = "event_failed"),
  @JsonSubTypes.Type(value = JournalEntry.ConsentNoted.class, name = "consent_noted"),
  @JsonSubTypes.Type(value = JournalEntry.ConfirmationAsked.class, name = "confirmation_asked"),
  @JsonSubTypes.Type(value = JournalEntry.NurtureWaits.class, name = "nurture_waits"),
  @JsonSubTypes.Type(value = JournalEntry.NurtureWithheld.class, name = "nurture_withheld"),
  @JsonSubTypes.Type(value = JournalEntry.StopDoubted.class, name = "stop_doubted"),
  @JsonSubTypes.Type(value = JournalEntry.StopDoubtSettled.class, name = "stop_doubt_settled"),
  @JsonSubTypes.Type(value = JournalEntry.AccountNoted.class, name = "account_noted"),
  @JsonSubTypes.Type(value = JournalEntry.PastNoted.class, name = "past_noted"),
  @JsonSubTypes.Type(value = JournalEntry.ErasureNoted.class, name = "erased")
})
public sealed interface JournalEntry {
  /** What is known of the lead, what that makes of it, and what could not be taken. */
  sealed interface OfLead extends JournalEntry {}

  /** What it is mailed by itself, and how far it came in that. */
  sealed interface OfNurture extends JournalEntry {}

  /** One cycle of offering it to sales. */
  sealed interface OfHandoff extends JournalEntry {}

  /** What sales does with a lead it has accepted. */
  sealed interface OfSales extends JournalEntry {}

  /** What the person allows, and that the person was forgotten. */
  sealed interface OfPerson extends JournalEntry {}

  /** The lead came in. */
  record Entered(@Nullable String source) implements OfLead {}

  /** Facts about the lead were added or changed. */
  record FactsChanged() implements OfLead {}

  /**
   * What is known of the lead's company changed.
   *
   * @param evidence null where the company speaks through this lead no longer, so that it counts for it no more
   */
  record AccountNoted(String accountId, @Nullable AccountEvidence evidence) implements OfLead {}

  /** A signal was taken into the score. */
  record SignalRecorded(String signalType, Instant occurredAt) implements OfLead {}

  /** A signal was found to be a machine's: it gives no points, and those it gave are taken back. */
  record SignalVoided(String signalEventId, String signalType, String reason) implements OfLead {}

  /**
   * The lead had asked for sales, but so long ago that this hands nothing over any more.
   *
   * @param within how old a request may be by the policy
   */
  record RequestTooOld(String signalType, Instant occurredAt, Duration within) implements OfLead {}

  /** The score came out differently than before. */
  record Scored(ScoreSummary score) implements OfLead {}

  /**
   * The lead moved from one stage to another.
   *
   * @param cause why, in words
   * @param evidence behind a move to MQL or SQL; null for others
   * @param since when it came there by what is told of its past; null where it moves now
   */
  record StageChanged(
      Stage from,
      Stage to,
      String cause,
      @Nullable Evidence evidence,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant since)
      implements OfLead {
    /** A move that is made now. */
    public StageChanged(Stage from, Stage to, String cause, @Nullable Evidence evidence) {
      this(from, to, cause, evidence, null);
    }

    /** Whether the lead is only put where its past left it. */
    public boolean told() {
      return since != null;
    }
  }

  /**
   * What qualified a lead.
   *
   * @param trigger type of the signal that asked for sales, or one of {@link dev.leadloop.policy.scoring.HandoffTrigger}
   * @param scoreThreshold least score that was asked for; 0 for none
   * @param fitThreshold least fit that was asked for; 0 for none
   * @param signals event ids of the signals that counted
   * @param others further numbers that were asked for
   */
  record Evidence(
      String trigger,
      int score,
      int scoreThreshold,
      int fit,
      int fitThreshold,
      String grade,
      List<String> signals,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reached> others) {
    public Evidence {
      signals = List.copyOf(signals);
      others = others == null ? List.of() : List.copyOf(others);
    }
  }

  /** A number that was asked for, and what the lead had. */
  record Reached(QualifyingNumber measure, int reached, int asked) {}

  /**
   * A nurture sequence began, or was taken up where the lead left it.
   *
   * @param begun whether it began from its first step; mails the lead had before are then passed over
   * @param again whether it was ordered that the lead gets them once more
   */
  record SequenceStarted(NurturePosition position, boolean begun, boolean again) implements OfNurture {}

  /** A nurture sequence was not begun, since the lead has had every mail of this version that it could get. */
  record SequenceSkipped(String sequence, int sequenceVersion) implements OfNurture {}

  /**
   * A step's e-mail was ordered.
   *
   * @param next where the lead stands afterwards; null when this was the last step
   */
  record StepSent(
      String sequence, int sequenceVersion, int occurrence, String step, String label, @Nullable NurturePosition next)
      implements OfNurture {}

  /**
   * The one mail of a campaign was ordered, beside the sequence the lead runs.
   *
   * @param campaign its id
   * @param template id of the mail's text
   */
  record MailOrdered(String campaign, String template, String label) implements OfNurture {}

  /**
   * A step that sends nothing was left: a wait, a branch, a split or a jump.
   *
   * @param what how, such as "drawn: variant-b" or "came: email_click"
   * @param next where the lead stands afterwards; null when this was the last step
   */
  record StepTaken(
      String sequence, int sequenceVersion, int occurrence, String step, String what, @Nullable NurturePosition next)
      implements OfNurture {}

  /** A mail that was ordered may not go yet. */
  record MailHeld(HeldMail mail) implements OfNurture {}

  /** A held mail was ordered again. */
  record MailRetried(HeldMail mail) implements OfNurture {}

  /**
   * The lead stands in another version of its sequence.
   *
   * @param fromVersion of the sequence
   * @param why it is at another step than before; null where it is at the step of the same id
   */
  record SequenceMoved(int fromVersion, NurturePosition position, @Nullable String why) implements OfNurture {}

  /**
   * From here on the lead lives by that version of the policy.
   *
   * @param runs how far it has come there in sequences it met under another, by {@code id@version}
   */
  record PolicyMoved(int version, Map<String, SequenceRun> runs) implements OfLead {
    public PolicyMoved {
      runs = runs == null ? Map.of() : Map.copyOf(runs);
    }
  }

  /** The sequence stopped before its end, or ended. */
  record SequenceEnded(String sequence, String why, How how) implements OfNurture {
    /** How a sequence ends. */
    public enum How {
      /** It may be taken up again where the lead left it. */
      STOPPED,
      OVER,
      GOAL
    }
  }

  /**
   * The ledger settled an e-mail: its state, such as ACCEPTED or HELD, and why.
   *
   * @param sequenceVersion of the mail's sequence; null where that is not known
   * @param occurrence of the sequence it was ordered in; null where that is not known
   */
  record SendSettled(
      String sequence,
      String step,
      String state,
      @Nullable String reason,
      @Nullable Integer sequenceVersion,
      @Nullable Integer occurrence)
      implements OfNurture {}

  /** A handoff was offered to an owner. */
  record CycleOpened(Handoff handoff, RoutingLog routing) implements OfHandoff {}

  /**
   * The lead asked for something while its handoff was open: a trigger beside the one that handed it over.
   *
   * @param raised the more urgent terms it has from then on; null where it stays as urgent as it was
   * @param was when the answer was due before; null where that stays, and in lines of early versions
   */
  record RequestAdded(
      int cycle, String signalType, Instant occurredAt, Handoff.@Nullable Raised raised,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant was)
      implements OfHandoff {}

  /**
   * A rung of the ladder was reached.
   *
   * @param dueAt when it was due; later than that is when an outage was over
   * @param merged whether one notice tells this and what fell due before it and had not been told, as after an outage
   */
  record RungFired(
      int cycle, int rung, LadderAction action, Instant dueAt,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean merged)
      implements OfHandoff {}

  /**
   * The open handoff went to another owner without a new cycle: to the queue, or to who took it from there.
   *
   * @param zone by whose clock its times are told from now on; null where that stays as it is
   * @param at when it was taken; null where that is as it was decided
   */
  record OwnerChanged(
      int cycle, String owner, boolean queue, String why, @Nullable ZoneId zone,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant at)
      implements OfHandoff {}

  /** The answer time of a handoff stands still. */
  record ClockPaused(int cycle, AnswerClock.Pause pause) implements OfHandoff {}

  /**
   * The answer time goes on: what was still to come keeps its distance in business time.
   *
   * @param at since when; null in lines of early versions, where it is as it was decided or at the end of the pause before that
   */
  record ClockResumed(
      int cycle, Instant deadline, List<Handoff.PlannedRung> rungs,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant at)
      implements OfHandoff {
    public ClockResumed {
      rungs = List.copyOf(rungs);
    }
  }

  /** The owner put reminders off. */
  record RemindersPutOff(int cycle, Instant until) implements OfHandoff {}

  /** The time for which reminders were put off is over. */
  record RemindersDue(int cycle, Instant dueAt) implements OfHandoff {}

  /**
   * An absence of the owner was set or taken back.
   *
   * @param from when the handoff moves on; null where it stays
   */
  record OwnerAwayNoted(int cycle, String rep, @Nullable Instant from) implements OfHandoff {}

  /** An accepted lead went to another owner. */
  record PassedOn(String from, String to, String why, RoutingLog routing) implements OfSales {}

  /**
   * A handoff ended, once.
   *
   * @param deadline when the answer was due, where the end cut a pause short by which that moves; null where it stays
   */
  record CycleEnded(EndedCycle end, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant deadline)
      implements OfHandoff {}

  /**
   * The lead went back to nurture.
   *
   * @param counts whether it counts towards the recycle limit
   * @param gate what it takes to be handed over again
   */
  record Recycled(String reason, boolean counts, RecycleGate gate) implements OfLead {}

  /** The lead's parking time is over. */
  record ParkEnded() implements OfLead {}

  /** From now on fresh evidence alone may hand the lead over again. */
  record CoolDownEnded() implements OfLead {}

  /** The lead asked for something of the owner who has accepted it. */
  record OwnerAsked(String owner, String signalType, Instant occurredAt) implements OfSales {}

  /**
   * The owner who accepted is to make first contact by then.
   *
   * @param trigger the most urgent of what the lead waits for; null in lines of early versions
   * @param was when it was due before; null where it was not, or stays
   */
  record ContactAsked(
      String owner, Instant dueAt, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String trigger,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant was)
      implements OfSales {}

  /** The address may no longer be mailed. */
  record SuppressionNoted(String reason) implements OfPerson {}

  /** The address may be mailed again. */
  record SuppressionLifted(String reason) implements OfPerson {}

  /** A person is to look at the lead. */
  record ReviewOpened(String why) implements OfLead {}

  /** The review is over: a manager settled it, or a handoff or a rule of the policy did. */
  record ReviewClosed(String order) implements OfLead {}

  /**
   * Sales was in touch.
   *
   * @param at when sales said so; null in lines of early versions, where it is as it was decided
   */
  record ContactMade(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant at) implements OfSales {}

  /** The first contact did not come in time. */
  record ContactMissed(Instant dueAt) implements OfSales {}

  /** Sales reported what became of the lead. */
  record OutcomeNoted(
      String result, @Nullable BigDecimal amount, @Nullable String currency, @Nullable String reason)
      implements OfSales {}

  /** The owner was reminded that nothing has been heard. */
  record StallReminded(Instant dueAt) implements OfSales {}

  /** A step was told of that the lead took before it came to us, or more of one that was told before. */
  record PastNoted(PastStep step) implements OfLead {}

  /** An order could not be followed. */
  record OrderRefused(String eventId, String order, String code, String message) implements OfLead {}

  /** An event could not be decided and was set aside. */
  record EventFailed(String eventId, String message) implements OfLead {}

  /** The person's consent to mail changed; when, where and to which words stands in the record. */
  record ConsentNoted(String status) implements OfPerson {}

  /** A mail was ordered that asks the person to confirm their consent. */
  record ConfirmationAsked() implements OfNurture {}

  /**
   * Nurture stands still for want of consent, or goes on.
   *
   * @param why what is missing; null where nothing is any more
   */
  record NurtureWaits(@Nullable String why) implements OfNurture {}

  /**
   * Nurture stands still by a rule of the policy, or goes on.
   *
   * @param rule the rule's id; null where none withholds mail any more
   * @param why what it says of the lead
   */
  record NurtureWithheld(@Nullable String rule, @Nullable String why) implements OfNurture {}

  /** The person answered and may ask to stop: mail rests until somebody has said whether that is so. */
  record StopDoubted(String answer) implements OfPerson {}

  /** A named person said whether such an answer asks to stop. */
  record StopDoubtSettled(String answer, boolean asksToStop) implements OfPerson {}

  /** The person was forgotten. */
  record ErasureNoted() implements OfPerson {}
}
