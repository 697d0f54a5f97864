package dev.leadloop.email.transport;

import dev.leadloop.email.transport.OutgoingEmail.Unsubscribe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The headers beyond the common ones that a message carries, the same by every transport. */
final class EmailHeaders {

  static final String SEND_ID = "X-Leadloop-Send-Id";

  private EmailHeaders() {}

  /** Name to value, in the order they are written. */
  static Map<String, String> of(OutgoingEmail email) {
    SequencedMap<String, String> headers = new LinkedHashMap<>();
    headers.put(SEND_ID, email.sendId().toString());
    Unsubscribe unsubscribe = email.unsubscribe();
    if (unsubscribe == null) {
      // Keeps out-of-office replies away from whoever reads the sender's mailbox (RFC 3834).
      headers.put("Auto-Submitted", "auto-generated");
    } else {
      String mailto = unsubscribe.mailto() == null ? "" : ", <" + unsubscribe.mailto() + ">";
      headers.put("List-Unsubscribe", "<" + unsubscribe.url() + ">" + mailto);
      headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    headers.forEach(EmailRules::checkHeader);
    return headers;
  }
}
