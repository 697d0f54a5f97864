package dev.leadloop.api.admin;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.notify.webhook.NoticeEvent;
import dev.leadloop.notify.webhook.Webhook;
import dev.leadloop.notify.webhook.WebhookDelivery;
import dev.leadloop.notify.webhook.WebhookNotices;
import dev.leadloop.notify.webhook.WebhookQueueStore;
import dev.leadloop.notify.webhook.WebhookSecrets;
import dev.leadloop.notify.webhook.WebhookStore;
import dev.leadloop.outbound.TargetRules;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks: chat channels, and systems that take signed events. */
@RestController
@Tag(name = "Webhooks")
class WebhookController {
  private static final String ID = "[A-Za-z0-9._-]{1,64}";
  private static final int HOURS_BOTH_SECRETS_SIGN = 24;

  private final WebhookStore webhooks;
  private final WebhookQueueStore queue;
  private final WebhookNotices webhookNotices;
  private final WebhookDelivery delivery;
  private final WebhookSecrets secrets;
  private final TargetRules targets;
  private final AuditTrail audit;
  private final Clock clock;

  WebhookController(
      WebhookStore webhooks,
      WebhookQueueStore queue,
      WebhookNotices webhookNotices,
      WebhookDelivery delivery,
      WebhookSecrets secrets,
      TargetRules targets,
      AuditTrail audit,
      Clock clock) {
    this.webhooks = webhooks;
    this.queue = queue;
    this.webhookNotices = webhookNotices;
    this.delivery = delivery;
    this.secrets = secrets;
    this.targets = targets;
    this.audit = audit;
    this.clock = clock;
  }

  /** A webhook as an administrator sets one up. */
  @Schema(
      name = "WebhookSet",
      example = "{\"kind\":\"standard\",\"url\":\"https://hooks.example.com/leads\",\"events\":[\"handoff.offered\"]}")
  record WebhookRequest(
      @NotNull
          @Pattern(regexp = "standard|slack|teams", message = "must be standard, slack or teams")
          @Schema(description = "standard: signed events (standardwebhooks.com); slack, teams: messages in a channel")
          String kind,
      @NotNull String url,
      @Nullable @Size(max = 200) String description,
      @Nullable @Size(max = 50) @Schema(description = "which events; all when left out") List<@NotNull String> events,
      @Nullable @Pattern(regexp = ID, message = "is not a team's id") @Schema(description = "notices to this team alone")
          String team,
      @Nullable @Pattern(regexp = ID, message = "is not a rep's id") @Schema(description = "notices to this rep alone")
          String rep) {}

  /** A new webhook or a new secret; the secret is never shown again, and chat channels have none. */
  @Schema(name = "WebhookMade")
  record WebhookResponse(WebhookView webhook, @Nullable String secret) {}

  /** All webhooks. */
  @Schema(name = "Webhooks")
  record WebhooksView(List<WebhookView> webhooks, List<String> events) {}

  /** Messages of a webhook and how they fared. */
  @Schema(name = "WebhookDeliveries")
  record DeliveriesView(List<DeliveryView> deliveries) {}

