package dev.leadloop.webhook;

import dev.leadloop.problem.Problem;
import dev.leadloop.provider.InboundEvents;
import dev.leadloop.provider.MimeReading;
import dev.leadloop.provider.ParsedMail;
import dev.leadloop.provider.ProviderEvent;
import dev.leadloop.provider.ProviderEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Mail that comes in: answers of people, and what mail servers return. Nobody signs it, so the address it is posted to holds
 * a secret, beside which a username and a password may be asked for.
 */
@RestController
@Tag(name = "Webhooks")
class InboundController {
  private final InboundGate gate;
  private final MailReaders readers;
  private final InboundEvents reader;
  private final ProviderEvents events;
  private final ProviderBell bell;

  InboundController(
      InboundGate gate, MailReaders readers, InboundEvents reader, ProviderEvents events, ProviderBell bell) {
    this.gate = gate;
    this.readers = readers;
    this.reader = reader;
    this.events = events;
    this.bell = bell;
  }

  /**
   * What was made of a mail.
   *
   * @param kind such as reply, reply_stop, may_ask_to_stop, out_of_office or hard_bounce
   * @param fresh whether it had not come before
   */
  @Schema(name = "InboundRead")
  public record InboundResponse(String kind, boolean fresh) {}

  @PostMapping(path = "/webhooks/sendgrid/inbound/{secret}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "Take mail from SendGrid's Inbound Parse",
      description =
          "The secret is leadloop.inbound.secret; where leadloop.inbound.username and .password are set, HTTP basic"
              + " authentication is asked for as well. With or without \"POST the raw, full MIME message\".",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(types = "object"))))
  InboundResponse parsed(@PathVariable("secret") String given, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    gate.open(given, request, response);
    try {
      return readers.inRoomFor(request.getContentLengthLong(), () -> {
        Map<String, byte[]> fields = fields(request.getParts());
        return take("sendgrid-inbound", readers.read(() -> reader.event(ParsedMail.of(fields))));
      });
    } catch (IllegalArgumentException notAMail) {
      throw Problem.MALFORMED.because(notAMail.getMessage() + " Post it as SendGrid's Inbound Parse does.");
    }
  }

  /** Of the files only those that say something of a mail of ours. */
  private static Map<String, byte[]> fields(Collection<Part> parts) throws IOException {
    Map<String, byte[]> fields = new HashMap<>();
    for (Part part : parts) {
      if (part.getSubmittedFileName() == null || ParsedMail.isReport(part.getContentType())) {
        try (InputStream content = part.getInputStream()) {
          fields.put(part.getName(), content.readAllBytes());
        }
      }
    }
    return fields;
  }

  @PostMapping("/webhooks/mail/inbound/{secret}")
  @Operation(
      summary = "Take a mail in its MIME form",
      description =
          "For the mailboxes of leadloop.email.reply-address and .bounce-address: post each mail as message/rfc822, as a"
              + " mail server's pipe does. The secret is leadloop.inbound.secret.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true, content = @Content(mediaType = "message/rfc822", schema = @Schema(types = "string"))))
  InboundResponse raw(@PathVariable("secret") String given, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    gate.open(given, request, response);
    try {
      return readers.inRoomFor(request.getContentLengthLong(), () -> {
        byte[] mime = request.getInputStream().readAllBytes();
        return take("mail", readers.read(() -> reader.event(MimeReading.read(mime))));
      });
    } catch (IllegalArgumentException notAMail) {
      throw Problem.MALFORMED.because(notAMail.getMessage() + " Post the whole mail, headers first, as message/rfc822.");
    }
  }

  private InboundResponse take(String provider, ProviderEvent event) {
    ProviderEvents.Taken taken = events.take(provider, List.of(event));
    bell.wake();
    return new InboundResponse(event.kind().name().toLowerCase(Locale.ROOT), taken.kept() == 1);
  }
}
