package dev.leadloop.webhook;

import dev.leadloop.problem.Problem;
import dev.leadloop.provider.ProviderEvent;
import dev.leadloop.provider.ProviderEvents;
import dev.leadloop.provider.sendgrid.SendGridEvents;
import dev.leadloop.provider.sendgrid.SendGridSignature;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** SendGrid's Event Webhook. */
@RestController
@Tag(name = "Webhooks")
class SendGridController {
  private final WebhookConfiguration.Verifier verifier;
  private final SendGridEvents reader;
  private final ProviderEvents events;
  private final ProviderBell bell;

  SendGridController(
      WebhookConfiguration.Verifier verifier, SendGridEvents reader, ProviderEvents events, ProviderBell bell) {
    this.verifier = verifier;
    this.reader = reader;
    this.events = events;
    this.bell = bell;
  }

  /**
   * What became of the events of a call.
   *
   * @param kept new events that were acted on at once
   * @param known events of those kinds that had come before
   * @param waiting stored events that are looked at within seconds, whether they are new or not
   */
  @Schema(name = "ProviderEventsTaken")
  record SendGridResponse(int kept, int known, int waiting) {
    static SendGridResponse of(ProviderEvents.Taken taken) {
      return new SendGridResponse(taken.kept(), taken.known(), taken.waiting());
    }
  }

  @PostMapping("/webhooks/sendgrid/events")
  @Operation(
      summary = "Take events of SendGrid",
      description =
          "For SendGrid's signed Event Webhook; needs no key, since the signature is checked. An answer of 200 means that"
              + " every event is stored for good, and that addresses which must not be mailed any more are suppressed; each"
              + " event counts once, however often it is sent.")
  SendGridResponse events(
      @RequestBody byte[] body,
      @RequestHeader(name = SendGridSignature.SIGNATURE_HEADER, required = false) @Nullable String signature,
      @RequestHeader(name = SendGridSignature.TIMESTAMP_HEADER, required = false) @Nullable String timestamp) {
    SendGridSignature known =
        verifier
            .signature()
            .orElseThrow(() -> Problem.WEBHOOK_CLOSED.because(
                "No key is set to verify events by. Set leadloop.sendgrid.webhook-key to the verification key of"
                    + " SendGrid's Event Webhook; SendGrid sends the events again."));
    switch (known.verify(body, signature, timestamp)) {
      case GENUINE -> {}
      case FORGED -> throw Problem.BAD_SIGNATURE.because(
          "The signature does not fit the body. Turn on the signed Event Webhook and set leadloop.sendgrid.webhook-key"
              + " to its verification key.");
      case STALE -> throw Problem.BAD_SIGNATURE.because(
          "The call was signed too long ago, or by a clock that is wrong; see leadloop.sendgrid.webhook-tolerance.");
    }
    List<ProviderEvent> read;
    try {
      read = reader.parse(body);
    } catch (IllegalArgumentException notEvents) {
      throw Problem.MALFORMED.because(notEvents.getMessage() + " Send events as SendGrid does.");
    }
    ProviderEvents.Taken taken = events.take("sendgrid", read);
    bell.wake();
    return SendGridResponse.of(taken);
  }
}
