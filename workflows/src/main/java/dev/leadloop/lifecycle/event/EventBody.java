package dev.leadloop.lifecycle.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.leadloop.account.AccountEvidence;
import dev.leadloop.nurture.HeldMail;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event says; stored as JSON under the name given here. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EventBody.Entered.class, name = "entered"),
  @JsonSubTypes.Type(value = EventBody.ProfileChanged.class, name = "profile_changed"),
  @JsonSubTypes.Type(value = EventBody.Engaged.class, name = "signal"),
  @JsonSubTypes.Type(value = EventBody.SignalVoided.class, name = "signal_voided"),
  @JsonSubTypes.Type(value = EventBody.NurtureOrdered.class, name = "nurture_ordered"),
  @JsonSubTypes.Type(value = EventBody.MailOrdered.class, name = "mail_ordered"),
  @JsonSubTypes.Type(value = EventBody.Accepted.class, name = "accept"),
  @JsonSubTypes.Type(value = EventBody.Rejected.class, name = "reject"),
  @JsonSubTypes.Type(value = EventBody.Returned.class, name = "return"),
  @JsonSubTypes.Type(value = EventBody.Reassigned.class, name = "reassign"),
  @JsonSubTypes.Type(value = EventBody.Withdrawn.class, name = "withdraw"),
  @JsonSubTypes.Type(value = EventBody.TakenOver.class, name = "take_over"),
  @JsonSubTypes.Type(value = EventBody.PauseAsked.class, name = "pause"),
  @JsonSubTypes.Type(value = EventBody.ResumeAsked.class, name = "resume"),
  @JsonSubTypes.Type(value = EventBody.Snoozed.class, name = "snooze"),
  @JsonSubTypes.Type(value = EventBody.OwnerAway.class, name = "owner_away"),
  @JsonSubTypes.Type(value = EventBody.OwnerLeft.class, name = "owner_left"),
  @JsonSubTypes.Type(value = EventBody.SomebodyCame.class, name = "somebody_came"),
  @JsonSubTypes.Type(value = EventBody.Contacted.class, name = "contact"),
  @JsonSubTypes.Type(value = EventBody.OutcomeReported.class, name = "outcome"),
  @JsonSubTypes.Type(value = EventBody.ReviewDecided.class, name = "review"),
  @JsonSubTypes.Type(value = EventBody.Reopened.class, name = "reopen"),
  @JsonSubTypes.Type(value = EventBody.SendSettled.class, name = "send_settled"),
  @JsonSubTypes.Type(value = EventBody.SendHeld.class, name = "send_held"),
  @JsonSubTypes.Type(value = EventBody.SequenceResumed.class, name = "sequence_resumed"),
  @JsonSubTypes.Type(value = EventBody.RolledOut.class, name = "rolled_out"),
  @JsonSubTypes.Type(value = EventBody.Suppressed.class, name = "suppressed"),
  @JsonSubTypes.Type(value = EventBody.SuppressionLifted.class, name = "suppression_lifted"),
  @JsonSubTypes.Type(value = EventBody.ConsentChanged.class, name = "consent_changed"),
  @JsonSubTypes.Type(value = EventBody.MayAskToStop.class, name = "may_ask_to_stop"),
  @JsonSubTypes.Type(value = EventBody.StopDoubtSettled.class, name = "stop_doubt_settled"),
  @JsonSubTypes.Type(value = EventBody.AccountTold.class, name = "account_told"),
  @JsonSubTypes.Type(value = EventBody.PastTold.class, name = "past_told"),
  @JsonSubTypes.Type(value = EventBody.ErasureAsked.class, name = "erase")
})
public sealed interface EventBody {
  /** A person's order or answer: it counts from the moment it was recorded. */
  sealed interface ByPerson extends EventBody {}

  /** A person's answer to one handoff cycle. */
  sealed interface Answer extends ByPerson {
    /** Number of the cycle it answers; 0 for the one open now. */
    int cycle();
  }

  /** The lead came in. */
  record Entered(@Nullable String source, boolean imported) implements EventBody {}

  /** Facts were added or changed; the facts themselves stand in the lead's profile. */
  record ProfileChanged(boolean imported) implements EventBody {}

  /** A signal; an imported one scores but hands nothing over by itself. */
  record Engaged(String type, Map<String, String> properties, boolean imported) implements EventBody {
    public Engaged {
      properties = properties == null ? Map.of() : Map.copyOf(properties);
    }
  }

  /**
   * A signal was found to be a machine's and counts for nothing, whether it has been recorded already or comes later.
   *
   * @param signalEventId event id of the signal
   * @param reason in a few words, without anything of the person
   */
  record SignalVoided(String signalEventId, String signalType, String reason) implements EventBody {}

  /**
   * Marketing starts a sequence for this lead.
   *
   * @param sequence null for the one of the lead's stage
   * @param again whether the lead is mailed once more what it has had of this version; else those mails are passed over
   */
  record NurtureOrdered(@Nullable String sequence, boolean again) implements ByPerson {}

  /**
   * A campaign sends this lead one mail, whatever sequence it runs.
   *
   * @param campaign its id
   * @param template id of the mail's text
   */
  record MailOrdered(String campaign, String template) implements ByPerson {}

  /** Sales takes the lead. */
  record Accepted(int cycle) implements Answer {}

