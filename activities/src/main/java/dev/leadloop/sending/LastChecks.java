package dev.leadloop.sending;

import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.journal.Forgotten;
import dev.leadloop.lifecycle.nurturing.MailHold;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.PolicySource;
import dev.leadloop.record.StatusStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is asked in the last instant before a mail goes, under the lead's and the address's locks: whether the lead is there,
 * is nurtured and not parked, and is neither suppressed nor has declined, and then each {@link SendCheck} in its order.
 */
final class LastChecks {
  private final StatusStore statuses;
  private final PolicySource policies;
  private final ConfirmationMail confirmations;
  private final List<SendCheck> checks;

  LastChecks(StatusStore statuses, PolicySource policies, ConfirmationMail confirmations, List<SendCheck> checks) {
    this.statuses = statuses;
    this.policies = policies;
    this.confirmations = confirmations;
    this.checks = List.copyOf(checks);
  }

  /**
   * What holds the mail back; null where it may go.
   *
   * @param suppressed why nothing is sent to the address; null where it is not suppressed
   */
  SendCheck.@Nullable Held look(
      LeadRecord person, @Nullable String suppressed, Effect.SendEmail email, Instant now) {
    if (person.erasedAt() != null) {
      return SendCheck.Held.forGood(Forgotten.REASON);
    }
    StatusStore.Status status = statuses.find(person.leadId()).orElseThrow();
    if (ConfirmationMail.isOne(email) && suppressed == null && !person.mailDeclined()) {
      SendCheck.Held resting = held(person, email, status, now, SendCheck::alsoBeforeConsent);
      return resting == null ? confirmations.look(person, email, now) : resting;
    }
    SendCheck.Held standing = SendCheck.Held.of(MailHold.byStanding(status.progress(), suppressed, person.mailDeclined()));
    if (standing != null) {
      return standing;
    }
    SendCheck.Held parked = ContentDeliveries.isOne(email) ? null : SendCheck.Held.of(MailHold.byParking(status.progress()));
    return parked != null ? parked : held(
        person, email, status, now, check -> !ContentDeliveries.isOne(email) || check.alsoOfWhatWasAskedFor());
  }

  private SendCheck.@Nullable Held held(
      LeadRecord person, Effect.SendEmail email, StatusStore.Status status, Instant now, Predicate<SendCheck> asked) {
    String emailKey = person.emailKey();
    if (emailKey == null) {
      return SendCheck.Held.forGood("no address");
    }
    SendCheck.Mail mail =
        new SendCheck.Mail(
            person, emailKey, email, status.progress(), policies.version(status.policyVersion()), now);
    return checks.stream().filter(asked).map(check -> check.look(mail)).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
