package dev.leadloop.provider;

import dev.leadloop.mime.AddressHeader;
import dev.leadloop.mime.HeaderText;
import dev.leadloop.mime.MimeMail;
import dev.leadloop.mime.MimePart;
import dev.leadloop.mime.PartText;
import dev.leadloop.provider.InboundMail.DeliveryReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a mail in its MIME form; whatever is odd in it is passed over, since mail is written by every kind of program. */
public final class MimeReading {

  private MimeReading() {}

  /**
   * The mail in these bytes.
   *
   * @throws IllegalArgumentException where they are no mail
   */
  public static InboundMail read(byte[] mime) {
    MimeMail mail = MimeMail.of(mime);
    if (!mail.headers().containsKey("from") && !mail.headers().containsKey("received")) {
      throw new IllegalArgumentException("The body is not a mail: it has no From header.");
    }
    return new InboundMail(
        AddressHeader.addresses(mail.header("from")).stream().findFirst().orElse(""),
        MimeMail.recipients(mail.headers()),
        mail.headers(),
        HeaderText.words(mail.header("subject")),
        PartText.of(mail.root()),
        report(mail.root()));
  }

  private static @Nullable DeliveryReport report(MimePart root) {
    if (!root.type().equals("multipart/report")) {
      return null;
    }
    String fields = null;
    String returned = "";
    for (MimePart.Leaf part : root.leaves().toList()) {
      switch (part.type()) {
        case "message/delivery-status", "message/global-delivery-status" -> fields = part.words();
        case "message/rfc822", "message/global", "message/global-headers", "text/rfc822-headers" -> returned = part.words();
        default -> {}
      }
    }
    return fields == null ? null : report(fields, returned);
  }

  private static DeliveryReport report(String fields, String returned) {
    Map<String, String> ours = MimeMail.headers(returned);
    String messageId = ours.getOrDefault("message-id", "").strip();
    int at = messageId.indexOf('@');
    String byMessageId = messageId.startsWith("<") && at > 0 ? messageId.substring(1, at) : null;
    String status = field(fields, "Status");
    int end = 0;
    while (end < status.length() && (Character.isDigit(status.charAt(end)) || status.charAt(end) == '.')) {
      end++;
    }
    return new DeliveryReport(
        field(fields, "Action").toLowerCase(Locale.ROOT),
        status.substring(0, end),
        ours.getOrDefault("x-leadloop-send-id", byMessageId));
  }

  private static String field(String fields, String name) {
    List<String> found = fields.lines().filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1)).toList();
    return found.isEmpty() ? "" : found.getFirst().substring(name.length() + 1).strip();
  }
}
