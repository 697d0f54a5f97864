package dev.leadloop.review;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadloop.lifecycle.journal.CycleEnds;
import dev.leadloop.review.RejectionAlarm.Answers;
import dev.leadloop.review.RejectionAlarm.Judgement;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reviews of the policy, and the answers of sales that call for them. */
public final class PolicyReviewStore {
  private static final TypeReference<List<Count>> COUNTS = new TypeReference<>() {};
  /** A reason that sends a lead to another rep is a rejection too; absence and leaving are no answers. */
  private static final String REJECTED =
      "(h.ended_how = 'REJECTED' or h.ended_how = 'REASSIGNED' and h.reason is not null and h.reason not in ('"
          + CycleEnds.ABSENT + "', '" + CycleEnds.LEFT + "'))";
  private static final String ANSWERED = "(h.ended_how in ('ACCEPTED', 'RETURNED') or " + REJECTED + ")";

  private final JdbcClient jdbc;

  public PolicyReviewStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The two sides of the agreement. */
  public enum Side {
    MARKETING,
    SALES
  }

  /** What called for a review. */
  public enum Kind {
    ALARM,
    DATE
  }

  /** How often something was found. */
  public record Count(String what, int times) {}

  /** What a side had to say. */
  public record Word(String by, Instant at, String word) {}

  /** What rang the alarm. */
  public record Alarm(
      Instant windowFrom, int answers, int rejected, double usualShare, double chance, List<Count> reasons, List<Count> rules) {}

  /**
   * A review.
   *
   * @param alarm null where the date called for it
   * @param closedAt when both sides had had their say; null while one is missing
   */
  public record Review(
      long id,
      Kind kind,
      int policyVersion,
      Instant openedAt,
      @Nullable Alarm alarm,
      @Nullable Word marketing,
      @Nullable Word sales,
      @Nullable Instant closedAt) {}

  /** Takes the day's look; false where another process has made it since that time. */
  public boolean takeLook(Instant now, Instant since) {
    return jdbc.sql("update policy_review_look set looked_at = :now where looked_at is null or looked_at < :since")
            .param("now", Times.in(now))
            .param("since", Times.in(since))
            .update()
        == 1;
  }

  /** When the last review was called for by rejections; what was answered before it has been looked at. */
  public Optional<Instant> lastAlarm() {
    return jdbc.sql("select max(opened_at) as at from policy_review where kind = 'ALARM' having max(opened_at) is not null")
        .query((row, n) -> Times.out(row, "at"))
        .optional();
  }

  /** What sales answered from one time until before another. */
  public Answers answers(Instant from, Instant to) {
    return jdbc.sql(
            "select count(*) filter (where " + ANSWERED + ") as given, count(*) filter (where " + REJECTED + ") as rejected"
                + " from handoff_cycle h where h.ended_at >= :from and h.ended_at < :to")
        .param("from", Times.in(from))
        .param("to", Times.in(to))
        .query((row, n) -> new Answers(row.getInt("given"), row.getInt("rejected")))
        .single();
  }

  /** The reasons of the rejections, the most frequent first. */
  public List<Count> reasons(Instant from, Instant to) {
    return counts(
        "select h.reason as what, count(*) as times from handoff_cycle h where " + REJECTED
            + " and h.ended_at >= :from and h.ended_at < :to group by 1 order by 2 desc, 1 limit 10",
        from, to);
  }

  /** The signals that brought the rejected leads to sales, the most frequent first. */
  public List<Count> signals(Instant from, Instant to) {
    return counts(
        """
        select s.type as what, count(distinct (h.lead_id, h.cycle)) as times
          from handoff_cycle h
          join lateral (select e.entry->'evidence'->'signals' as ids from lifecycle_event e
                         where e.lead_id = h.lead_id and e.type = 'stage_changed' and e.entry->>'to' = 'SQL'
                           and e.entry->'evidence'->'signals' is not null and e.at <= h.assigned_at
                         order by e.seq desc, e.n desc limit 1) q on true
          cross join lateral jsonb_array_elements_text(q.ids) as id
          join signal s on s.lead_id = h.lead_id and s.event_id = id
         where\s""" + REJECTED + " and h.ended_at >= :from and h.ended_at < :to group by 1 order by 2 desc, 1 limit 10",
        from, to);
  }

