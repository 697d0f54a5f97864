package dev.leadloop.sending;

import dev.leadloop.consent.ConsentStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.nurturing.MailHold;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The mail that asks for a confirmed consent, sent by the same ledger as nurture mail. */
public final class ConfirmationMail {
  private final ConsentStore consents;
  private final EmailComposer composer;

  ConfirmationMail(ConsentStore consents, EmailComposer composer) {
    this.consents = consents;
    this.composer = composer;
  }

  /** The ledger's intent for the effect. */
  public static Effect.SendEmail of(EffectRef ref, Effect.AskConfirmation asked) {
    return MailHold.confirmation(Math.toIntExact(ref.seq()), EmailTemplates.CONFIRMATION, asked.label());
  }

  static boolean isOne(Effect.SendEmail email) {
    return MailHold.isConfirmation(email);
  }

  /** Why it may not go; the address is known to be neither suppressed nor declined. */
  SendCheck.@Nullable Held look(LeadRecord person, Effect.SendEmail email, Instant now) {
    boolean confirmed = consents.confirmedAt(person.leadId()).isPresent();
    ConsentStore.Asked asked =
        consents.askedSince(person.leadId(), email.sequence(), email.occurrence(), now.minus(MailHold.ASKED_WITHIN));
    return SendCheck.Held.of(MailHold.byAskedBefore(confirmed, asked.last(), asked.lately(), now));
  }

  OutgoingEmail compose(UUID sendId, LeadRecord person, String emailKey) {
    return composer.confirmation(sendId, person.leadId().value(), Mailbox.of(emailKey), person.firstName());
  }
}
