package dev.leadloop.web;

import dev.leadloop.lead.LeadId;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Links followed and pictures fetched from our own mails, as they were seen. */
public final class MailHitStore {
  private final JdbcClient jdbc;

  public MailHitStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The mail that was read, with when it was handed over for delivery, where that is known. */
  public record Mail(LeadId lead, String sequence, String step, @Nullable Instant settledAt) {}

  /**
   * One look at a mail.
   *
   * @param link number within the mail; -1 for an open
   * @param head whether it was a HEAD request, which earlier versions wrote down
   * @param told whether it became a signal
   * @param voided why it is a machine's; null where it is not
   */
  public record Hit(
      long id,
      boolean click,
      int link,
      boolean head,
      @Nullable String agent,
      Instant at,
      boolean told,
      @Nullable String voided) {}

  /** The mail of a send, locked until the transaction ends, so that looks at it are judged one after another. */
  public Optional<Mail> lock(UUID sendId) {
    return jdbc.sql("select lead_id, sequence, step, settled_at from send where send_id = :id for no key update")
        .param("id", sendId)
        .query((row, n) -> new Mail(
            new LeadId(row.getString("lead_id")),
            row.getString("sequence"),
            row.getString("step"),
            Times.outOrNull(row, "settled_at")))
        .optional();
  }

  /** Whose mail a send was. */
  public Optional<LeadId> reader(UUID sendId) {
    return jdbc.sql("select lead_id from send where send_id = :id")
        .param("id", sendId)
        .query((row, n) -> new LeadId(row.getString("lead_id")))
        .optional();
  }

  /** Adds a look. */
  public void add(UUID sendId, boolean click, int link, @Nullable String agent, Instant at) {
    jdbc.sql(
            """
            insert into mail_hit (send_id, kind, link, head, agent, at)
            values (:id, :kind, :link, false, :agent, :at)""")
        .param("id", sendId)
        .param("kind", click ? "CLICK" : "OPEN")
        .param("link", link)
        .param("agent", agent)
        .param("at", Times.in(at))
        .update();
  }

  /** All looks at a mail, the oldest first. */
  public List<Hit> of(UUID sendId) {
    return jdbc.sql("select * from mail_hit where send_id = :id order by hit_id")
        .param("id", sendId)
        .query((row, n) -> new Hit(
            row.getLong("hit_id"),
            row.getString("kind").equals("CLICK"),
            row.getInt("link"),
            row.getBoolean("head"),
            row.getString("agent"),
            Times.out(row, "at"),
            row.getBoolean("told"),
            row.getString("voided")))
        .list();
  }

  /** How many looks there were at a mail. */
  public int count(UUID sendId) {
    return jdbc.sql("select count(*) from mail_hit where send_id = :id").param("id", sendId).query(Integer.class).single();
  }

  /** Notes that a look became a signal. */
  public void told(long hit) {
    jdbc.sql("update mail_hit set told = true where hit_id = :hit").param("hit", hit).update();
  }

  /** Notes that a look was a machine's. */
  public void voided(long hit, String why) {
    jdbc.sql("update mail_hit set voided = :why where hit_id = :hit").param("hit", hit).param("why", why).update();
  }
}
