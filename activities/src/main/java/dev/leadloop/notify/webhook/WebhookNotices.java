package dev.leadloop.notify.webhook;

import dev.leadloop.handoff.HandoffRecord;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.notify.digest.Digest;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives each notice and digest to the webhooks that want it; {@link WebhookDelivery} brings it there. */
public final class WebhookNotices {
  private final WebhookStore webhooks;
  private final WebhookQueueStore queue;
  private final InstantSource clock;

  /** Notices over the store. */
  public WebhookNotices(WebhookStore webhooks, WebhookQueueStore queue, InstantSource clock) {
    this.webhooks = webhooks;
    this.queue = queue;
    this.clock = clock;
  }

  /** Someone who is told, and the team they are of. */
  public record Addressee(String rep, String team) {}

  /**
   * A notice on its way out.
   *
   * @param id the same however often and by whatever way it is told
   * @param words what the lead wrote with what it is about; null for nothing
   * @param reason its true cause, in words; null where the notice says all there is
   * @param asks whether it asks for an answer
   * @param outdated whether what it asks for was done meanwhile: programs hear of it all the same, people do not
   * @param page the lead's page
   * @param answerOf where that rep answers without signing in; for the rep's own channel alone, since whoever reads it
   *     may answer
   */
  public record Notice(
      UUID id,
      Effect.Notify effect,
      HandoffRecord record,
      @Nullable String words,
      @Nullable String reason,
      boolean asks,
      boolean outdated,
      URI page,
      Function<String, @Nullable URI> answerOf) {}

  /** Keeps the notice for every webhook that wants it; doing so again does nothing. Returns for how many. */
  public int give(Notice notice, Collection<Addressee> readers) {
    String event = NoticeEvent.of(notice.effect().notice());
    return give(
        notice.id(), event, notice.record().leadId(), readers, notice.outdated(),
        (webhook, now) -> WebhookBodies.notice(webhook, notice, now));
  }

  /** The same with what waits for a rep; it names no people, for no single lead's erasure could take it back. */
  public int give(Digest digest) {
    List<Addressee> reader = List.of(new Addressee(digest.rep().id(), digest.rep().team()));
    return give(digest.id(), NoticeEvent.DIGEST, null, reader, false,
        (webhook, now) -> WebhookBodies.digest(webhook, digest, now));
  }

  private int give(
      UUID id,
      String event,
      @Nullable String lead,
      Collection<Addressee> readers,
      boolean programsOnly,
      BiFunction<Webhook, Instant, String> body) {
    Instant now = clock.instant();
    int given = 0;
    for (Webhook webhook : webhooks.all()) {
      boolean heard = !programsOnly || webhook.kind() == Webhook.Kind.STANDARD;
      if (heard && webhook.health().offSince() == null && wants(webhook, event) && concerns(webhook, readers)) {
        String text = body.apply(webhook, now);
        queue.keep(new WebhookQueueStore.Message(webhook.id(), messageId(id), event, lead, text, 0), now);
        given++;
      }
    }
    return given;
  }

  /** Keeps a greeting for one webhook; returns the message's id. */
  public String ping(Webhook webhook) {
    String id = messageId(UUID.randomUUID());
    Instant now = clock.instant();
    String body = WebhookBodies.ping(webhook, now);
    queue.keep(new WebhookQueueStore.Message(webhook.id(), id, NoticeEvent.PING, null, body, 0), now);
    return id;
  }

  private static boolean wants(Webhook webhook, String event) {
    return webhook.wanted().events().isEmpty() || webhook.wanted().events().contains(event);
  }

  private static boolean concerns(Webhook webhook, Collection<Addressee> readers) {
    if (webhook.wanted().rep() != null) {
      return readers.stream().anyMatch(reader -> reader.rep().equals(webhook.wanted().rep()));
    }
    return webhook.wanted().team() == null || readers.stream().anyMatch(reader -> reader.team().equals(webhook.wanted().team()));
  }

  private static String messageId(UUID id) {
    return "msg_" + id;
  }
}
