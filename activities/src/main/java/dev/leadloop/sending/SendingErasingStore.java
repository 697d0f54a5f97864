package dev.leadloop.sending;

import static dev.leadloop.erasure.HeldRowsStore.OF_BOTH;
import static dev.leadloop.erasure.HeldRowsStore.OF_LEAD;

import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets to whom mails went and what they said; that one was sent, and of which step, stays counted. */
final class SendingErasingStore {
  private static final String OF_MAIL = "send_id in (select send_id from send where " + OF_LEAD + ")";

  private SendingErasingStore() {}

  static Erases over(JdbcClient jdbc) {
    return HeldRowsStore.named("mails", jdbc)
        .deletes("sent_mail", OF_MAIL)
        .deletes("content_delivery", OF_LEAD)
        .clears("mail_hit", OF_MAIL, Map.of("agent", "null"), "that a mail was opened stays, without the browser")
        .clears("send", OF_BOTH, Map.of("email_key", "null", "provider_id", "null"),
            "that a mail of a step was sent stays, without its address");
  }
}
