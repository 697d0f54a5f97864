package dev.leadloop.notify.webhook;

import dev.leadloop.handoff.HandoffRecordViews;
import dev.leadloop.notify.digest.Digest;
import dev.leadloop.notify.digest.Digest.Part;
import dev.leadloop.notify.digest.DigestStore.Waiting;
import dev.leadloop.store.Json;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What webhooks are sent. Names of events and of their members are the interface and stay. */
final class WebhookBodies {
  private WebhookBodies() {}

  static String notice(Webhook webhook, WebhookNotices.Notice notice, Instant now) {
    return switch (webhook.kind()) {
      case STANDARD -> event(NoticeEvent.of(notice.effect().notice()), now, data(notice));
      case SLACK -> ChatMessages.slack(message(webhook, notice));
      case TEAMS -> ChatMessages.teams(message(webhook, notice));
    };
  }

  static String digest(Webhook webhook, Digest digest, Instant now) {
    return switch (webhook.kind()) {
      case STANDARD -> event(NoticeEvent.DIGEST, now, data(digest));
      case SLACK -> ChatMessages.slack(ChatMessages.of(digest));
      case TEAMS -> ChatMessages.teams(ChatMessages.of(digest));
    };
  }

  static String ping(Webhook webhook, Instant now) {
    return switch (webhook.kind()) {
      case STANDARD -> event(NoticeEvent.PING, now, Map.of("webhookId", webhook.id()));
      case SLACK -> ChatMessages.slack(greeting());
      case TEAMS -> ChatMessages.teams(greeting());
    };
  }

  private static ChatMessages.Message message(Webhook webhook, WebhookNotices.Notice notice) {
    URI answer = webhook.wanted().rep() == null ? null : notice.answerOf().apply(webhook.wanted().rep());
    String heading = NoticeEvent.heading(notice.effect().notice());
    return ChatMessages.of(
        heading, notice, answer == null || !notice.asks() ? "Open the lead" : "Answer", answer == null ? notice.page() : answer);
  }

  private static Map<String, Object> data(WebhookNotices.Notice notice) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("leadId", notice.record().leadId());
    data.put("cycle", notice.effect().cycle());
    data.put("recipient", notice.effect().recipient());
    data.put("leadUrl", notice.page().toString());
    data.put("reason", notice.reason());
    data.put("handoff", HandoffRecordViews.of(notice.record()));
    return data;
  }

  private static Map<String, Object> data(Digest digest) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("recipient", digest.rep().id());
    data.put("day", digest.day().toString());
    data.put("leadsUrl", digest.list().toString());
    for (Part part : Part.values()) {
      data.put(part.member(), digest.of(part).stream().map(lead -> data(digest, lead)).toList());
    }
    return data;
  }

  private static Map<String, Object> data(Digest digest, Waiting lead) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("leadId", lead.leadId());
    data.put("leadUrl", digest.page(lead).toString());
    data.put("company", lead.company());
    data.put("trigger", lead.trigger());
    data.put("at", lead.at() == null ? null : lead.at().toString());
    return data;
  }

  /** The three members that the specification asks for. */
  private static String event(String type, Instant now, Map<String, Object> data) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
    event.put("data", data);
    return Json.write(event);
  }

  private static ChatMessages.Message greeting() {
    return new ChatMessages.Message(
        "Leadloop can reach this channel", Map.of(), List.of("Notices about leads will appear here."), "", null);
  }
}
