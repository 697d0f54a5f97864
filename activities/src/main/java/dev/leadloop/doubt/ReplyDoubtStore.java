package dev.leadloop.doubt;

import dev.leadloop.lead.LeadId;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Answers that may ask to stop. One is open until somebody says what was meant, unless the address is suppressed by then or
 * was allowed mail again since: then there is nothing left to say.
 */
public final class ReplyDoubtStore {
  private static final String OPEN =
      """
      d.settled_at is null
        and not exists (select from address a where a.email_key = d.email_key
                           and (a.suppressed is not null or a.lifted_at > d.opened_at))""";
  private static final String DOUBT =
      """
      select d.doubt_id, d.event_id, coalesce(d.lead_id, l.lead_id) as lead_id, d.email_key, d.opened_at, d.told_at,
        d.settled_at, d.settled_by,
             d.asks_to_stop,
             e.occurred_at, e.send_id, e.body->>'text' as text, e.body->>'because' as because, e.body->>'from' as sender,
             e.body->>'subject' as subject, (%s) as open
        from reply_doubt d
        left join provider_event e using (event_id)
        left join lead l on l.email_key = d.email_key"""
          .formatted(OPEN);

  private final JdbcClient jdbc;

  public ReplyDoubtStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An answer in doubt.
   *
   * @param lead who answered, else who has the address now; null where nobody known has it
   * @param emailKey the address that rests while it is open
   * @param open whether somebody is still to say what was meant
   * @param toldAt when people were last told of it by mail; null before
   * @param settled what somebody said of it; null before
   */
  public record Doubt(
      long id,
      String eventId,
      @Nullable LeadId lead,
      String emailKey,
      Instant openedAt,
      Reply reply,
      boolean open,
      @Nullable Instant toldAt,
      @Nullable Settled settled) {}

  /**
   * The answer as it came.
   *
   * @param sendId the mail it answers; null where it names none
   * @param occurredAt when it was given; null where that is not known any more
   * @param sender who wrote it, as the mail says
   * @param text what was written, without what it answers
   * @param because the line that gave the doubt; null where there was nothing to read
   */
  public record Reply(
      @Nullable UUID sendId,
      @Nullable Instant occurredAt,
      @Nullable String sender,
      @Nullable String subject,
      @Nullable String text,
      @Nullable String because) {}

  /** Who said when whether an answer asks to stop. */
  public record Settled(Instant at, String by, boolean asksToStop) {}

  /**
   * Lets a locked address rest for an answer; the same answer again changes nothing.
   *
   * @param lead whose mail was answered; null where that is not known
   */
  public void open(String eventId, @Nullable LeadId lead, String emailKey, Instant at) {
    jdbc.sql(
            """
            insert into reply_doubt (event_id, lead_id, email_key, opened_at)
            values (:event, :lead, :key, :at)
            on conflict (event_id) do nothing""")
        .param("event", eventId)
        .param("lead", lead == null ? null : lead.value())
        .param("key", emailKey)
        .param("at", Times.in(at))
        .update();
  }

  /** Whether an answer is open for which an address rests; sure for the caller's transaction where the address is locked. */
  public boolean rests(String emailKey) {
    return jdbc.sql("select exists (select from reply_doubt d where d.email_key = :key and " + OPEN + ")")
        .param("key", emailKey)
        .query(Boolean.class)
        .single();
  }

  /** Settles an answer; false where it was settled before. */
  public boolean settle(long id, boolean asksToStop, String by, Instant at) {
    return jdbc.sql(
                """
                update reply_doubt set settled_at = :at, settled_by = :by, asks_to_stop = :stop
                 where doubt_id = :id and settled_at is null""")
            .param("id", id)
            .param("stop", asksToStop)
            .param("by", by)
            .param("at", Times.in(at))
            .update()
        == 1;
  }

  /** One of them. */
  public Optional<Doubt> find(long id) {
    return jdbc.sql(DOUBT + " where d.doubt_id = :id").param("id", id).query((row, n) -> doubt(row)).optional();
  }

  /** Those of one lead, or of the address it has, that are open, the newest first. */
  public List<Doubt> openOf(LeadId lead) {
    return jdbc.sql(DOUBT + " where (d.lead_id = :lead or l.lead_id = :lead) and " + OPEN + " order by d.doubt_id desc")
        .param("lead", lead.value())
        .query((row, n) -> doubt(row))
        .list();
  }

  /**
   * The newest first.
   *
   * @param open only those that are open, or only those that are not; null for all
   * @param before only those older than the one of this id
   */
  public List<Doubt> list(@Nullable Boolean open, @Nullable String emailKey, long before, int limit) {
    return jdbc.sql(
            DOUBT
                + """

                 where d.doubt_id < :before and (:open::boolean is null or (%s) = :open::boolean)
                   and (:key::text is null or d.email_key = :key::text)
                 order by d.doubt_id desc limit :limit"""
                    .formatted(OPEN))
        .param("before", before)
        .param("open", open)
        .param("key", emailKey)
        .param("limit", limit)
        .query((row, n) -> doubt(row))
        .list();
  }

  /** Open ones, those that wait the longest first. */
  public List<Doubt> waiting(int limit) {
    return jdbc.sql(DOUBT + " where " + OPEN + " order by d.opened_at, d.doubt_id limit :limit")
        .param("limit", limit)
        .query((row, n) -> doubt(row))
        .list();
  }

  /** How many are open. */
  public Waiting waiting() {
    return jdbc.sql("select count(*) as answers, min(d.opened_at) as since from reply_doubt d where " + OPEN)
        .query((row, n) -> new Waiting(row.getLong("answers"), Times.outOrNull(row, "since")))
        .single();
  }

  /**
   * What waits for somebody to say what was meant.
   *
   * @param since when the first of them came; null where none waits
   */
  public record Waiting(long answers, @Nullable Instant since) {}

  /**
   * Open ones nobody was told of, and others that people were last told of before then, the oldest first; locked, and passed
   * over where another one holds them.
   */
  public List<Doubt> toTell(Instant toldBefore, int limit) {
    return jdbc.sql(
            DOUBT
                + " where (d.told_at is null or d.told_at < :before) and "
                + OPEN
                + " order by d.doubt_id limit :limit for update of d skip locked")
        .param("before", Times.in(toldBefore))
        .param("limit", limit)
        .query((row, n) -> doubt(row))
        .list();
  }

  /** Notes that marketing was told. */
  public void told(List<Long> ids, Instant at) {
    jdbc.sql("update reply_doubt set told_at = :at where doubt_id = any(:ids)")
        .param("ids", ids.toArray(Long[]::new))
        .param("at", Times.in(at))
        .update();
  }

  private static Doubt doubt(ResultSet row) throws SQLException {
    String lead = row.getString("lead_id");
    return new Doubt(
        row.getLong("doubt_id"),
        row.getString("event_id"),
        lead == null ? null : new LeadId(lead),
        row.getString("email_key"),
        Times.out(row, "opened_at"),
        new Reply(
            row.getObject("send_id", UUID.class),
            Times.outOrNull(row, "occurred_at"),
            row.getString("sender"),
            row.getString("subject"),
            row.getString("text"),
            row.getString("because")),
        row.getBoolean("open"),
        Times.outOrNull(row, "told_at"),
        settled(row));
  }

  private static @Nullable Settled settled(ResultSet row) throws SQLException {
    String by = row.getString("settled_by");
    return by == null ? null : new Settled(Times.out(row, "settled_at"), by, row.getBoolean("asks_to_stop"));
  }
}
