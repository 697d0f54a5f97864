package dev.leadloop.provider;

import dev.leadloop.provider.InboundMail.DeliveryReport;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a mail in its MIME form; whatever is odd in it is passed over, since mail is written by every kind of program. */
public final class MimeReading {
  private static final int DEEPEST = 10;
  private static final int MOST_TEXT = 100_000;
  private static final Pattern SEND_ID =
      Pattern.compile("(?im)^x-leadloop-send-id:\\s*([0-9a-f-]{36})|^message-id:\\s*<([0-9a-f-]{36})@");

  private MimeReading() {}

  /**
   * The mail in these bytes.
   *
   * @throws IllegalArgumentException where they are no mail
   */
  public static InboundMail read(byte[] mime) {
    try {
      MimeMessage message =
          new MimeMessage(Session.getInstance(lenient()), new ByteArrayInputStream(mime));
      Map<String, String> headers = headers(Collections.list(message.getAllHeaders()));
      if (!headers.containsKey("from") && !headers.containsKey("received")) {
        throw new IllegalArgumentException("The body is not a mail: it has no From header.");
      }
      String subject = message.getSubject();
      return new InboundMail(
          first(message.getFrom()),
          recipients(headers),
          headers,
          subject == null ? "" : subject,
          text(message, 0),
          message.isMimeType("multipart/report") ? report(message) : null);
    } catch (MessagingException | IOException notAMail) {
      throw new IllegalArgumentException("The body cannot be read as a mail.", notAMail);
    }
  }

  /** The headers of a mail as they stand before it, by lower-case name, the first of each. */
  static Map<String, String> headers(String raw) {
    try {
      InternetHeaders headers =
          new InternetHeaders(new ByteArrayInputStream((raw.strip() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)), true);
      return headers(Collections.list(headers.getAllHeaders()));
    } catch (MessagingException unreadable) {
      return Map.of();
    }
  }

  private static Map<String, String> headers(List<Header> all) {
    Map<String, String> headers = new HashMap<>();
    all.forEach(header -> headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue())));
    return headers;
  }

  /** Every address in the headers that may name whom the mail was sent to. */
  static List<String> recipients(Map<String, String> headers) {
    List<String> found = new ArrayList<>();
    for (String name : List.of("delivered-to", "x-original-to", "envelope-to", "to", "cc")) {
      String value = headers.get(name);
      if (value != null) {
        found.addAll(addresses(value));
      }
    }
    return found;
  }

  static List<String> addresses(String header) {
    try {
      return List.of(InternetAddress.parseHeader(header, false)).stream()
          .map(InternetAddress::getAddress)
          .filter(address -> address != null)
          .toList();
    } catch (AddressException odd) {
      return List.of(header.strip());
    }
  }

  private static String first(Address @Nullable [] from) {
    return from != null && from.length > 0 && from[0] instanceof InternetAddress address && address.getAddress() != null
        ? address.getAddress()
        : "";
  }

  private static String text(Part part, int depth) throws MessagingException, IOException {
    if (depth > DEEPEST || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
      return "";
    }
    if (part.isMimeType("text/plain")) {
      return content(part);
    }
    if (part.isMimeType("text/html")) {
      return plain(content(part));
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      String html = "";
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        String found = text(inner, depth + 1);
        if (!found.isBlank() && !inner.isMimeType("text/html")) {
          return found;
        }
        html = html.isEmpty() ? found : html;
      }
      return html;
    }
    return "";
  }

  private static String content(Part part) throws MessagingException {
    try {
      String content = part.getContent() instanceof String text ? text : "";
      return content.substring(0, Math.min(content.length(), MOST_TEXT));
    } catch (IOException unknownCharset) {
      return "";
    }
  }

  /** The words of HTML, with a line for each line a reader sees. */
  static String plain(String html) {
    return html.replaceAll("(?is)<(style|script|head|blockquote)\\b.*?</\\1>", " ")
        .replaceAll("(?i)<(br|/p|/div|/tr|/li)\\b[^>]*>", "\n")
        .replaceAll("<[^>]*>", " ")
        .replace("&nbsp;", " ")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replaceAll("[ \\t]+", " ");
  }

  private static @Nullable DeliveryReport report(MimeMessage message) throws MessagingException, IOException {
    if (!(message.getContent() instanceof Multipart parts)) {
      return null;
    }
    String fields = null;
    String returned = "";
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status")) {
        fields = raw(part);
      } else if (part.isMimeType("message/*") || part.isMimeType("text/rfc822-headers")) {
        returned = raw(part);
      }
    }
    return fields == null ? null : report(fields, returned);
  }

  private static DeliveryReport report(String fields, String returned) {
    Matcher id = SEND_ID.matcher(returned);
    String sendId = id.find() ? id.group(1) == null ? id.group(2) : id.group(1) : null;
    return new DeliveryReport(
        field(fields, "Action").toLowerCase(Locale.ROOT), field(fields, "Status").replaceAll("[^0-9.].*", ""), sendId);
  }

  private static String field(String fields, String name) {
    Matcher field = Pattern.compile("(?im)^" + name + ":\\s*(\\S.*)$").matcher(fields);
    return field.find() ? field.group(1).strip() : "";
  }

  private static String raw(Part part) throws MessagingException, IOException {
    try (InputStream in = part.getInputStream()) {
      return new String(in.readNBytes(MOST_TEXT), StandardCharsets.UTF_8);
    }
  }

  private static Properties lenient() {
    Properties properties = new Properties();
    properties.setProperty("mail.mime.address.strict", "false");
    properties.setProperty("mail.mime.charset.default", "utf-8");
    return properties;
  }
}
