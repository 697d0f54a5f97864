package dev.leadloop.simulation;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.nurturing.MailHold;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.policy.LeadPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The mail of one lead: every mail that the checks of real sending let through is accepted, and nobody reads, clicks, answers,
 * confirms, complains or bounces. No sequence is paused.
 */
final class MailWorld {
  private final LeadPolicy policy;
  private final PlayedLead lead;
  private final List<Instant> had;
  private final List<Instant> asked = new ArrayList<>();
  private final Set<List<Object>> settled = new HashSet<>();

  MailWorld(PlayedLead lead, LeadPolicy policy) {
    this.lead = lead;
    this.policy = policy;
    this.had = new ArrayList<>(lead.had());
  }

  /**
   * What came of a mail.
   *
   * @param told what the lead is told of it
   */
  record Sent(@Nullable MailHold hold, EventBody told) {}

  /** The mail that asks for a confirmed consent. */
  static Effect.SendEmail confirmation(long seq, Effect.AskConfirmation asked) {
    return MailHold.confirmation(Math.toIntExact(seq), "confirmation", asked.label());
  }

  /** Sends a mail, or holds it; null where it was settled before. */
  @Nullable Sent deliver(Effect.SendEmail mail, LeadProfile profile, LeadProgress progress, Instant now) {
    List<Object> intent = List.of(mail.sequence(), mail.sequenceVersion(), mail.step(), mail.occurrence());
    if (settled.contains(intent)) {
      return null;
    }
    MailHold hold = hold(mail, profile, progress, now);
    Instant until = hold == null ? null : hold.until();
    if (hold != null && until != null && until.isAfter(now)) {
      return new Sent(hold, new EventBody.SendHeld(new HeldMail(
          mail.sequence(), mail.sequenceVersion(), mail.occurrence(), mail.step(), mail.template(), mail.label(),
          mail.topic(), hold.why(), until.truncatedTo(ChronoUnit.MICROS))));
    }
    settled.add(intent);
    if (hold == null) {
      had.add(now);
      if (MailHold.isConfirmation(mail)) {
        asked.add(now);
      }
    }
    String state = hold == null ? "ACCEPTED" : "HELD";
    return new Sent(hold, new EventBody.SendSettled(
        mail.sequence(), mail.step(), state, hold == null ? null : hold.why(), mail.sequenceVersion(), mail.occurrence()));
  }

  /** In the order in which sending asks. */
  private @Nullable MailHold hold(Effect.SendEmail mail, LeadProfile profile, LeadProgress progress, Instant now) {
    String suppressed = progress.nurture().suppressed();
    boolean declined = profile.consent() == MailConsent.DECLINED;
    if (MailHold.isConfirmation(mail) && suppressed == null && !declined) {
      return profile.addressKnown()
          ? askedBefore(profile.consent() == MailConsent.CONFIRMED, now)
          : MailHold.forGood("no address");
    }
    MailHold standing = MailHold.byStanding(progress, suppressed, declined);
    if (standing != null) {
      return standing;
    }
    MailHold parked = MailHold.byParking(progress);
    if (parked != null) {
      return parked;
    }
    if (!profile.addressKnown()) {
      return MailHold.forGood("no address");
    }
    MailHold hold = MailHold.byConsent(policy, profile.consent(), progress, now);
    hold = hold == null ? MailHold.byRule(progress, now) : hold;
    hold = hold == null
        ? MailHold.byTopic(policy, mail.sequence(), mail.step(), mail.topic(), lead.topicsLeft()::contains) : hold;
    hold = hold == null ? MailHold.byHours(policy.nurture(), profile, now) : hold;
    return hold == null ? MailHold.byCaps(policy.nurture(), profile, now, this::nthLast) : hold;
  }

  private @Nullable MailHold askedBefore(boolean confirmed, Instant now) {
    Instant since = now.minus(MailHold.ASKED_WITHIN);
    int lately = (int) asked.stream().filter(at -> !at.isBefore(since)).count();
    return MailHold.byAskedBefore(confirmed, asked.isEmpty() ? null : asked.getLast(), lately, now);
  }

  private @Nullable Instant nthLast(int n, Instant since) {
    int place = had.size() - n;
    return place >= 0 && had.get(place).isAfter(since) ? had.get(place) : null;
  }
}
