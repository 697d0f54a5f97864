package dev.leadloop.provider;

import dev.leadloop.mime.MailText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail that came in.
 *
 * @param from the sender's address as given; empty where there is none
 * @param recipients every address it was sent to, of its envelope and its headers
 * @param headers by lower-case name, the first of each
 * @param body its words, line by line, with what its form says of quotations
 * @param report what a mail server says of a mail of ours; null for mail of a person
 */
public record InboundMail(
    String from,
    List<String> recipients,
    Map<String, String> headers,
    String subject,
    MailText body,
    @Nullable DeliveryReport report) {

  public InboundMail {
    recipients = List.copyOf(recipients);
    headers = Map.copyOf(headers);
  }

  /** Its words as plain text, quotations behind {@code >}; those of its HTML where it has no others. */
  public String text() {
    return body.toString();
  }

  /**
   * A delivery status notification (RFC 3464), as far as it concerns one recipient.
   *
   * @param action failed, delayed, delivered, relayed or expanded
   * @param status such as 5.1.1
   * @param sendId the send id in the headers of the mail it returns; null where it returns none
   */
  public record DeliveryReport(String action, String status, @Nullable String sendId) {}
}
