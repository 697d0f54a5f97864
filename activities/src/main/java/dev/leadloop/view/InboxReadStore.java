package dev.leadloop.view;

import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The inbox of whoever sells: handoffs that wait for an answer, the most urgent first; reads only. */
public final class InboxReadStore {
  /** Who may take it from the queue, or whose it is. */
  private static final String WHOSE =
      " h.ended_at is null and (:rep::text is null or h.owner = :rep and not h.queue or :queue and h.queue) ";

  /** What nobody is reminded of for a while stands behind what runs. */
  private static final String QUIET =
      "(h.clock ->> 'snoozedUntil' is not null and (h.clock ->> 'snoozedUntil')::timestamptz > now()"
          + " or h.level = 'PAUSED')";

  private static final String LIST =
      """
      with page as (
        select h.*, %1$s as quiet, count(*) over () as of_all, count(*) filter (where h.queue) over () as of_queue
          from handoff_cycle h
         where %2$s
         order by quiet, h.deadline, h.lead_id
         limit :limit)
      select h.*, l.first_name, l.last_name, l.email, l.company, s.score, s.grade, s.policy_version,
             i.label as held_label, i.principal_kind as held_kind, i.principal_id as held_by
        from page h join lead l using (lead_id) join lead_status s using (lead_id)
             left join inbox i on i.lead_id = h.lead_id and i.decided_seq is null and i.held_until > clock_timestamp()
       order by h.quiet, h.deadline, h.lead_id""".formatted(QUIET, WHOSE);

  /** A change of anything that the page shows of a handoff changes the mark of whose inbox it stands in. */
  private static final String MARKS =
      """
      select case when h.queue then '' else h.owner end as whose,
             count(*) || '-' || sum(hashtextextended(h.lead_id || ' ' || h.cycle || h.level || h.deadline || h.clock::text
               || coalesce(i.held_until::text, ''), 0)) as mark
        from handoff_cycle h
             left join inbox i on i.lead_id = h.lead_id and i.decided_seq is null and i.held_until is not null
       where h.ended_at is null
       group by 1""";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public InboxReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whose handoffs are asked for.
   *
   * @param rep null for everybody's
   * @param queue whether what waits in the queue is among them
   */
  public record Whose(@Nullable String rep, boolean queue) {
    /** Everybody's. */
    public static final Whose ALL = new Whose(null, true);
  }

  /**
   * A handoff in the list.
   *
   * @param quiet whether its reminders are put off or its answer time stands still
   * @param policyVersion by which the lead lives
   * @param held an answer that may still be taken back; null where there is none
   */
  public record OpenRow(
      String leadId,
      int cycle,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String email,
      @Nullable String company,
      String trigger,
      String owner,
      boolean queue,
      String level,
      boolean quiet,
      Instant assignedAt,
      Instant deadline,
      AnswerClock clock,
      int score,
      String grade,
      int policyVersion,
      @Nullable HeldBy held) {}

  /** Who has answered and may still take it back, and how, such as "accept". */
  public record HeldBy(String kind, String id, String label) {}

  /**
   * The first of the handoffs that wait.
   *
   * @param all how many wait in all
   * @param queue how many of them in the queue
   */
  public record Waiting(List<OpenRow> rows, int all, int queue) {}

  /** Those that wait, by deadline; what is quiet comes last. */
  public Waiting waiting(Whose whose, int limit) {
    int[] counts = new int[2];
    List<OpenRow> rows = jdbc.sql(LIST)
        .param("rep", whose.rep())
        .param("queue", whose.queue())
        .param("limit", limit)
        .query((row, n) -> {
          counts[0] = row.getInt("of_all");
          counts[1] = row.getInt("of_queue");
          return open(row);
        })
        .list();
    return new Waiting(rows, counts[0], counts[1]);
  }

  /**
   * An answer that may still be taken back.
   *
   * @param label such as "accept"
   */
  public record HeldRow(
      String leadId,
      String eventId,
      String label,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String email,
      @Nullable String company,
      Instant until) {}

  /** What that person has answered and may still take back, the oldest first. */
  public List<HeldRow> heldBy(String kind, String id) {
    return jdbc.sql(
            """
            select i.lead_id, i.event_id, i.label, i.held_until, l.first_name, l.last_name, l.email, l.company
              from inbox i join lead l using (lead_id)
             where i.decided_seq is null and i.held_until > clock_timestamp()
               and i.principal_kind = :kind and i.principal_id = :id
             order by i.row_id""")
        .param("kind", kind)
        .param("id", id)
        .query((row, n) -> new HeldRow(
            row.getString("lead_id"), row.getString("event_id"), row.getString("label"), row.getString("first_name"),
            row.getString("last_name"), row.getString("email"), row.getString("company"), Times.out(row, "held_until")))
        .list();
  }

  /** How many handoffs wait for the rep and in the queue; what the rep has just answered does not. */
  public int count(String rep) {
    return jdbc.sql(
            """
            select count(*) from handoff_cycle h
             where %s
               and not exists (select from inbox i where i.lead_id = h.lead_id and i.decided_seq is null
                 and i.held_until > clock_timestamp() and i.principal_kind = 'REP' and i.principal_id = :rep)""".formatted(WHOSE))
        .param("rep", rep)
        .param("queue", true)
        .query(Integer.class)
        .single();
  }

  /** What every inbox shows, as a mark that changes with it, by rep; the queue's stands under the empty name. */
  public Map<String, String> marks() {
    Map<String, String> marks = new TreeMap<>();
    jdbc.sql(MARKS).query(row -> {
      marks.put(row.getString("whose"), row.getString("mark"));
    });
    return marks;
  }

  private static OpenRow open(ResultSet row) throws SQLException {
    String held = row.getString("held_label");
    return new OpenRow(
        row.getString("lead_id"),
        row.getInt("cycle"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("email"),
        row.getString("company"),
        row.getString("trigger"),
        row.getString("owner"),
        row.getBoolean("queue"),
        row.getString("level"),
        row.getBoolean("quiet"),
        Times.out(row, "assigned_at"),
        Times.out(row, "deadline"),
        Json.read(row.getString("clock"), AnswerClock.class),
        row.getInt("score"),
        row.getString("grade"),
        row.getInt("policy_version"),
        held == null ? null : new HeldBy(row.getString("held_kind"), row.getString("held_by"), held));
  }
}
