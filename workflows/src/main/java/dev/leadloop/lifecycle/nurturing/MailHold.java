package dev.leadloop.lifecycle.nurturing;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.words.NoMail;
import dev.leadloop.nurture.SendingTimes;
import dev.leadloop.policy.ConsentRules.Topic;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.NurtureRules.FrequencyCap;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What holds a nurture mail back in the instant before it goes: the one rule of each check, for whoever sends mails and for
 * whoever only plays that they are sent.
 *
 * @param why what people read of it, such as "consent declined"
 * @param until when it is tried again; null for never
 */
public record MailHold(String why, @Nullable Instant until) {
  /** What is said before the id of a topic that its reader left. */
  public static final String TOPIC_LEFT = "topic left: ";
  /** What is said before the reason for which an address gets no mail. */
  public static final String SUPPRESSED = "suppressed: ";

  /** How far back it is looked how often somebody was asked for a confirmed consent. */
  public static final Duration ASKED_WITHIN = Duration.ofDays(30);

  /** The sequence of the mail that asks for it, in the ledger. */
  private static final String CONFIRMATION = "double-opt-in";
  private static final Duration ASKED_APART = Duration.ofDays(1);
  private static final int ASKED_MOST = 3;

  // When a lead goes on is decided by its policy; a held mail only needs a time that has come by then.
  private static final Duration SHORTLY = Duration.ofMinutes(1);

  /** The mails that an address has had. */
  @FunctionalInterface
  public interface Ledger {
    /** When the n-th last of its mails since then went, the last being the first; null where there were not as many. */
    @Nullable Instant nthLast(int n, Instant since);
  }

  /** Held for good. */
  public static MailHold forGood(String why) {
    return new MailHold(why, null);
  }

  /**
   * The mail that asks for a confirmed consent, as the ledger knows it.
   *
   * @param seq of the decision that asks
   */
  public static Effect.SendEmail confirmation(int seq, String template, String label) {
    return new Effect.SendEmail(CONFIRMATION, 1, "confirm", seq, template, label, null);
  }

  /** Whether that is such a mail. */
  public static boolean isConfirmation(Effect.SendEmail mail) {
    return mail.sequence().equals(CONFIRMATION);
  }

  /**
   * By how often somebody was asked for a confirmed consent: whoever types a stranger's address into a form again and again must
   * not have us fill the stranger's mailbox.
   *
   * @param last when they were asked last; null where they were not
   * @param lately how often within {@link #ASKED_WITHIN}
   */
  public static @Nullable MailHold byAskedBefore(boolean confirmed, @Nullable Instant last, int lately, Instant now) {
    if (confirmed) {
      return forGood("confirmed already");
    }
    if (last != null && last.isAfter(now.minus(ASKED_APART))) {
      return forGood("asked less than a day ago");
    }
    return lately >= ASKED_MOST ? forGood("asked " + lately + " times in 30 days") : null;
  }

  /** By where the lead stands and whether it may be mailed at all. */
  public static @Nullable MailHold byStanding(LeadProgress progress, @Nullable String suppressed, boolean declined) {
    Stage stage = progress.stage();
    if (!stage.nurtured()) {
      return forGood("the lead is " + stage.is());
    }
    if (suppressed != null) {
      return forGood(SUPPRESSED + suppressed);
    }
    return declined ? forGood("consent declined") : null;
  }

  /** By a lead's being left alone since this one was ordered; what a person asked for is not asked about. */
  public static @Nullable MailHold byParking(LeadProgress progress) {
    return progress.recycling().parkedUntil() == null ? null : forGood("the lead is parked");
  }

  /** By a consent that is not what the policy asks for; one of a lead whose nurture stands still for that waits with the rest. */
  public static @Nullable MailHold byConsent(LeadPolicy policy, MailConsent consent, LeadProgress progress, Instant now) {
    if (policy.consent().need().metBy(consent)) {
      return null;
    }
    String why = consent == MailConsent.GIVEN ? "consent not confirmed" : "no consent on record";
    return progress.nurture().awaitsConsent() ? new MailHold(why, now.plus(SHORTLY)) : forGood(why);
  }

  /** By a rule of the policy that began to withhold mail after this one was ordered; it waits with the rest. */
  public static @Nullable MailHold byRule(LeadProgress progress, Instant now) {
    String withheld = progress.withheld();
    return withheld == null ? null : new MailHold(NoMail.byRule(withheld), now.plus(SHORTLY));
  }

  /**
   * By a topic that its reader left.
   *
   * @param left whether the topic of that id was left
   */
  public static @Nullable MailHold byTopic(
      LeadPolicy policy, String sequence, String step, @Nullable String about, Predicate<String> left) {
    return policy.topicOf(sequence, step, about).map(Topic::id).filter(left)
        .map(topic -> forGood(TOPIC_LEFT + topic)).orElse(null);
  }

  /** By the hours in which the lead is mailed, by its own clock. */
  public static @Nullable MailHold byHours(NurtureRules rules, LeadProfile profile, Instant now) {
    String closed = SendingTimes.closed(rules, profile, now);
    return closed == null ? null : new MailHold(closed, SendingTimes.next(rules, profile, now));
  }

  /** By how many mails the address has had, all sequences together. */
  public static @Nullable MailHold byCaps(NurtureRules rules, LeadProfile profile, Instant now, Ledger ledger) {
    Instant latest = null;
    String why = "";
    for (FrequencyCap cap : rules.caps()) {
      Instant oldest = ledger.nthLast(cap.most(), now.minus(cap.within()));
      Instant free = oldest == null ? null : oldest.plus(cap.within());
      if (free != null && (latest == null || free.isAfter(latest))) {
        latest = free;
        why = "frequency cap: " + cap.most() + " mails within " + words(cap);
      }
    }
    return latest == null ? null : new MailHold(why, SendingTimes.next(rules, profile, latest));
  }

  private static String words(FrequencyCap cap) {
    long hours = cap.within().toHours();
    return hours % 24 == 0 && hours > 0 ? hours / 24 + " days" : hours > 0 ? hours + " hours"
        : cap.within().toSeconds() + " seconds";
  }
}
