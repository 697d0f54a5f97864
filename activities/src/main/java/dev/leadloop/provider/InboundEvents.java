package dev.leadloop.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadloop.bounce.Original;
import dev.leadloop.bounce.Report;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.provider.ProviderEvent.Kind;
import dev.leadloop.reply.ReplyReading;
import dev.leadloop.reply.ReplyVerdict;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event of a mail that came in. It is about the mail of ours that it proves to know: by the address it was sent to,
 * by a message id it answers, by what it returns, or by an unsubscribe token. Who a mail says it is from proves nothing, so
 * that without such a proof it is told of whom it names, and forbids nothing.
 */
public final class InboundEvents {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_TEXT = 20_000;

  /** Code of an automatic answer that says the person has left the company. */
  static final String LEFT = OwnSignals.LEFT_COMPANY;

  private final ReplyReading reading = ReplyReading.standard();
  private final ReplyAddresses addresses;
  private final MailedTo mailed;
  private final InstantSource clock;

  public InboundEvents(ReplyAddresses addresses, MailedTo mailed, InstantSource clock) {
    this.addresses = addresses;
    this.mailed = mailed;
    this.clock = clock;
  }

  /** The event a mail stands for; the same mail again is the same event. */
  public ProviderEvent event(InboundMail mail) {
    Report report = mail.report();
    if (report == null) {
      return answer(mail);
    }
    return switch (report) {
      case Report.Delivery delivery -> returned(mail, delivery);
      case Report.Complaint complaint -> complaint(mail, complaint.original());
      case Report.Receipt receipt -> about(mail, Kind.OTHER, send(mail, receipt.original()), null, null);
    };
  }

  private ProviderEvent answer(InboundMail mail) {
    Optional<String> leaver = UnsubscribeByMail.tokens(mail).flatMap(token -> mailed.byLink(token).stream()).findFirst();
    if (leaver.isPresent()) {
      return about(mail, Kind.REPLY_STOP, null, leaver.get(), null);
    }
    UUID send = answered(mail);
    ReplyVerdict verdict = reading.read(mail.headers(), mail.subject(), mail.body());
    // Who answers from another address means the mail that was answered, and so the address it went to.
    String writer = send == null ? EmailAddresses.normalise(mail.from()).orElse(null) : null;
    return event(mail, kind(verdict, send), send, writer, verdict.left() ? LEFT : null, verdict.words(), verdict.because());
  }

  /** Anybody can write in anybody's name: what would forbid mail is shown to people then, who are to say. */
  private static Kind kind(ReplyVerdict verdict, @Nullable UUID send) {
    return switch (verdict.kind()) {
      case REPLY -> Kind.REPLY;
      case REPLY_NEGATIVE -> Kind.REPLY_NEGATIVE;
      case REPLY_STOP -> send == null ? Kind.MAY_ASK_TO_STOP : Kind.REPLY_STOP;
      case MAY_ASK_TO_STOP -> Kind.MAY_ASK_TO_STOP;
      case OUT_OF_OFFICE -> Kind.OUT_OF_OFFICE;
      case RECEIPT -> Kind.OTHER;
    };
  }

  private @Nullable UUID answered(InboundMail mail) {
    UUID sentTo = mail.recipients().stream().map(addresses::sendOf).flatMap(Optional::stream).findFirst().orElse(null);
    return sentTo != null ? sentTo : Answered.ids(mail).filter(id -> mailed.by(id).isPresent()).findFirst().orElse(null);
  }

  private ProviderEvent returned(InboundMail mail, Report.Delivery delivery) {
    UUID send = send(mail, delivery.original());
    Optional<String> address = send == null ? Optional.empty() : mailed.by(send);
    if (address.isEmpty()) {
      return about(mail, Kind.OTHER, send, null, null);
    }
    DeliveryVerdict verdict = DeliveryVerdict.of(delivery, address.get());
    return about(mail, verdict.kind(), send, null, verdict.code());
  }

  private ProviderEvent complaint(InboundMail mail, Original original) {
    UUID send = send(mail, original);
    if (send != null && mailed.by(send).isPresent()) {
      return about(mail, Kind.SPAM_REPORT, send, null, null);
    }
    Optional<String> reader = original.links().stream().flatMap(token -> mailed.byLink(token).stream()).findFirst();
    return about(mail, reader.isPresent() ? Kind.SPAM_REPORT : Kind.OTHER, send, reader.orElse(null), null);
  }

  /** The mail of ours that a report is about: by the address it was sent to, else by what it returns. */
  private @Nullable UUID send(InboundMail mail, Original original) {
    UUID sentTo = mail.recipients().stream().map(addresses::sendOf).flatMap(Optional::stream).findFirst().orElse(null);
    if (sentTo != null) {
      return sentTo;
    }
    UUID byAddress = original.addresses().stream().map(addresses::sendOf).flatMap(Optional::stream).findFirst().orElse(null);
    return byAddress != null
        ? byAddress
        : original.ids().stream().flatMap(id -> Answered.id(id).stream()).filter(id -> mailed.by(id).isPresent()).findFirst()
        .orElse(null);
  }

  private ProviderEvent about(
      InboundMail mail, Kind kind, @Nullable UUID send, @Nullable String emailKey, @Nullable String code) {
    return event(mail, kind, send, emailKey, code, mail.text(), null);
  }

  private ProviderEvent event(
      InboundMail mail, Kind kind, @Nullable UUID send, @Nullable String emailKey, @Nullable String code, String text,
      @Nullable String because) {
    ObjectNode body = JSON.createObjectNode();
    body.put("from", mail.from());
    body.put("subject", mail.subject());
    body.put("text", ShortText.of(text, MOST_TEXT));
    if (because != null) {
      body.put("because", ShortText.of(because, MOST_TEXT));
    }
    return new ProviderEvent("mail:" + mail.id(), kind, send, emailKey, clock.instant(), code, body.toString());
  }
}
