package dev.leadloop.lifecycle.words;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.SourceName;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.CycleEnds;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.Forgotten;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.RecycleGate;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.OneMail;
import dev.leadloop.policy.Spans;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.sla.LadderAction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a line of the journal means to someone who does not know the code. */
public final class Sentences {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  /** A cause that ends with the code of a reason, such as "given back by sales: no_need". */
  private static final Pattern CODE_LAST = Pattern.compile("[a-z ]+: [a-z_]+");

  private static final Pattern ASKED_BY = Pattern.compile("asked by '([^']*)'");

  private Sentences() {}

  /** The line as one sentence without a full stop. */
  public static String of(JournalEntry entry) {
    return of(entry, Sentences::words);
  }

  /**
   * The same for people who know signals by their labels.
   *
   * @param labels what a type of signal is called
   */
  public static String of(JournalEntry entry, UnaryOperator<String> labels) {
    return switch (entry) {
      case JournalEntry.Entered e -> "Lead came in" + (e.source() == null ? "" : " from " + e.source());
      case JournalEntry.FactsChanged ignored -> "Facts about the lead were added or changed";
      case JournalEntry.AccountNoted e -> CompanyWords.of(e.evidence(), labels);
      case JournalEntry.SignalRecorded e -> "Signal " + labels.apply(e.signalType()) + ", occurred " + time(e.occurredAt());
      case JournalEntry.SignalVoided e -> "Signal " + labels.apply(e.signalType()) + " does not count: " + e.reason();
      case JournalEntry.RequestTooOld e ->
          "No handoff for " + labels.apply(e.signalType()) + " of " + time(e.occurredAt())
              + ": told too late, since the policy hands over what was asked within " + Spans.words(e.within())
              + "; it counts by its points alone";
      case JournalEntry.Scored e -> score(e.score());
      case JournalEntry.StageChanged e -> stage(e, labels);
      case JournalEntry.PastNoted e -> capital(past(e.step())) + worth(e.step().amount(), e.step().currency())
          + because(e.step().reason());
      case JournalEntry.SequenceStarted e ->
          "Nurture sequence " + e.position().sequence() + " began" + (e.again() ? ", with the mails the lead has had" : "");
      case JournalEntry.SequenceSkipped e ->
          "Nurture sequence " + e.sequence() + " is not begun: the lead has had every mail of its version " + e.sequenceVersion();
      case JournalEntry.StepSent e -> "Nurture e-mail ordered: " + e.label();
      case JournalEntry.MailOrdered e -> "Mail ordered: " + e.label();
      case JournalEntry.StepTaken e -> taken(e);
      case JournalEntry.MailHeld e ->
          held(e.mail()) + " until " + time(e.mail().until()) + because(e.mail().why());
      case JournalEntry.MailRetried e -> "Held e-mail is tried again: " + e.mail().label();
      case JournalEntry.SequenceMoved e ->
          "Nurture sequence " + e.position().sequence() + " goes on in version " + e.position().sequenceVersion()
              + " at step " + e.position().step() + (e.why() == null ? "" : ": " + e.why());
      case JournalEntry.PolicyMoved e -> "The lead lives by policy version " + e.version() + " from now on";
      case JournalEntry.SequenceEnded e -> "Nurture sequence " + e.sequence() + " ended: " + e.why();
      case JournalEntry.SendSettled e -> settled(e);
      case JournalEntry.CycleOpened e -> opened(e);
      case JournalEntry.RequestAdded e -> added(e, labels);
      case JournalEntry.RungFired e -> rung(e);
      case JournalEntry.OwnerChanged e -> "Handoff " + e.cycle() + " went to " + e.owner() + ": " + e.why();
      case JournalEntry.ClockPaused e ->
          "Answer time of handoff " + e.cycle() + " stands still until " + time(e.pause().until()) + ": "
              + words(e.pause().reason());
      case JournalEntry.ClockResumed e -> "Answer time of handoff " + e.cycle() + " goes on, answer due " + time(e.deadline());
      case JournalEntry.RemindersPutOff e -> "Reminders of handoff " + e.cycle() + " put off until " + time(e.until());
      case JournalEntry.RemindersDue e -> "Owner of handoff " + e.cycle() + " reminded, as put off until " + time(e.dueAt());
      case JournalEntry.OwnerAwayNoted e -> away(e);
      case JournalEntry.PassedOn e -> "Lead passed on from " + e.from() + " to " + e.to() + ": " + e.why();
      case JournalEntry.CycleEnded e -> ended(e.end());
      case JournalEntry.Recycled e -> recycled(e.reason(), e.gate());
      case JournalEntry.ParkEnded ignored -> "Parking time is over";
      case JournalEntry.CoolDownEnded ignored -> "Cool-down is over: fresh evidence may hand the lead over again";
      case JournalEntry.OwnerAsked e ->
          "The lead asked " + e.owner() + ", who has it: " + labels.apply(e.signalType()) + ", occurred " + time(e.occurredAt());
      case JournalEntry.ContactAsked e -> e.owner() + " is to make first contact by " + time(e.dueAt()) + instead(e.was());
      case JournalEntry.SuppressionNoted e -> "No more mail to this address: " + words(e.reason());
      case JournalEntry.SuppressionLifted e -> "Mail to this address is allowed again: " + e.reason();
      case JournalEntry.ReviewOpened e -> "A person is to look at the lead: " + review(e.why(), labels);
      case JournalEntry.ReviewClosed e -> "Review settled: " + e.order();
      case JournalEntry.ContactMade ignored -> "Sales was in touch with the lead";
      case JournalEntry.ContactMissed e -> "First contact, due " + time(e.dueAt()) + ", did not come in time";
      case JournalEntry.OutcomeNoted e -> outcome(e);
      case JournalEntry.StallReminded e -> "Owner reminded: nothing heard by " + time(e.dueAt());
      case JournalEntry.OrderRefused e -> "Refused to " + e.order() + ": " + e.message();
      case JournalEntry.EventFailed e -> "Event " + e.eventId() + " could not be decided and was set aside: " + e.message();
      case JournalEntry.ConsentNoted e -> "Consent to mail: " + words(e.status());
      case JournalEntry.ConfirmationAsked ignored -> "Asked by mail to confirm the consent";
      case JournalEntry.NurtureWaits e ->
          e.why() == null ? "Nurture waits for consent no more" : "Nurture waits: " + e.why();
      case JournalEntry.NurtureWithheld e ->
          e.why() == null
              ? "Nurture mail goes on: no rule of the policy withholds it any more"
              : capital(NoMail.byRule(e.why()));
      case JournalEntry.StopDoubted ignored ->
          "An answer may ask to stop: mail rests until somebody says whether it does";
      case JournalEntry.StopDoubtSettled e ->
          e.asksToStop() ? "Said of the answer: it asks to stop" : "Said of the answer: it was one, and mail goes on";
      case JournalEntry.ErasureNoted ignored -> "The person was forgotten";
    };
  }