  @PostMapping("/api/v1/webhooks")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Set up a webhook",
      description =
          "Takes https addresses of the public Internet. The secret of a standard webhook is in this answer alone; it signs"
              + " every message after the Standard Webhooks specification.")
  ResponseEntity<WebhookResponse> add(@Valid @RequestBody WebhookRequest asked, Caller caller) {
    targets.fault(asked.url().strip()).ifPresent(fault -> {
      throw FieldError.in("url", fault);
    });
    List<String> events = asked.events() == null ? List.of() : asked.events();
    events.stream().filter(event -> !NoticeEvent.all().contains(event)).findFirst().ifPresent(unknown -> {
      throw FieldError.in("events", "has no event '" + unknown + "'; there are " + NoticeEvent.all());
    });
    Webhook.Kind kind = Webhook.Kind.valueOf(asked.kind().toUpperCase(Locale.ROOT));
    String secret = kind == Webhook.Kind.STANDARD ? secrets.make() : null;
    Webhook webhook =
        new Webhook(
            "wh_" + UUID.randomUUID(), kind, asked.url().strip(), asked.description(),
            new Webhook.Wanted(events, asked.team(), asked.rep()), Webhook.Signing.with(secret), clock.instant(),
            caller.principal().toString(), Webhook.Health.WELL);
    try {
      audit.change(
          caller,
          () -> {
            webhooks.add(webhook);
            return webhook;
          },
          made -> note("webhook_made", made));
    } catch (DataIntegrityViolationException noSuch) {
      throw FieldError.in(asked.rep() == null ? "team" : "rep", "is not known; GET /api/v1/reps and /api/v1/teams list them");
    }
    return ResponseEntity.status(HttpStatus.CREATED)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(new WebhookResponse(WebhookView.of(webhook), secret));
  }

  @GetMapping("/api/v1/webhooks")
  @Operation(summary = "List webhooks", description = "With what fails, since when, and the events there are.")
  WebhooksView list() {
    return new WebhooksView(webhooks.all().stream().map(WebhookView::of).toList(), NoticeEvent.all());
  }

  @DeleteMapping("/api/v1/webhooks/{webhookId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove a webhook", description = "What still waits for it is dropped.")
  void remove(@PathVariable String webhookId, Caller caller) {
    Webhook webhook = known(webhookId);
    boolean removed =
        audit.change(caller, () -> webhooks.remove(webhookId), done -> done ? note("webhook_removed", webhook) : null);
    if (!removed) {
      throw unknown(webhookId);
    }
  }

  @GetMapping("/api/v1/webhooks/{webhookId}/deliveries")
  @Operation(summary = "List what was sent to a webhook", description = "The newest first, kept for 30 days.")
  DeliveriesView deliveries(
      @PathVariable String webhookId,
      @RequestParam(required = false)
          @Pattern(regexp = "WAITING|DELIVERED|FAILED", message = "must be WAITING, DELIVERED or FAILED")
          @Nullable String state,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
    return new DeliveriesView(
        queue.deliveries(known(webhookId).id(), state, limit).stream().map(DeliveryView::of).toList());
  }

  @PostMapping("/api/v1/webhooks/{webhookId}/ping")
  @AlsoAnswers(409)
  @Operation(summary = "Try a webhook", description = "Sends it a greeting at once and says how that went.")
  DeliveryView ping(@PathVariable String webhookId) {
    Webhook webhook = known(webhookId);
    if (webhook.health().offSince() != null) {
      throw Problem.REFUSED.because("This webhook is off: " + webhook.health().offWhy() + ". Remove it and set it up again.");
    }
    String message = webhookNotices.ping(webhook);
    delivery.bringNow(webhookId, message);
    return queue.deliveries(webhookId, null, 200).stream()
        .filter(delivery -> delivery.messageId().equals(message))
        .findFirst()
        .map(DeliveryView::of)
        .orElseThrow(() -> unknown(webhookId));
  }

  @PostMapping("/api/v1/webhooks/{webhookId}/rotate")
  @AlsoAnswers(409)
  @Operation(
      summary = "Change a webhook's secret",
      description = "Both secrets sign for so many hours, 24 when left out, while the receiver changes over.")
  ResponseEntity<WebhookResponse> rotate(
      @PathVariable String webhookId,
      @RequestParam(defaultValue = "" + HOURS_BOTH_SECRETS_SIGN) @Min(0) @Max(720) int overlapHours,
      Caller caller) {
    String secret = secrets.make();
    Instant until = clock.instant().plus(Duration.ofHours(overlapHours));
    Webhook webhook = known(webhookId);
    boolean changed =
        webhook.kind() == Webhook.Kind.STANDARD
            && audit.change(
                caller,
                () -> webhooks.rotate(webhookId, secret, until),
                done -> done ? note("webhook_secret_changed", webhook) : null);
    if (!changed) {
      throw Problem.REFUSED.because("Chat channels have no secret; make a new address in the chat program instead.");
    }
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(new WebhookResponse(WebhookView.of(known(webhookId)), secret));
  }

  /** Of the address only its host, since the rest may be a secret. */
  private static Note note(String action, Webhook webhook) {
    return new Note(
        action, "webhook/" + webhook.id(),
        Map.of("kind", webhook.kind().name(), "host", String.valueOf(URI.create(webhook.url()).getHost())));
  }

  private Webhook known(String id) {
    return webhooks.find(id).orElseThrow(() -> unknown(id));
  }

  private static dev.leadloop.problem.ProblemException unknown(String id) {
    return Problem.NOT_FOUND.because("There is no webhook '" + id + "'. GET /api/v1/webhooks lists them.");
  }
}
