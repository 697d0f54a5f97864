package dev.leadloop.view;

import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Handoffs that wait for an answer, as whoever answers for sales looks at them: who has how many, and how late; reads only. */
public final class BoardStore {
  /** Before a deadline by no more than this, an answer is due soon. */
  public static final Duration SOON = Duration.ofHours(1);

  private static final String OPEN = " from handoff_cycle h where h.ended_at is null";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public BoardStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is asked of an open handoff. While its answer time stands still it is neither due nor late. */
  public enum Urgency {
    OPEN("true"),
    OVERDUE("h.level <> 'PAUSED' and h.deadline <= :now"),
    SOON("h.level <> 'PAUSED' and h.deadline > :now and h.deadline <= :soon"),
    ESCALATED("h.level = 'ESCALATED'"),
    QUEUE("h.queue"),
    PAUSED("h.level = 'PAUSED'");

    private final String condition;

    Urgency(String condition) {
      this.condition = condition;
    }

    private String counted() {
      return "count(*) filter (where " + condition + ")";
    }
  }

  /**
   * Which of them.
   *
   * @param rep whose; null for anybody's
   * @param team of which team's reps; null for any
   */
  public record Which(Urgency urgency, @Nullable String rep, @Nullable String team) {}

  /**
   * How many of an owner's wait.
   *
   * @param queue whether the owner is the queue
   * @param next when the first answer is due of those whose time runs; null where there is none
   */
  public record OwnerRow(
      String owner, boolean queue, int open, int overdue, int soon, int escalated, int paused, @Nullable Instant next) {}

  /** A handoff that waits. */
  public record WaitingRow(
      String leadId,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String email,
      @Nullable String company,
      String trigger,
      String owner,
      boolean queue,
      String level,
      Instant deadline,
      int policyVersion) {}

  /** How many wait, by owner. */
  public List<OwnerRow> byOwner(Instant now) {
    return jdbc.sql(
            "select h.owner, h.queue, count(*) as open, " + Urgency.OVERDUE.counted() + " as overdue, "
                + Urgency.SOON.counted() + " as soon, " + Urgency.ESCALATED.counted() + " as escalated, "
                + Urgency.PAUSED.counted() + " as paused, min(h.deadline) filter (where h.level <> 'PAUSED') as next"
                + OPEN + " group by h.owner, h.queue order by h.owner, h.queue")
        .param("now", Times.in(now))
        .param("soon", Times.in(now.plus(SOON)))
        .query((row, n) -> new OwnerRow(
            row.getString("owner"), row.getBoolean("queue"), row.getInt("open"), row.getInt("overdue"), row.getInt("soon"),
            row.getInt("escalated"), row.getInt("paused"), Times.outOrNull(row, "next")))
        .list();
  }

  /** How many wait in the queue or were escalated: those are the managers'. */
  public int forManagers() {
    return jdbc.sql("select count(*)" + OPEN + " and (" + Urgency.QUEUE.condition + " or " + Urgency.ESCALATED.condition + ")")
        .query(Integer.class)
        .single();
  }

  /** Those, by deadline; whose time stands still come last. */
  public List<WaitingRow> waiting(Which which, Instant now, int limit) {
    return jdbc.sql(
            """
            with page as (
              select h.*%s and %s
                 and (:rep::text is null or h.owner = :rep and not h.queue)
                 and (:team::text is null or not h.queue and h.owner in (select r.rep_id from rep r where r.team_id = :team))
               order by h.level = 'PAUSED', h.deadline, h.lead_id
               limit :limit)
            select h.*, l.first_name, l.last_name, l.email, l.company, s.policy_version
              from page h join lead l using (lead_id) join lead_status s using (lead_id)
             order by h.level = 'PAUSED', h.deadline, h.lead_id""".formatted(OPEN, which.urgency().condition))
        .param("now", Times.in(now))
        .param("soon", Times.in(now.plus(SOON)))
        .param("rep", which.rep())
        .param("team", which.team())
        .param("limit", limit)
        .query((row, n) -> waiting(row))
        .list();
  }

  private static WaitingRow waiting(ResultSet row) throws SQLException {
    return new WaitingRow(
        row.getString("lead_id"), row.getString("first_name"), row.getString("last_name"), row.getString("email"),
        row.getString("company"), row.getString("trigger"), row.getString("owner"), row.getBoolean("queue"),
        row.getString("level"), Times.out(row, "deadline"), row.getInt("policy_version"));
  }
}
