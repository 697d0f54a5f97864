package dev.leadloop.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadloop.email.EmailAddresses;
import dev.leadloop.email.ReplyAddresses;
import dev.leadloop.lead.ShortText;
import dev.leadloop.provider.InboundMail.DeliveryReport;
import dev.leadloop.reply.ReplyReading;
import dev.leadloop.reply.ReplyVerdict;
import dev.leadloop.store.ProviderEvent;
import dev.leadloop.store.ProviderEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event of a mail that came in. A person's answer is matched by the address it was sent to, else by who wrote it;
 * a server's report only by a token or send id of ours, since anybody could write one about anybody.
 */
public final class InboundEvents {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_TEXT = 20_000;

  /** Code of an automatic answer that says the person has left the company. */
  static final String LEFT = "left_company";

  private final ReplyReading reading = ReplyReading.standard();
  private final ReplyAddresses addresses;
  private final InstantSource clock;

  public InboundEvents(ReplyAddresses addresses, InstantSource clock) {
    this.addresses = addresses;
    this.clock = clock;
  }

  /** The event a mail stands for; the same mail again is the same event. */
  public ProviderEvent event(InboundMail mail) {
    UUID send = mail.recipients().stream().map(addresses::sendOf).flatMap(Optional::stream).findFirst().orElse(null);
    DeliveryReport report = mail.report();
    return report == null ? answer(mail, send) : returned(mail, report, send);
  }

  private ProviderEvent answer(InboundMail mail, @Nullable UUID send) {
    ReplyVerdict verdict = reading.read(mail.headers(), mail.subject(), mail.body());
    // Who answers from another address means the mail that was answered, and so the address it went to.
    String writer = send == null ? EmailAddresses.normalise(mail.from()).orElse(null) : null;
    return event(mail, kind(verdict, send), send, writer, verdict.left() ? LEFT : null, verdict.words());
  }

  /** Anybody can write a word into the subject of a mail that answers none of ours; a person is to look at that. */
  private static Kind kind(ReplyVerdict verdict, @Nullable UUID send) {
    return switch (verdict.kind()) {
      case REPLY -> Kind.REPLY;
      case REPLY_NEGATIVE -> Kind.REPLY_NEGATIVE;
      case REPLY_STOP -> verdict.bySubjectAlone() && send == null ? Kind.MAY_ASK_TO_STOP : Kind.REPLY_STOP;
      case MAY_ASK_TO_STOP -> Kind.MAY_ASK_TO_STOP;
      case OUT_OF_OFFICE -> Kind.OUT_OF_OFFICE;
    };
  }

  private ProviderEvent returned(InboundMail mail, DeliveryReport report, @Nullable UUID byToken) {
    UUID send = byToken == null ? uuid(report.sendId()) : byToken;
    Kind kind =
        send == null
            ? Kind.OTHER
            : switch (report.action()) {
              case "failed" -> failed(report.status());
              case "delayed" -> Kind.DEFERRED;
              case "delivered" -> Kind.DELIVERED;
              case String relayedOrUnknown -> Kind.OTHER;
            };
    return event(mail, kind, send, null, report.status().isEmpty() ? null : report.status(), mail.text());
  }

  /** 5.1.x and 5.2.1 are about the mailbox; other permanent codes are about this mail, or about us. */
  private static Kind failed(String status) {
    if (status.startsWith("4.") || status.equals("5.2.2")) {
      return Kind.SOFT_BOUNCE;
    }
    return status.startsWith("5.1.") || status.equals("5.2.1") || status.equals("5.0.0") || status.isEmpty()
        ? Kind.HARD_BOUNCE
        : Kind.BLOCKED;
  }

  private ProviderEvent event(
      InboundMail mail, Kind kind, @Nullable UUID send, @Nullable String emailKey, @Nullable String code, String text) {
    ObjectNode body = JSON.createObjectNode();
    body.put("from", clean(mail.from()));
    body.put("subject", clean(mail.subject()));
    body.put("text", ShortText.of(clean(text), MOST_TEXT));
    return new ProviderEvent("mail:" + id(mail), kind, send, emailKey, clock.instant(), code, body.toString());
  }

  private static String id(InboundMail mail) {
    String messageId = mail.headers().get("message-id");
    String named = messageId == null ? mail.subject() + "\n" + mail.text() : messageId;
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest((mail.from() + "\n" + named).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256, this one does not", missing);
    }
  }

  private static @Nullable UUID uuid(@Nullable String given) {
    try {
      return given == null ? null : UUID.fromString(given);
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }

  private static String clean(String text) {
    return Objects.requireNonNull(text).replace("\0", "");
  }
}
