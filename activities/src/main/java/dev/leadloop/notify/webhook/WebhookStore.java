package dev.leadloop.notify.webhook;

import dev.leadloop.store.Times;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Webhooks, as administrators set them up. */
public final class WebhookStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public WebhookStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All of them, the oldest first. */
  public List<Webhook> all() {
    return jdbc.sql("select * from webhook order by created_at, webhook_id").query((row, n) -> webhook(row)).list();
  }

  /** The webhook of that id. */
  public Optional<Webhook> find(String id) {
    return jdbc.sql("select * from webhook where webhook_id = :id")
        .param("id", id)
        .query((row, n) -> webhook(row))
        .optional();
  }

  /**
   * Adds one.
   *
   * @throws DataIntegrityViolationException where there is no such team or rep
   */
  public void add(Webhook webhook) {
    jdbc.sql(
            """
            insert into webhook (webhook_id, kind, url, description, events, team_id, rep_id, secret, created_at, created_by)
            values (:id, :kind, :url, :description, :events, :team, :rep, :secret, :at, :by)""")
        .param("id", webhook.id())
        .param("kind", webhook.kind().name())
        .param("url", webhook.url())
        .param("description", webhook.description())
        .param("events", webhook.wanted().events().toArray(String[]::new))
        .param("team", webhook.wanted().team())
        .param("rep", webhook.wanted().rep())
        .param("secret", webhook.signing().secret())
        .param("at", Times.in(webhook.createdAt()))
        .param("by", webhook.createdBy())
        .update();
  }

  /** Gives it a new secret, beside which the one before signs until then; false where there is none to change. */
  public boolean rotate(String id, String secret, Instant oldUntil) {
    return jdbc.sql(
                """
                update webhook set old_secret = secret, old_until = :until, secret = :secret
                 where webhook_id = :id and secret is not null""")
            .param("id", id)
            .param("secret", secret)
            .param("until", Times.in(oldUntil))
            .update()
        == 1;
  }

  /** Removes it with everything that waits for it; false where there is none. */
  public boolean remove(String id) {
    return jdbc.sql("delete from webhook where webhook_id = :id").param("id", id).update() == 1;
  }

  /** Something arrived there. */
  public void well(String id) {
    jdbc.sql("update webhook set failing_since = null where webhook_id = :id and failing_since is not null")
        .param("id", id)
        .update();
  }

  /** Nothing arrives there any more. */
  public void failing(String id, Instant since) {
    jdbc.sql("update webhook set failing_since = :at where webhook_id = :id and failing_since is null")
        .param("id", id)
        .param("at", Times.in(since))
        .update();
  }

  /** It is not used any more. */
  public void off(String id, Instant since, String why) {
    jdbc.sql("update webhook set off_since = :at, off_why = :why where webhook_id = :id and off_since is null")
        .param("id", id)
        .param("at", Times.in(since))
        .param("why", why)
        .update();
    jdbc.sql(
            """
            update webhook_delivery set state = 'FAILED', next_at = null, body = null
             where webhook_id = :id and state = 'WAITING'""")
        .param("id", id)
        .update();
  }

  private static Webhook webhook(ResultSet row) throws SQLException {
    Array events = row.getArray("events");
    return new Webhook(
        row.getString("webhook_id"),
        Webhook.Kind.valueOf(row.getString("kind")),
        row.getString("url"),
        row.getString("description"),
        new Webhook.Wanted(List.of((String[]) events.getArray()), row.getString("team_id"), row.getString("rep_id")),
        new Webhook.Signing(row.getString("secret"), row.getString("old_secret"), Times.outOrNull(row, "old_until")),
        Times.out(row, "created_at"),
        row.getString("created_by"),
        new Webhook.Health(
            Times.outOrNull(row, "failing_since"), Times.outOrNull(row, "off_since"), row.getString("off_why")));
  }
}
