package dev.leadloop.provider;

import dev.leadloop.bounce.Report;
import dev.leadloop.mime.MailText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail that came in.
 *
 * @param id what tells it from every other mail, and is the same when it comes again
 * @param from the sender's address as given; empty where there is none
 * @param recipients every address it was sent to, of its envelope and its headers
 * @param headers by lower-case name, the first of each
 * @param body its words, line by line, with what its form says of quotations
 * @param report what a machine says of a mail of ours; null for mail of a person
 */
public record InboundMail(
    String id,
    String from,
    List<String> recipients,
    Map<String, String> headers,
    String subject,
    MailText body,
    @Nullable Report report) {

  public InboundMail {
    recipients = List.copyOf(recipients);
    headers = Map.copyOf(headers);
  }

  /** Its words as plain text, quotations behind {@code >}; those of its HTML where it has no others. */
  public String text() {
    return body.toString();
  }

  /** The same mail, that was also sent to these addresses. */
  InboundMail alsoTo(List<String> envelope) {
    List<String> all = new ArrayList<>(envelope);
    all.addAll(recipients);
    return new InboundMail(id, from, all, headers, subject, body, report);
  }
}
