package dev.leadloop.notify.webhook;

import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages for webhooks, kept until they have arrived or are given up. */
public final class WebhookQueueStore {
  private final JdbcClient jdbc;

  /** A queue over one data source. */
  public WebhookQueueStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A message for a webhook. */
  public record Message(
      String webhookId, String messageId, String event, @Nullable String leadId, String body, int attempts) {}

  /** Keeps a message until it has arrived; false where it is kept or was delivered already. */
  public boolean keep(Message message, Instant at) {
    return jdbc.sql(
                """
                insert into webhook_delivery (webhook_id, message_id, event, lead_id, body, state, created_at, next_at)
                select webhook_id, :message, :event, :lead, :body, 'WAITING', :at, :at
                  from webhook where webhook_id = :webhook and off_since is null
                on conflict do nothing""")
            .param("webhook", message.webhookId())
            .param("message", message.messageId())
            .param("event", message.event())
            .param("lead", message.leadId())
            .param("body", message.body())
            .param("at", Times.in(at))
            .update()
        == 1;
  }

  /**
   * Takes messages that are due, for as long as the lease: if nothing is heard of them by then, they are due again. What
   * is kept of a lead that was forgotten meanwhile is dropped.
   */
  public List<Message> claim(Instant now, Duration lease, int most) {
    return jdbc.sql(
            """
            with due as (
              select webhook_id, message_id from webhook_delivery
               where next_at <= :now order by next_at limit :most for update skip locked)
            update webhook_delivery d
               set next_at = case when forgotten.lead_id is null then cast(:until as timestamptz) end,
                   body = case when forgotten.lead_id is null then d.body end,
                   state = case when forgotten.lead_id is null then d.state else 'FAILED' end,
                   attempts = d.attempts + case when forgotten.lead_id is null then 1 else 0 end
              from due left join lateral (
                     select l.lead_id from lead l join webhook_delivery w using (lead_id)
                      where w.webhook_id = due.webhook_id and w.message_id = due.message_id and l.erased_at is not null
                   ) forgotten on true
             where d.webhook_id = due.webhook_id and d.message_id = due.message_id
            returning d.webhook_id, d.message_id, d.event, d.lead_id, d.body, d.attempts""")
        .param("now", Times.in(now))
        .param("until", Times.in(now.plus(lease)))
        .param("most", most)
        .query((row, n) -> message(row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** One message that waits, taken at once; empty where it has been settled. */
  public Optional<Message> claim(String webhook, String message, Instant until) {
    return jdbc.sql(
            """
            update webhook_delivery set next_at = :until, attempts = attempts + 1
             where webhook_id = :webhook and message_id = :message and state = 'WAITING'
            returning webhook_id, message_id, event, lead_id, body, attempts""")
        .param("webhook", webhook)
        .param("message", message)
        .param("until", Times.in(until))
        .query((row, n) -> message(row))
        .optional()
        .flatMap(found -> found);
  }

  private static Optional<Message> message(ResultSet row) throws SQLException {
    String body = row.getString("body");
    return body == null
        ? Optional.empty()
        : Optional.of(
            new Message(
                row.getString("webhook_id"), row.getString("message_id"), row.getString("event"),
                row.getString("lead_id"), body, row.getInt("attempts")));
  }

  /**
   * Writes down how a try went.
   *
   * @param nextAt when it is tried again; null when it has arrived or is given up
   */
  public void settle(
      Message message, boolean delivered, @Nullable Instant nextAt, @Nullable Integer status, @Nullable String error,
      Instant at) {
    jdbc.sql(
            """
            update webhook_delivery
               set state = :state, next_at = :next, last_at = :at, last_status = :status, last_error = :error,
                   body = case when :state = 'WAITING' then body end
             where webhook_id = :webhook and message_id = :message and state = 'WAITING'""")
        .param("state", delivered ? "DELIVERED" : nextAt == null ? "FAILED" : "WAITING")
        .param("next", Times.inOrNull(nextAt))
        .param("at", Times.in(at))
        .param("status", status)
        .param("error", error)
        .param("webhook", message.webhookId())
        .param("message", message.messageId())
        .update();
  }

  /** How a message fares; its content is not shown. */
  public record Delivery(
      String messageId,
      String event,
      @Nullable String leadId,
      String state,
      Instant createdAt,
      int attempts,
      @Nullable Instant nextAt,
      @Nullable Instant lastAt,
      @Nullable Integer lastStatus,
      @Nullable String lastError) {}

  /** The latest messages of a webhook, the newest first; of that state, unless it is null. */
  public List<Delivery> deliveries(String webhook, @Nullable String state, int limit) {
    return jdbc.sql(
            """
            select * from webhook_delivery
             where webhook_id = :webhook and (cast(:state as text) is null or state = :state)
             order by created_at desc, message_id limit :limit""")
        .param("webhook", webhook)
        .param("state", state)
        .param("limit", limit)
        .query((row, n) -> delivery(row))
        .list();
  }

  /** Forgets what was settled before then. */
  public int forgetSettled(Instant before) {
    return jdbc.sql("delete from webhook_delivery where next_at is null and created_at < :before")
        .param("before", Times.in(before))
        .update();
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString("message_id"),
        row.getString("event"),
        row.getString("lead_id"),
        row.getString("state"),
        Times.out(row, "created_at"),
        row.getInt("attempts"),
        Times.outOrNull(row, "next_at"),
        Times.outOrNull(row, "last_at"),
        row.getObject("last_status", Integer.class),
        row.getString("last_error"));
  }
}
