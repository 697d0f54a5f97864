package dev.leadloop.web;

import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.sending.ContentDeliveries;
import dev.leadloop.web.HostedForm.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in who sent a form: the lead, what sending it means, and what the visitor did before, in one transaction. */
@Component
class FormIntake {
  private final LeadIntake intake;
  private final InboxStore inbox;
  private final Visits visits;
  private final ContentDeliveries contents;
  private final EmailSettings mail;
  private final InboxBell bell;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  FormIntake(
      LeadIntake intake,
      InboxStore inbox,
      Visits visits,
      ContentDeliveries contents,
      EmailSettings mail,
      InboxBell bell,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.intake = intake;
    this.inbox = inbox;
    this.visits = visits;
    this.contents = contents;
    this.mail = mail;
    this.bell = bell;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Takes it in, the same page sent twice once; empty unless a field cannot be taken, and then nothing is stored. */
  Optional<Intake.Invalid> take(HostedForm form, FormSent sent, @Nullable String token, FormOpened opened) {
    Intake answer = Objects.requireNonNull(transaction.execute(status -> takeInside(form, sent, token, opened)));
    bell.wake();
    return answer instanceof Intake.Invalid invalid ? Optional.of(invalid) : Optional.empty();
  }

  private Intake takeInside(HostedForm form, FormSent sent, @Nullable String token, FormOpened opened) {
    Instant now = clock.instant();
    String formId = form.id();
    Principal by = new Principal(Principal.Kind.PERSON, "form-" + formId);
    String once = "form-" + hash(token + "\n" + sent);
    Intake answer =
        intake.intake(
            new IntakeRequest(
                sent.details(form, consent(form, sent, now)), by,
                new IntakeRequest.Idempotency(once, once), false, null).bringingBack(true));
    // Who was forgotten and comes back is a new lead; who fills the form in while being forgotten is thanked like everybody.
    if (answer instanceof Intake.Accepted accepted) {
      LeadId lead = accepted.lead();
      Map<String, String> properties = opened.properties();
      properties.put("form", formId);
      String signal = form.counting().signal();
      inbox.append(
          InboxRow.called(lead, once, signal, now, by, new EventBody.Engaged(signal, properties, false)));
      String visitor = opened.visitor();
      if (visitor != null) {
        visits.join(visitor, lead);
      }
      Delivery delivery = form.delivery();
      if (delivery != null) {
        contents.ask(lead, formId, form.version(), delivery.title(), delivery.url());
      }
    }
    return answer;
  }

  private Map<String, String> consent(HostedForm form, FormSent sent, Instant now) {
    String wording = form.consent();
    return wording == null || !sent.agreed()
        ? Map.of()
        : Map.of(
            "status", MailConsent.GIVEN.label(),
            "at", now.toString(),
            "where", mail.publicUrl() + "/f/" + form.id(),
            "wording", wording);
  }

  private static String hash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, 40);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256, this one does not", missing);
    }
  }
}
