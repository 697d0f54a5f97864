package dev.leadloop.notify.webhook;

import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets what was and was to be sent of a person to webhooks and channels. */
final class WebhookErasingStore {
  private WebhookErasingStore() {}

  static Erases over(JdbcClient jdbc) {
    return HeldRowsStore.named("webhooks", jdbc).deletes("webhook_delivery", "lead_id = :lead");
  }
}
