package dev.leadloop.sending;

import dev.leadloop.inbox.EventKinds;
import dev.leadloop.lead.Principal;
import dev.leadloop.sending.SequencePauses.Pause;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements of pauses; those that change one run inside a transaction. */
final class SequencePauseStore {
  /** First half of the advisory locks' key; the second is the hash of the sequence's id. */
  private static final int LOCKS = 0x5e9;

  private static final String OPEN =
      "select sequence, paused_at, paused_by, why from sequence_pause where resumed_at is null";

  private final JdbcClient jdbc;

  SequencePauseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Waits for sends that began, and keeps others from beginning until the transaction ends. */
  void lock(String sequence) {
    lock(sequence, "pg_advisory_xact_lock");
  }

  /** Keeps a pause from beginning until the transaction ends. */
  void share(String sequence) {
    lock(sequence, "pg_advisory_xact_lock_shared");
  }

  /** Begins a pause; false where there is one. */
  boolean begin(String sequence, Principal by, String why, Instant at) {
    return jdbc.sql(
                """
                insert into sequence_pause (sequence, paused_at, paused_by, why)
                values (:sequence, :at, :by, :why) on conflict do nothing""")
            .param("sequence", sequence)
            .param("at", Times.in(at))
            .param("by", by.toString())
            .param("why", why)
            .update()
        == 1;
  }

  /** Ends the pause a sequence is in, and returns its number; empty where it runs. */
  Optional<Long> end(String sequence, Principal by, @Nullable String why, Instant at) {
    return jdbc.sql(
            """
            update sequence_pause set resumed_at = :at, resumed_by = :by, resumed_why = :why
             where sequence = :sequence and resumed_at is null returning pause_id""")
        .param("at", Times.in(at))
        .param("by", by.toString())
        .param("why", why)
        .param("sequence", sequence)
        .query(Long.class)
        .optional();
  }

  /** Puts the news into the inbox of every lead that a mail of the sequence is held of. */
  void tellHeld(ResumeNews news) {
    jdbc.sql(
            """
            insert into inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id,
                               body, quiet, ring_at, urgency)
            select lead_id, :event, :kind, :kind, :at, :at, :byKind, :byId, :body::jsonb, false,
                   :at + (row_number() over (order by lead_id) - 1) * interval '1 second' / :rate, :urgency
              from (select distinct lead_id from send
                     where sequence = :sequence and state = 'HELD' and held_until is not null) held
            on conflict (lead_id, event_id) do nothing""")
        .param("event", news.eventId())
        .param("kind", EventKinds.of(news.body()))
        .param("at", Times.in(news.from()))
        .param("byKind", news.by().kind().name())
        .param("byId", news.by().id())
        .param("body", Json.write(news.body()))
        .param("sequence", news.sequence())
        .param("rate", news.ringsASecond())
        .param("urgency", news.urgency().code())
        .update();
  }

  /** The pause a sequence is in; empty where it runs. */
  Optional<Pause> find(String sequence) {
    return jdbc.sql(OPEN + " and sequence = :sequence")
        .param("sequence", sequence)
        .query((row, n) -> pause(row))
        .optional();
  }

  /** Every pause that is open now, by sequence. */
  List<Pause> open() {
    return jdbc.sql(OPEN + " order by sequence").query((row, n) -> pause(row)).list();
  }

  private void lock(String sequence, String how) {
    jdbc.sql("select 1 from (select " + how + "(:locks, hashtext(:sequence))) as locked")
        .param("locks", LOCKS)
        .param("sequence", sequence)
        .query(Integer.class)
        .single();
  }

  private static Pause pause(ResultSet row) throws SQLException {
    return new Pause(
        row.getString("sequence"), Times.out(row, "paused_at"), row.getString("paused_by"), row.getString("why"));
  }
}