  private List<Count> counts(String sql, Instant from, Instant to) {
    return jdbc.sql(sql)
        .param("from", Times.in(from))
        .param("to", Times.in(to))
        .query((row, n) -> new Count(row.getString("what"), row.getInt("times")))
        .list();
  }

  /** Opens a review because of rejections, unless one is open. */
  public void open(int policyVersion, Instant now, Instant windowFrom, Answers window, Judgement judged, List<Count> reasons,
      List<Count> rules) {
    jdbc.sql(
            """
            insert into policy_review (kind, policy_version, opened_at, window_from, answers, rejected, usual_share,
                                       chance, reasons, rules)
            values ('ALARM', :version, :now, :from, :answers, :rejected, :usual, :chance, :reasons::jsonb, :rules::jsonb)
            on conflict do nothing""")
        .param("version", policyVersion)
        .param("now", Times.in(now))
        .param("from", Times.in(windowFrom))
        .param("answers", window.given())
        .param("rejected", window.rejected())
        .param("usual", judged.usual())
        .param("chance", judged.chance())
        .param("reasons", Json.write(reasons))
        .param("rules", Json.write(rules))
        .update();
  }

  /** Opens the review by date of a version published before that time, unless it had one or one is open. */
  public void openByDate(int policyVersion, Instant now, Instant publishedBefore) {
    jdbc.sql(
            """
            insert into policy_review (kind, policy_version, opened_at)
            select 'DATE', version, :now from policy_version where version = :version and published_at <= :before
            on conflict do nothing""")
        .param("version", policyVersion)
        .param("now", Times.in(now))
        .param("before", Times.in(publishedBefore))
        .update();
  }

  /** Open reviews of which not everyone was told. */
  public List<Review> untold() {
    return jdbc.sql("select * from policy_review where told_at is null and closed_at is null order by review_id")
        .query((row, n) -> review(row))
        .list();
  }

  /** Notes that both sides had their notice. */
  public void told(long id, Instant at) {
    jdbc.sql("update policy_review set told_at = :at where review_id = :id").param("at", Times.in(at)).param("id", id).update();
  }

  /** All reviews, the open ones first, then the latest. */
  public List<Review> all() {
    return jdbc.sql("select * from policy_review order by closed_at is not null, opened_at desc, review_id desc limit 200")
        .query((row, n) -> review(row))
        .list();
  }

  /** One review. */
  public Optional<Review> find(long id) {
    return jdbc.sql("select * from policy_review where review_id = :id").param("id", id).query((row, n) -> review(row))
        .optional();
  }

  /** A side has its say, once; the second closes the review. False where that side has spoken, or there is no such review. */
  public boolean say(long id, Side side, String by, String word, Instant at) {
    String name = side == Side.MARKETING ? "marketing" : "sales";
    String other = side == Side.MARKETING ? "sales" : "marketing";
    return jdbc.sql(
                "update policy_review set " + name + "_by = :by, " + name + "_word = :word, " + name + "_at = :at,"
                    + " closed_at = case when " + other + "_at is not null then :at::timestamptz end"
                    + " where review_id = :id and " + name + "_at is null")
            .param("id", id)
            .param("by", by)
            .param("word", word)
            .param("at", Times.in(at))
            .update()
        == 1;
  }

  private static Review review(ResultSet row) throws SQLException {
    Kind kind = Kind.valueOf(row.getString("kind"));
    return new Review(
        row.getLong("review_id"),
        kind,
        row.getInt("policy_version"),
        Times.out(row, "opened_at"),
        kind == Kind.ALARM
            ? new Alarm(
                Times.out(row, "window_from"),
                row.getInt("answers"),
                row.getInt("rejected"),
                row.getDouble("usual_share"),
                row.getDouble("chance"),
                Json.read(row.getString("reasons"), COUNTS),
                Json.read(row.getString("rules"), COUNTS))
            : null,
        word(row, "marketing"),
        word(row, "sales"),
        Times.outOrNull(row, "closed_at"));
  }

  private static @Nullable Word word(ResultSet row, String side) throws SQLException {
    Instant at = Times.outOrNull(row, side + "_at");
    return at == null ? null : new Word(row.getString(side + "_by"), at, row.getString(side + "_word"));
  }
}
