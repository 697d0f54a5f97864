package dev.leadloop.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.bounce.ReportReading;
import dev.leadloop.mime.AddressHeader;
import dev.leadloop.mime.HeaderText;
import dev.leadloop.mime.MailCharset;
import dev.leadloop.mime.MimeMail;
import dev.leadloop.mime.MimePart;
import dev.leadloop.mime.MimePart.Branch;
import dev.leadloop.mime.MimePart.Leaf;
import dev.leadloop.mime.PartText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the form SendGrid's Inbound Parse posts: a mail taken apart, or whole in the field {@code email}. */
public final class ParsedMail {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, byte[]> fields;
  private final JsonNode charsets;

  private ParsedMail(Map<String, byte[]> fields) {
    this.fields = fields;
    this.charsets = json(fields.get("charsets"));
  }

  /**
   * The mail in these fields.
   *
   * @param fields each as the bytes that were sent, files among them; {@code charsets} says what they mean
   * @throws IllegalArgumentException where they hold no mail
   */
  public static InboundMail of(Map<String, byte[]> fields) {
    ParsedMail form = new ParsedMail(fields);
    byte[] whole = fields.get("email");
    if (whole != null) {
      return MimeReading.read(whole).alsoTo(form.envelope());
    }
    if (!fields.containsKey("from") && !fields.containsKey("headers")) {
      throw new IllegalArgumentException("The form holds no mail: neither email nor from and headers.");
    }
    return form.takenApart();
  }

  /** Whether a file of this type says something of a mail of ours, so that the form is to hold it. */
  public static boolean isReport(@Nullable String type) {
    String held = String.valueOf(type).toLowerCase(Locale.ROOT);
    return held.startsWith("message/") || held.startsWith("text/rfc822-headers");
  }

  private InboundMail takenApart() {
    Map<String, String> headers = MimeMail.headers(text("headers"));
    MimeMail mail = new MimeMail(headers, parts());
    List<String> recipients = envelope();
    recipients.addAll(AddressHeader.addresses(text("to")));
    recipients.addAll(MimeMail.recipients(headers));
    String from = AddressHeader.addresses(text("from")).stream().findFirst().orElse("");
    return new InboundMail(
        MailIds.of(from, headers, new TreeMap<>(fields).values().toArray(byte[][]::new)),
        from,
        recipients,
        headers,
        HeaderText.words(text("subject")),
        PartText.of(mail.root()),
        ReportReading.read(mail).orElse(null));
  }

  private MimePart parts() {
    List<MimePart> parts = new ArrayList<>();
    parts.add(new Branch("multipart/alternative", List.of(part("text", "text/plain"), part("html", "text/html"))));
    json(fields.get("attachment-info")).properties().forEach(file -> {
      String type = file.getValue().path("type").asText("").toLowerCase(Locale.ROOT);
      if (isReport(type)) {
        parts.add(new Leaf(type, Map.of(), true, fields.getOrDefault(file.getKey(), new byte[0])));
      }
    });
    return new Branch("multipart/mixed", parts);
  }

  private Leaf part(String field, String type) {
    return new Leaf(type, Map.of("charset", charset(field)), false, fields.getOrDefault(field, new byte[0]));
  }

  private List<String> envelope() {
    List<String> recipients = new ArrayList<>();
    json(fields.get("envelope")).path("to").forEach(to -> recipients.add(to.asText()));
    return recipients;
  }

  private String text(String field) {
    byte[] bytes = fields.get(field);
    return bytes == null ? "" : MailCharset.decode(bytes, charset(field));
  }

  private String charset(String field) {
    return charsets.path(field).asText("UTF-8");
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