  /** Sales does not want the lead, for a reason of the catalogue. */
  record Rejected(int cycle, String reason, boolean noteGiven) implements Answer {}

  /** Sales sends the lead back to nurture, until a date if it gives one. */
  record Returned(int cycle, String reason, boolean noteGiven, @Nullable Instant until) implements Answer {}

  /** A manager moves the handoff to a rep; null lets routing choose another. */
  record Reassigned(int cycle, @Nullable String toRep) implements Answer {}

  /** Marketing takes an unanswered handoff back. */
  record Withdrawn(int cycle, String reason) implements Answer {}

  /** A rep takes a handoff that another rep or the queue has; it is accepted with that. */
  record TakenOver(int cycle) implements Answer {}

  /**
   * Sales asks that the answer time stands still, for a reason of the policy.
   *
   * @param until when it goes on; null for the longest the policy allows
   */
  record PauseAsked(int cycle, String reason, @Nullable Instant until) implements Answer {}

  /** The answer time goes on. */
  record ResumeAsked(int cycle) implements Answer {}

  /** The owner wants no reminder before then; the deadline stays. */
  record Snoozed(int cycle, Instant until) implements Answer {}

  /**
   * The absence of a rep who has this lead was set.
   *
   * @param from when it begins; null where there is none any more
   */
  record OwnerAway(String rep, @Nullable Instant from) implements ByPerson {}

  /** A rep who has this lead has left. */
  record OwnerLeft(String rep) implements ByPerson {}

  /**
   * There is a rep or a manager now who was not there when this lead came to the queue, or to a review.
   *
   * @param manager whether it is the first manager of the team, whom nobody could tell before
   */
  record SomebodyCame(String rep, boolean manager) implements EventBody {}

  /** The rep has been in touch with the lead. */
  record Contacted() implements ByPerson {}

  /** What became of an accepted lead. */
  record OutcomeReported(
      Outcome result,
      @Nullable BigDecimal amount,
      @Nullable String currency,
      @Nullable String reason,
      boolean noteGiven)
      implements ByPerson {
    /** The form of a currency. */
    public static final String CURRENCY_FORM = "[A-Z]{3}";

    /** Whether there is an amount that nobody can read, for want of a currency. */
    public static boolean lacksCurrency(@Nullable BigDecimal amount, @Nullable String currency) {
      return amount != null && (currency == null || !currency.matches(CURRENCY_FORM));
    }
  }

  /** A manager settles a review. */
  record ReviewDecided(ReviewOrder order, @Nullable String reason) implements ByPerson {}

  /** A named person takes a closed lead up again. */
  record Reopened(String reason) implements ByPerson {}

  /**
   * What came of a nurture e-mail: its ledger's state, such as ACCEPTED or HELD, and why.
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
      implements EventBody {
    /** News of a mail that is known by its step alone. */
    public SendSettled(String sequence, String step, String state, @Nullable String reason) {
      this(sequence, step, state, reason, null, null);
    }
  }

  /** A nurture e-mail may not go yet; it is to be tried again. */
  record SendHeld(HeldMail mail) implements EventBody {}

  /** A sequence that was paused goes on: what it held may go at once. */
  record SequenceResumed(String sequence) implements EventBody {}

  /**
   * The lead is to live by that version of the policy from now on.
   *
   * @param placement where it goes on there
   */
  record RolledOut(int version, Placement placement) implements EventBody {
    public RolledOut {
      placement = placement == null ? Placement.USUAL : placement;
    }

    /** An order that says nothing of places. */
    public RolledOut(int version) {
      this(version, Placement.USUAL);
    }
  }

  /** The address may no longer be mailed. */
  record Suppressed(String reason) implements EventBody {}

  /** A named person, or the lead itself, allowed mail again. */
  record SuppressionLifted(String reason) implements EventBody {}

  /** The person's consent to mail was given, confirmed or declined; the proof stands in the record. */
  record ConsentChanged(String status) implements EventBody {}

  /**
   * The person answered and may ask to stop: mail to the address rests until somebody has said whether that is so.
   *
   * @param answer event id of the answer
   */
  record MayAskToStop(String answer) implements EventBody {}

  /**
   * A named person said what such an answer meant.
   *
   * @param asksToStop whether the person wants no more mail; otherwise it was an answer, and mail goes on
   */
  record StopDoubtSettled(String answer, boolean asksToStop) implements ByPerson {}

  /**
   * The company behind the lead was counted, and speaks through this lead; it is no activity of anybody.
   *
   * @param evidence null where that company speaks through this lead no longer
   */
  record AccountTold(String accountId, @Nullable AccountEvidence evidence) implements EventBody {}

  /**
   * What a file tells of the lead's life before it came to us.
   *
   * @param steps at least one, none of them from after it came
   */
  record PastTold(List<PastStep> steps) implements EventBody {
    public PastTold {
      steps = List.copyOf(steps);
    }
  }

  /** The person asked to be forgotten. */
  record ErasureAsked() implements ByPerson {}

  /** Results sales may report. */
  enum Outcome {
    OPPORTUNITY,
    WON,
    LOST,
    RECYCLED,
    DISQUALIFIED
  }

  /** What a manager may order for a lead in review. */
  enum ReviewOrder {
    QUALIFY,
    DISMISS
  }
}
