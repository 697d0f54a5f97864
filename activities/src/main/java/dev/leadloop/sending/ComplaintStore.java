package dev.leadloop.sending;

import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many of a sequence's mails were delivered and called spam, and when it paused itself for that. */
public final class ComplaintStore {
  private final JdbcClient jdbc;

  public ComplaintStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Mails of a sequence reported as delivered and as spam within a time, each counted once. */
  public record Counts(int delivered, int complaints) {}

  /** A sequence that paused itself. */
  public record Pulled(long id, String sequence, Instant at, Counts counts) {}

  /** What was reported of a sequence since then. */
  public Counts counts(String sequence, Instant since) {
    return jdbc.sql(
            """
            select count(distinct e.send_id) filter (where e.kind = 'DELIVERED') as delivered,
                   count(distinct e.send_id) filter (where e.kind = 'SPAM_REPORT') as complaints
              from send s join provider_event e on e.send_id = s.send_id
             where s.sequence = :sequence and e.kind in ('DELIVERED', 'SPAM_REPORT') and e.occurred_at > :since""")
        .param("sequence", sequence)
        .param("since", Times.in(since))
        .query((row, n) -> new Counts(row.getInt("delivered"), row.getInt("complaints")))
        .single();
  }

  /** When a person last let the sequence go on; null where nobody had to. */
  public @Nullable Instant lastResumed(String sequence) {
    return jdbc.sql("select max(resumed_at) as at from sequence_pause where sequence = :sequence")
        .param("sequence", sequence)
        .query((row, n) -> new At(Times.outOrNull(row, "at")))
        .single()
        .at();
  }

  /** Notes that a sequence paused itself. */
  public void pulled(String sequence, Instant at, Counts counts) {
    jdbc.sql(
            """
            insert into complaint_brake (sequence, pulled_at, delivered, complaints)
            values (:sequence, :at, :delivered, :complaints)""")
        .param("sequence", sequence)
        .param("at", Times.in(at))
        .param("delivered", counts.delivered())
        .param("complaints", counts.complaints())
        .update();
  }

  /** Those nobody was told of yet, locked until the transaction ends; those another one holds are passed over. */
  public List<Pulled> untold() {
    return jdbc.sql(
            """
            select brake_id, sequence, pulled_at, delivered, complaints from complaint_brake
             where told_at is null order by brake_id for update skip locked""")
        .query((row, n) -> new Pulled(
            row.getLong("brake_id"),
            row.getString("sequence"),
            Times.out(row, "pulled_at"),
            new Counts(row.getInt("delivered"), row.getInt("complaints"))))
        .list();
  }

  /** Notes that people were told. */
  public void told(long id, Instant at) {
    jdbc.sql("update complaint_brake set told_at = :at where brake_id = :id")
        .param("at", Times.in(at))
        .param("id", id)
        .update();
  }

  private record At(@Nullable Instant at) {}
}
