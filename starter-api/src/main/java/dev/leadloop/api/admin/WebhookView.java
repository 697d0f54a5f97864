package dev.leadloop.api.admin;

import dev.leadloop.notify.webhook.Webhook;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it stands.
 *
 * @param url of a chat channel only its host, since who knows the address may write there
 * @param state ok, failing or off
 */
@Schema(name = "WebhookFound")
record WebhookView(
    String webhookId,
    String kind,
    String url,
    @Nullable String description,
    List<String> events,
    @Nullable String team,
    @Nullable String rep,
    Instant createdAt,
    String createdBy,
    String state,
    @Nullable Instant since,
    @Nullable String why,
    @Nullable Instant oldSecretUntil) {
  static WebhookView of(Webhook webhook) {
    boolean off = webhook.health().offSince() != null;
    return new WebhookView(
        webhook.id(),
        webhook.kind().name().toLowerCase(Locale.ROOT),
        webhook.kind() == Webhook.Kind.STANDARD ? webhook.url() : "https://" + URI.create(webhook.url()).getHost() + "/…",
        webhook.description(),
        webhook.wanted().events(),
        webhook.wanted().team(),
        webhook.wanted().rep(),
        webhook.createdAt(),
        webhook.createdBy(),
        off ? "off" : webhook.health().failingSince() == null ? "ok" : "failing",
        off ? webhook.health().offSince() : webhook.health().failingSince(),
        webhook.health().offWhy(),
        webhook.signing().oldUntil());
  }
}
