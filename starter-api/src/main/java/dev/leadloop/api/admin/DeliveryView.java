package dev.leadloop.api.admin;

import dev.leadloop.notify.webhook.WebhookQueueStore.Delivery;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a message to a webhook fares; its content is not shown. */
@Schema(name = "WebhookQueueDelivery")
record DeliveryView(
    String messageId,
    String event,
    @Nullable String leadId,
    String state,
    Instant createdAt,
    int attempts,
    @Nullable Instant nextAt,
    @Nullable Instant lastAt,
    @Nullable Integer lastStatus,
    @Nullable String lastError) {

  static DeliveryView of(Delivery delivery) {
    return new DeliveryView(
        delivery.messageId(),
        delivery.event(),
        delivery.leadId(),
        delivery.state(),
        delivery.createdAt(),
        delivery.attempts(),
        delivery.nextAt(),
        delivery.lastAt(),
        delivery.lastStatus(),
        delivery.lastError());
  }
}
