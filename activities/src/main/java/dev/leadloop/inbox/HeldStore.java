package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Answers that may still be taken back. Each is a row of the inbox like any other, recorded when it was given, which no
 * decision takes before its time; when that comes the relay rings for it, whatever became of the page it was given on.
 */
public final class HeldStore {
  /** A hold ends so long before anything of the lead falls due, so that the answer is there when that is decided. */
  private static final Duration BEFORE_DUE = Duration.ofSeconds(2);

  /** What is left to take an answer back in must be worth a button. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final String HOLD =
      """
      update inbox i set held_until = h.until, ring_at = h.until
        from (select w.row_id, least(w.recorded_at + :undo * interval '1 millisecond',
                                     s.next_due_at - :before * interval '1 second') as until
                from inbox w left join lead_status s using (lead_id)
               where w.lead_id = :lead and w.event_id = :event and w.decided_seq is null) h
       where i.row_id = h.row_id and h.until >= i.recorded_at + :shortest * interval '1 second'
      returning i.held_until""";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public HeldStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An answer that may still be taken back, until then. */
  public record HeldAnswer(LeadId lead, String eventId, String label, Principal by, Instant until) {}

  /** The answer to the lead's handoff that is held now; call it with the lead locked. */
  public Optional<HeldAnswer> held(LeadId lead) {
    return jdbc.sql(
            """
            select lead_id, event_id, label, principal_kind, principal_id, held_until from inbox
             where lead_id = :lead and decided_seq is null and held_until > clock_timestamp()
             order by row_id limit 1""")
        .param("lead", lead.value())
        .query((row, n) -> held(row))
        .optional();
  }

  /**
   * Holds an answer that was stored in this transaction, counted from its recording, and no longer than until shortly before
   * the next thing of the lead falls due.
   *
   * @return until when; null where there is no time for that, and the answer stands given
   */
  public @Nullable Instant hold(LeadId lead, String eventId, Duration undo) {
    return jdbc.sql(HOLD)
        .param("lead", lead.value())
        .param("event", eventId)
        .param("undo", undo.toMillis())
        .param("before", BEFORE_DUE.toSeconds())
        .param("shortest", SHORTEST.toSeconds())
        .query((row, n) -> Times.out(row, "held_until"))
        .optional()
        .orElse(null);
  }

  /** Takes a held answer back as if it had never been given, by whoever gave it; false where it is too late for that. */
  public boolean takeBack(LeadId lead, String eventId, Principal by) {
    return jdbc.sql(
            """
            delete from inbox
             where lead_id = :lead and event_id = :event and decided_seq is null and held_until > clock_timestamp()
               and principal_kind = :kind and principal_id = :by""")
        .param("lead", lead.value())
        .param("event", eventId)
        .param("kind", by.kind().name())
        .param("by", by.id())
        .update() == 1;
  }

  /** Lets a held answer go at once, by whoever gave it; from then on it cannot be taken back. */
  public void letGo(LeadId lead, String eventId, Principal by) {
    jdbc.sql(
            """
            update inbox set held_until = clock_timestamp(), ring_at = clock_timestamp() + interval '3 seconds'
             where lead_id = :lead and event_id = :event and decided_seq is null and held_until > clock_timestamp()
               and principal_kind = :kind and principal_id = :by""")
        .param("lead", lead.value())
        .param("event", eventId)
        .param("kind", by.kind().name())
        .param("by", by.id())
        .update();
  }

  private static HeldAnswer held(ResultSet row) throws SQLException {
    return new HeldAnswer(
        new LeadId(row.getString("lead_id")), row.getString("event_id"), row.getString("label"),
        new Principal(Principal.Kind.valueOf(row.getString("principal_kind")), row.getString("principal_id")),
        Times.out(row, "held_until"));
  }
}
