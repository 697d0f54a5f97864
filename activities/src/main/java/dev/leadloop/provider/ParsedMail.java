package dev.leadloop.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.mime.AddressHeader;
import dev.leadloop.mime.HeaderText;
import dev.leadloop.mime.MailCharset;
import dev.leadloop.mime.MimeMail;
import dev.leadloop.mime.PartText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the form SendGrid's Inbound Parse posts: a mail taken apart, or whole in the field {@code email}. */
public final class ParsedMail {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ParsedMail() {}

  /**
   * The mail in these fields.
   *
   * @param fields each as the bytes that were sent; {@code charsets} says what they mean
   * @throws IllegalArgumentException where they hold no mail
   */
  public static InboundMail of(Map<String, byte[]> fields) {
    byte[] whole = fields.get("email");
    List<String> envelope = envelope(fields);
    if (whole != null) {
      InboundMail mail = MimeReading.read(whole);
      envelope.addAll(mail.recipients());
      return new InboundMail(mail.from(), envelope, mail.headers(), mail.subject(), mail.body(), mail.report());
    }
    if (!fields.containsKey("from") && !fields.containsKey("headers")) {
      throw new IllegalArgumentException("The form holds no mail: neither email nor from and headers.");
    }
    Map<String, String> headers = MimeMail.headers(text(fields, "headers"));
    envelope.addAll(AddressHeader.addresses(text(fields, "to")));
    envelope.addAll(MimeMail.recipients(headers));
    return new InboundMail(
        AddressHeader.addresses(text(fields, "from")).stream().findFirst().orElse(""),
        envelope,
        headers,
        HeaderText.words(text(fields, "subject")),
        PartText.of(text(fields, "text"), text(fields, "html")),
        null);
  }

  private static List<String> envelope(Map<String, byte[]> fields) {
    List<String> recipients = new ArrayList<>();
    json(fields.get("envelope")).path("to").forEach(to -> recipients.add(to.asText()));
    return recipients;
  }

  private static String text(Map<String, byte[]> fields, String name) {
    byte[] bytes = fields.get(name);
    return bytes == null ? "" : MailCharset.decode(bytes, json(fields.get("charsets")).path(name).asText("UTF-8"));
  }

  private static JsonNode json(byte @Nullable [] bytes) {
    try {
      JsonNode read = bytes == null ? null : JSON.readTree(bytes);
      return read == null ? JSON.createObjectNode() : read;
    } catch (IOException notJson) {
      return JSON.createObjectNode();
    }
  }
}
