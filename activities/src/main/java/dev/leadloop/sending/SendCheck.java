package dev.leadloop.sending;

import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.nurturing.MailHold;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.LeadRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One look at a nurture e-mail just before it is sent, inside the transaction that holds the lead's and the address's
 * locks. Every bean of this type is asked, in the order of its {@code @Order}, until one holds the mail.
 */
@FunctionalInterface
public interface SendCheck {
  /** Why and until when the mail may not go now; null where nothing is against it. */
  @Nullable Held look(Mail mail);

  /** Whether a mail that asks for consent is looked at as well, which goes before there is any. */
  default boolean alsoBeforeConsent() {
    return false;
  }

  /** Whether a mail is looked at as well that somebody has just asked for. */
  default boolean alsoOfWhatWasAskedFor() {
    return true;
  }

  /**
   * A mail that is about to go.
   *
   * @param emailKey the locked address, in its one form; it is not suppressed
   * @param progress the lead as last decided; it is nurtured
   * @param policy the version the lead is pinned to
   */
  record Mail(
      LeadRecord person,
      String emailKey,
      Effect.SendEmail email,
      LeadProgress progress,
      LeadPolicy policy,
      Instant now) {}

  /**
   * A mail that may not go.
   *
   * @param why what people read of it, such as "consent declined"
   * @param until when it is tried again; null for never
   */
  record Held(String why, @Nullable Instant until) {
    /** Held for good. */
    public static Held forGood(String why) {
      return new Held(why, null);
    }

    /** Held by a rule that whoever only plays that mails are sent goes by as well; null where nothing holds it. */
    static @Nullable Held of(@Nullable MailHold hold) {
      return hold == null ? null : new Held(hold.why(), hold.until());
    }
  }
}
