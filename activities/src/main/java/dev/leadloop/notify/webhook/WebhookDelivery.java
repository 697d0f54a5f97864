package dev.leadloop.notify.webhook;

import dev.leadloop.notify.webhook.WebhookClient.Attempt;
import dev.leadloop.notify.webhook.WebhookQueueStore.Message;
import dev.leadloop.text.Discreet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages to webhooks, at least once. Any number of processes may do so at a time: a message is leased to one,
 * and comes back by itself when that one dies.
 */
public final class WebhookDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);
  private static final Duration LEASE = WebhookClient.LONGEST.multipliedBy(2);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int AT_ONCE = 16;
  private static final int GONE = 410;

  private final WebhookStore webhooks;
  private final WebhookQueueStore queue;
  private final WebhookClient client;
  private final InstantSource clock;

  /** Delivers what the store holds. */
  public WebhookDelivery(WebhookStore webhooks, WebhookQueueStore queue, WebhookClient client, InstantSource clock) {
    this.webhooks = webhooks;
    this.queue = queue;
    this.client = client;
    this.clock = clock;
  }

  /** Tries what is due, some at a time; returns how many messages were tried. */
  public int deliverDue() {
    List<Message> due = queue.claim(clock.instant(), LEASE, AT_ONCE);
    if (due.isEmpty()) {
      return 0;
    }
    // Its end waits for all of them, so one slow receiver delays the others by no more than one call.
    try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(message -> calls.execute(() -> bring(message)));
    }
    return due.size();
  }

  /** Tries one message now, if it still waits. */
  public void bringNow(String webhook, String messageId) {
    queue.claim(webhook, messageId, clock.instant().plus(LEASE)).ifPresent(this::bring);
  }

  /** Forgets messages that were settled long ago. */
  public int tidyUp() {
    return queue.forgetSettled(clock.instant().minus(KEPT));
  }

  private void bring(Message message) {
    try {
      webhooks.find(message.webhookId()).ifPresent(webhook -> bring(webhook, message));
    } catch (RuntimeException failed) {
      // The lease runs out, and the message is tried again.
      LOG.warn("Message {} for webhook {} could not be handled: {}",
          message.messageId(), message.webhookId(), Discreet.words(failed));
    }
  }

  private void bring(Webhook webhook, Message message) {
    Attempt attempt = attempt(webhook, message);
    Instant now = clock.instant();
    boolean gone = attempt.status() != null && attempt.status() == GONE;
    Optional<Instant> again =
        attempt.delivered() || gone
            ? Optional.empty()
            : RetrySchedule.next(message.attempts(), message.messageId(), now, attempt.retryAfter());
    queue.settle(message, attempt.delivered(), again.orElse(null), attempt.status(), attempt.error(), now);
    if (attempt.delivered()) {
      webhooks.well(webhook.id());
      return;
    }
    webhooks.failing(webhook.id(), now);
    LOG.warn("Webhook {}: try {} of {} failed: {}{}", webhook.id(), message.attempts(), message.event(),
        attempt.error(), again.isEmpty() ? "; it is given up" : "");
    if (gone) {
      webhooks.off(webhook.id(), now, "the receiver answered 410 Gone");
    }
  }

  private Attempt attempt(Webhook webhook, Message message) {
    Map<String, String> headers;
    try {
      headers = headers(webhook, message, clock.instant());
    } catch (RuntimeException unsigned) {
      return Attempt.failed("cannot be signed; change the secret with POST /api/v1/webhooks/" + webhook.id() + "/rotate");
    }
    return client.post(webhook.url(), headers, message.body());
  }

  private static Map<String, String> headers(Webhook webhook, Message message, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", message.messageId());
    headers.put("webhook-timestamp", String.valueOf(now.getEpochSecond()));
    List<String> secrets = webhook.signing().secrets(now);
    if (!secrets.isEmpty()) {
      headers.put("webhook-signature", WebhookSecrets.signature(secrets, message.messageId(), now, message.body()));
    }
    return headers;
  }
}
