package dev.leadloop.sending;

import dev.leadloop.consent.ConsentStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The mail that asks for a confirmed consent, sent by the same ledger as nurture mail. Whoever types a stranger's address
 * into a form again and again must not have us fill the stranger's mailbox: one a day, and three in thirty days.
 */
public final class ConfirmationMail {
  /** Its sequence in the ledger. */
  static final String SEQUENCE = "double-opt-in";

  private static final Duration APART = Duration.ofDays(1);
  private static final Duration WINDOW = Duration.ofDays(30);
  private static final int MOST = 3;

  private final ConsentStore consents;
  private final EmailComposer composer;

  ConfirmationMail(ConsentStore consents, EmailComposer composer) {
    this.consents = consents;
    this.composer = composer;
  }

  /** The ledger's intent for the effect. */
  public static Effect.SendEmail of(EffectRef ref, Effect.AskConfirmation asked) {
    return new Effect.SendEmail(
        SEQUENCE, 1, "confirm", Math.toIntExact(ref.seq()), EmailTemplates.CONFIRMATION, asked.label(), null);
  }

  static boolean isOne(Effect.SendEmail email) {
    return email.sequence().equals(SEQUENCE);
  }

  /** Why it may not go; the address is known to be neither suppressed nor declined. */
  SendCheck.@Nullable Held look(LeadRecord person, Effect.SendEmail email, Instant now) {
    if (consents.confirmedAt(person.leadId()).isPresent()) {
      return SendCheck.Held.forGood("confirmed already");
    }
    ConsentStore.Asked asked =
        consents.askedSince(person.leadId(), SEQUENCE, email.occurrence(), now.minus(WINDOW));
    Instant last = asked.last();
    if (last != null && last.isAfter(now.minus(APART))) {
      return SendCheck.Held.forGood("asked less than a day ago");
    }
    return asked.lately() >= MOST ? SendCheck.Held.forGood("asked " + asked.lately() + " times in 30 days") : null;
  }

  OutgoingEmail compose(UUID sendId, LeadRecord person, String emailKey) {
    return composer.confirmation(sendId, person.leadId().value(), Mailbox.of(emailKey), person.firstName());
  }
}