  /**
   * The line as it may be shown in Temporal: codes only, since a reason or a note that a person wrote stays in the
   * database; null for a line that is not worth a manager's glance.
   */
  public static @Nullable String brief(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.Entered e -> of(new JournalEntry.Entered(SourceName.said(e.source())));
      case JournalEntry.SignalRecorded e -> "Signal: " + words(e.signalType());
      case JournalEntry.StageChanged e ->
          e.from().words() + " → " + e.to().words()
              + (e.evidence() == null ? "" : qualified(e.evidence()));
      case JournalEntry.PastNoted e -> capital(past(e.step()));
      case JournalEntry.StepSent e -> of(e);
      case JournalEntry.CycleOpened e ->
          "Handoff " + e.handoff().cycle() + " offered to " + e.handoff().owner() + ", answer due "
              + time(e.handoff().deadline());
      case JournalEntry.RequestAdded e -> of(e);
      case JournalEntry.RungFired e -> of(e);
      case JournalEntry.OwnerChanged e -> of(e);
      case JournalEntry.ClockPaused e -> of(e);
      case JournalEntry.ClockResumed e -> of(e);
      case JournalEntry.RemindersPutOff e -> of(e);
      case JournalEntry.RemindersDue e -> of(e);
      case JournalEntry.OwnerAwayNoted ignored -> null;
      case JournalEntry.PassedOn e -> of(e);
      case JournalEntry.CycleEnded e -> ended(withoutOwnReason(e.end()));
      case JournalEntry.Recycled e -> e.counts() ? of(e) : null;
      case JournalEntry.ParkEnded e -> of(e);
      case JournalEntry.SuppressionNoted ignored -> "No more mail to this address";
      case JournalEntry.SuppressionLifted ignored -> "Mail to this address is allowed again";
      case JournalEntry.ReviewOpened ignored -> "A person is to look at the lead";
      case JournalEntry.ReviewClosed e -> of(e);
      case JournalEntry.ContactMade e -> of(e);
      case JournalEntry.ContactMissed e -> of(e);
      case JournalEntry.OutcomeNoted e -> "Outcome: " + words(e.result().toLowerCase(Locale.ROOT));
      case JournalEntry.StallReminded e -> of(e);
      case JournalEntry.OrderRefused e -> "Refused to " + e.order() + ": " + e.code();
      case JournalEntry.EventFailed ignored -> "An event could not be decided and was set aside";
      case JournalEntry.ConsentNoted e -> of(e);
      case JournalEntry.ConfirmationAsked ignored -> null;
      case JournalEntry.NurtureWaits e -> of(e);
      case JournalEntry.NurtureWithheld e -> of(e);
      case JournalEntry.StopDoubted e -> of(e);
      case JournalEntry.StopDoubtSettled e -> of(e);
      case JournalEntry.ErasureNoted e -> of(e);
      case JournalEntry.MailOrdered e -> of(e);
      case JournalEntry.StepTaken e -> of(e);
      case JournalEntry.MailHeld e -> held(e.mail()) + " until " + time(e.mail().until());
      case JournalEntry.MailRetried e -> of(e);
      case JournalEntry.SequenceMoved ignored -> null;
      case JournalEntry.PolicyMoved e -> of(e);
      case JournalEntry.AccountNoted e -> CompanyWords.inBrief(e.evidence());
      case JournalEntry.FactsChanged ignored -> null;
      case JournalEntry.SignalVoided ignored -> null;
      case JournalEntry.RequestTooOld e -> "No handoff for " + words(e.signalType()) + ": asked too long ago";
      case JournalEntry.Scored ignored -> null;
      case JournalEntry.SequenceStarted ignored -> null;
      case JournalEntry.SequenceSkipped e -> of(e);
      case JournalEntry.SequenceEnded e -> e.how() == JournalEntry.SequenceEnded.How.GOAL ? of(e) : null;
      case JournalEntry.SendSettled e ->
          e.state().equals("ACCEPTED") || e.state().equals("DELIVERED") ? null : settled(withoutReason(e));
      case JournalEntry.CoolDownEnded ignored -> null;
      case JournalEntry.OwnerAsked e -> of(e);
      case JournalEntry.ContactAsked ignored -> null;
    };
  }

  private static String taken(JournalEntry.StepTaken step) {
    String where = "Nurture sequence " + step.sequence() + ", step " + step.step() + ": " + words(step.what());
    return step.next() == null ? where + "; that was its end" : where;
  }

  private static String held(HeldMail mail) {
    return mail(mail.sequence(), mail.step()) + " is held";
  }

  private static String mail(String sequence, String step) {
    return OneMail.campaign(sequence).map(campaign -> "The mail of the campaign '" + campaign + "'")
        .orElseGet(() -> "Nurture e-mail " + step + " of " + sequence);
  }

  private static JournalEntry.SendSettled withoutReason(JournalEntry.SendSettled send) {
    return new JournalEntry.SendSettled(
        send.sequence(), send.step(), send.state(), null, send.sequenceVersion(), send.occurrence());
  }

  /** Whoever takes a handoff back says why in a word of their own; every other reason is a code of ours or the catalogue's. */
  private static EndedCycle withoutOwnReason(EndedCycle end) {
    boolean ours = Forgotten.REASON.equals(end.reason()) || Principal.parse(end.by()).equals(Principal.SYSTEM);
    if (end.how() != EndedCycle.How.WITHDRAWN || ours) {
      return end;
    }
    return new EndedCycle(end.cycle(), end.owner(), end.how(), end.by(), end.at(), null);
  }

  private static String score(ScoreSummary score) {
    return "Score is " + score.score() + ", fit " + score.fit() + " (grade " + score.grade() + ")"
        + (score.product() == 0 ? "" : ", product use " + score.product())
        + (score.account() == 0 ? "" : ", account " + score.account())
        + (score.reasons().isEmpty() ? "" : ": " + String.join(", ", score.reasons()));
  }

  /**
   * Why a lead moved, without a full stop.
   *
   * @param labels what a type of signal is called
   */
  public static String cause(JournalEntry.StageChanged change, UnaryOperator<String> labels) {
    JournalEntry.Evidence evidence = change.evidence();
    return evidence == null
        ? cause(change.cause())
        : change.cause().replace("asked by '" + evidence.trigger() + "'", "asked for sales: " + labels.apply(evidence.trigger()));
  }

  /**
   * Why a person is to look at a lead, as it was noted, for people: they know a request by its label, and codes in words.
   *
   * @param labels what a type of signal is called
   */
  public static String review(String noted, UnaryOperator<String> labels) {
    return ASKED_BY.matcher(cause(noted))
        .replaceAll(asked -> Matcher.quoteReplacement("asked for sales: " + labels.apply(asked.group(1))));
  }

  /** The same, where labels are not at hand. */
  public static String review(String noted) {
    return review(noted, Sentences::words);
  }

  /** A cause as it was noted, with the code of its reason in words. */
  public static String cause(String noted) {
    return CODE_LAST.matcher(noted).matches() ? words(noted) : noted;
  }

  private static String stage(JournalEntry.StageChanged change, UnaryOperator<String> labels) {
    JournalEntry.Evidence evidence = change.evidence();
    return change.from().words() + " → " + change.to().words() + ": " + cause(change, labels)
        + (evidence == null
            ? ""
            : " (score " + of(evidence.score(), evidence.scoreThreshold()) + ", fit "
                + of(evidence.fit(), evidence.fitThreshold()) + others(evidence) + ")");
  }

  private static String others(JournalEntry.Evidence evidence) {
    return evidence.others().stream()
        .map(one -> ", " + one.measure().words() + " " + of(one.reached(), one.asked()))
        .collect(Collectors.joining());
  }

  private static String qualified(JournalEntry.Evidence evidence) {
    return switch (evidence.trigger()) {
      case HandoffTrigger.PRODUCT -> " by use of the product";
      case HandoffTrigger.ACCOUNT -> " by its company";
      default -> evidence.scoreThreshold() > 0 || evidence.others().isEmpty() ? " at a score of " + evidence.score()
          : evidence.others().stream().map(one -> " at " + one.measure().words() + " " + one.reached())
              .collect(Collectors.joining());
    };
  }

  /** A number beside what it had to reach, where anything was asked: who asks for sales need not have scored. */
  private static String of(int reached, int threshold) {
    return threshold > 0 ? reached + " of " + threshold : String.valueOf(reached);
  }

  private static String settled(JournalEntry.SendSettled send) {
    String what = mail(send.sequence(), send.step());
    return switch (send.state()) {
      case "ACCEPTED" -> what + " was accepted for delivery";
      case "HELD" -> what + " was held back" + because(send.reason());
      case "REJECTED" -> what + " was rejected" + because(send.reason());
      case "DELIVERED" -> what + " was delivered";
      case "DEFERRED" -> what + " is late: the receiving server asks to wait" + because(send.reason());
      case "BLOCKED" -> what + " was turned away by the receiving server" + because(send.reason());
      case "BOUNCED" -> what + " came back: no such mailbox" + because(send.reason());
      case "BOUNCED_FOR_NOW" -> what + " came back: the mailbox is full or away" + because(send.reason());
      case "DROPPED" -> what + " was not sent on by the provider" + because(send.reason());
      case "REPORTED_AS_SPAM" -> what + " was called spam by its reader";
      case "UNKNOWN" -> what + " may or may not have gone out" + because(send.reason());
      default -> what + ": " + words(send.state().toLowerCase(Locale.ROOT)) + because(send.reason());
    };
  }

  private static String opened(JournalEntry.CycleOpened opened) {
    Handoff handoff = opened.handoff();
    String passedOver =
        opened.routing().passedOver().isEmpty()
            ? ""
            : "; passed over: "
                + String.join(
                    ", ",
                    opened.routing().passedOver().stream().map(other -> other.rep() + " (" + other.why() + ")").toList());
    return "Handoff " + handoff.cycle() + " offered to " + handoff.owner() + " (" + opened.routing().why()
        + "), answer due " + time(handoff.deadline()) + passedOver;
  }

  private static String added(JournalEntry.RequestAdded added, UnaryOperator<String> labels) {
    Handoff.Raised raised = added.raised();
    return "The lead asked while handoff " + added.cycle() + " is open: " + labels.apply(added.signalType()) + ", occurred "
        + time(added.occurredAt())
        + (raised == null ? "; its answer time stays"
            : "; answer due " + time(raised.deadline()) + instead(added.was()) + ", class " + raised.slaClass());
  }

  private static String instead(@Nullable Instant was) {
    return was == null ? "" : " instead of " + time(was);
  }

  private static String rung(JournalEntry.RungFired rung) {
    String what =
        switch (rung.action()) {
          case LadderAction.REMIND -> "owner reminded";
          case LadderAction.ESCALATE -> "escalated to the manager";
          case LadderAction.REASSIGN -> "to be offered to another rep";
          case LadderAction.QUEUE -> "put into the manager's queue";
        };
    return "Handoff " + rung.cycle() + " unanswered at " + time(rung.dueAt()) + ": " + what
        + (rung.merged() ? ", once for this and what had fallen due before" : "");
  }

  private static String away(JournalEntry.OwnerAwayNoted away) {
    Instant from = away.from();
    return from == null
        ? away.rep() + " is there for handoff " + away.cycle()
        : away.rep() + " is away from " + time(from) + ": handoff " + away.cycle() + " goes to another then";
  }

  private static String ended(EndedCycle end) {
    return "Handoff " + end.cycle() + " of " + end.owner() + " ended: " + end(end);
  }

  /** The same as it may be shown in Temporal. */
  public static String endInBrief(EndedCycle end) {
    return end(withoutOwnReason(end));
  }

  /** How a handoff ended, with its principals as the record names them. */
  private static String end(EndedCycle end) {
    if (end.how() == EndedCycle.How.UNANSWERED) {
      return "unanswered in time";
    }
    String reason = end.reason();
    return CycleEnds.inWords(
        end.how(), Principal.parse(end.by()), reason == null ? null : words(reason), Principal::toString);
  }

  private static String recycled(String reason, RecycleGate gate) {
    Instant parked = gate.parkedUntil();
    return "Back to nurture (" + words(reason) + "), sequence " + gate.sequence()
        + (parked == null ? "" : ", left alone until " + time(parked))
        + (gate.freshPoints() == 0 ? "" : ", takes " + gate.freshPoints() + " fresh points to come back");
  }

  private static String outcome(JournalEntry.OutcomeNoted outcome) {
    return "Outcome: " + words(outcome.result().toLowerCase(Locale.ROOT))
        + worth(outcome.amount(), outcome.currency()) + because(outcome.reason());
  }

  /** What was told of a step that was taken before the lead came to us; it goes on from a colon. */
  public static String past(PastStep step) {
    Stage stage = step.stage();
    String what = stage == Stage.MQL ? stage.words() : stage.words().toLowerCase(Locale.ROOT);
    return "told by import: " + what + " on " + time(step.at());
  }

  private static String worth(@Nullable BigDecimal amount, @Nullable String currency) {
    return amount == null ? "" : ", " + amount.toPlainString() + " " + currency;
  }

  private static String because(@Nullable String reason) {
    return reason == null ? "" : ": " + words(reason);
  }

  static String words(String code) {
    return code.replace('_', ' ');
  }

  /** A clause with a capital letter, to begin with. */
  public static String capital(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
  }

  /** An instant as people read it. */
  public static String time(Instant at) {
    return TIME.format(at);
  }
}
