package dev.leadloop.lifecycle;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.SuppressionName;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Refusal;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.nurturing.Consenting;
import dev.leadloop.lifecycle.nurturing.Nurturing;
import dev.leadloop.lifecycle.words.NoMail;
import dev.leadloop.lifecycle.words.Standing;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.nurture.OneMail;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.qualification.Qualifying;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Begins a sequence, or sends one mail, for a lead that a person or a campaign wants it for, and says beforehand whether it
 * would.
 */
public final class Beginning {
  private Beginning() {}

  /**
   * What is wanted.
   *
   * @param sequence null for the track of the lead's stage
   * @param again whether the lead is mailed once more what it has had of the sequence's version
   * @param evenParked whether the lead is parked no longer then; else a parked one is left alone
   */
  public record Wanted(@Nullable String sequence, boolean again, boolean evenParked) {}

  /**
   * Why a sequence would not be begun for a lead now; null where it would.
   *
   * @param policy of the version that the lead lives by
   */
  public static @Nullable NotBegun notBegun(
      LeadPolicy policy, String leadId, LeadProfile profile, LeadProgress progress, Wanted wanted) {
    NotBegun unmailed = notMailed(policy, profile, progress);
    if (unmailed != null) {
      return unmailed;
    }
    if (!wanted.evenParked() && progress.recycling().parkedUntil() != null) {
      return NotBegun.PARKED;
    }
    Sequence sequence = sequence(policy, progress, wanted.sequence());
    if (sequence == null) {
      return NotBegun.UNKNOWN_SEQUENCE;
    }
    NurturePosition running = progress.nurture().position();
    if (running != null && running.sequence().equals(sequence.id())) {
      return NotBegun.ALREADY_RUNNING;
    }
    return !wanted.again() && Nurturing.hadAll(progress, leadId, sequence) ? NotBegun.HAD_BEFORE : null;
  }

  /**
   * Why a campaign's one mail would not be sent to a lead now; null where it would. A parked lead is left alone.
   *
   * @param policy of the version that the lead lives by
   */
  public static @Nullable NotBegun noOneMail(LeadPolicy policy, LeadProfile profile, LeadProgress progress) {
    NotBegun unmailed = notMailed(policy, profile, progress);
    return unmailed == null && progress.recycling().parkedUntil() != null ? NotBegun.PARKED : unmailed;
  }

  private static @Nullable NotBegun notMailed(LeadPolicy policy, LeadProfile profile, LeadProgress progress) {
    if (!progress.stage().nurtured()) {
      return NotBegun.NOT_NURTURED;
    }
    if (!profile.addressKnown()) {
      return NotBegun.NO_ADDRESS;
    }
    if (progress.nurture().suppressed() != null) {
      return NotBegun.SUPPRESSED;
    }
    if (progress.withheld() != null) {
      return NotBegun.WITHHELD;
    }
    return Consenting.mayNurture(policy, profile) ? null : NotBegun.NO_CONSENT;
  }

  static Verdict ordered(Deciding deciding, LeadEvent event, EventBody.NurtureOrdered ordered) {
    LeadProgress progress = deciding.progress();
    LeadPolicy policy = deciding.policy();
    Sequence found = sequence(policy, progress, ordered.sequence());
    NotBegun why =
        notBegun(
            policy, deciding.leadId(), deciding.profile(), progress,
            new Wanted(ordered.sequence(), ordered.again(), true));
    if (why != null) {
      return Refusal.of(why.refusal(), said(why, deciding, found)).on(deciding, event);
    }
    Sequence sequence = Objects.requireNonNull(found);
    if (progress.recycling().parkedUntil() != null) {
      deciding.note(new JournalEntry.ParkEnded());
      Qualifying.byScore(deciding, deciding.rescore(), true);
      if (!deciding.stage().nurtured()) {
        return Verdict.applied(event.eventId(), "parked no longer; " + Standing.inWords(deciding.progress()));
      }
    }
    Nurturing.order(deciding, sequence, ordered.again());
    return Verdict.applied(event.eventId(), "the sequence '" + sequence.id() + "' begins");
  }

  /** The mail goes beside whatever sequence the lead runs, which stays where it is. */
  static Verdict mailOrdered(Deciding deciding, LeadEvent event, EventBody.MailOrdered ordered) {
    NotBegun why = noOneMail(deciding.policy(), deciding.profile(), deciding.progress());
    if (why != null) {
      return Refusal.of(why.refusal(), said(why, deciding, null)).on(deciding, event);
    }
    String label = "the mail of the campaign '" + ordered.campaign() + "'";
    deciding.note(new JournalEntry.MailOrdered(ordered.campaign(), ordered.template(), label));
    deciding.effect(
        new Effect.SendEmail(
            OneMail.sequence(ordered.campaign()), OneMail.VERSION, OneMail.STEP, OneMail.OCCURRENCE, ordered.template(), label,
            deciding.policy().topicOfText(ordered.template())));
    return Verdict.applied(event.eventId(), label + " is ordered");
  }

  private static @Nullable Sequence sequence(LeadPolicy policy, LeadProgress progress, @Nullable String wanted) {
    String id = wanted == null ? policy.tracks().get(progress.stage().label()) : wanted;
    return id == null ? null : policy.sequences().get(id);
  }

  private static String said(NotBegun why, Deciding deciding, @Nullable Sequence sequence) {
    LeadProgress progress = deciding.progress();
    return switch (why) {
      case NOT_NURTURED -> "a lead that is " + progress.stage().is() + " is not nurtured";
      case NO_ADDRESS -> "the lead has no e-mail address; add one first";
      case SUPPRESSED, WITHHELD ->
          "the lead gets " + NoMail.why(SuppressionName.said(progress.nurture().suppressed()), progress.withheld());
      case NO_CONSENT -> Consenting.missing(deciding);
      case PARKED -> "the lead is parked until " + progress.recycling().parkedUntil();
      case UNKNOWN_SEQUENCE ->
          "the policy has no such sequence; it has " + deciding.policy().sequences().keySet().stream().sorted().toList();
      case ALREADY_RUNNING ->
          "the sequence '" + Objects.requireNonNull(sequence).id() + "' is already running for this lead";
      case HAD_BEFORE -> had(Objects.requireNonNull(sequence));
    };
  }

  private static String had(Sequence sequence) {
    return "the lead has had every mail of version " + sequence.version() + " of '" + sequence.id()
        + "'; order it with again: true to mail them once more";
  }
}
