package dev.leadloop.store;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.EventBody;
import dev.leadloop.text.VisibleText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sequences stopped everywhere by one call. A send and a pause take the same lock, so that no mail of the sequence begins
 * to be sent once a call of {@link #pause} has returned.
 */
public final class SequencePauses {
  /** First half of the advisory locks' key; the second is the hash of the sequence's id. */
  private static final int LOCKS = 0x5e9;

  /** How fast leads are told that a sequence goes on. */
  private static final int RINGS_A_SECOND = 50;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  public SequencePauses(JdbcClient jdbc, PlatformTransactionManager transactions, InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * Holds every mail of a sequence until it is resumed; takes part in the caller's transaction if there is one.
   *
   * @param why what people read of it; must not be blank
   * @return whether it was running before; a pause already there keeps its reason
   * @throws IllegalArgumentException without a reason
   */
  public boolean pause(String sequence, Principal by, String why) {
    if (VisibleText.isBlank(why)) {
      throw new IllegalArgumentException("Say why the sequence '" + sequence + "' is paused.");
    }
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          lock(sequence, "pg_advisory_xact_lock");
          return jdbc.sql(
                      """
                      insert into sequence_pause (sequence, paused_at, paused_by, why)
                      values (:sequence, :at, :by, :why) on conflict do nothing""")
                  .param("sequence", sequence)
                  .param("at", Times.in(clock.instant()))
                  .param("by", by.toString())
                  .param("why", VisibleText.trim(why))
                  .update()
              == 1;
        }));
  }

  /**
   * Lets a sequence go on where it stood.
   *
   * @param why may be null
   * @return whether it was paused
   */
  public boolean resume(String sequence, Principal by, @Nullable String why) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Instant now = clock.instant();
          Long pause =
              jdbc.sql(
                      """
                      update sequence_pause set resumed_at = :at, resumed_by = :by, resumed_why = :why
                       where sequence = :sequence and resumed_at is null returning pause_id""")
                  .param("sequence", sequence)
                  .param("at", Times.in(now))
                  .param("by", by.toString())
                  .param("why", why)
                  .query(Long.class)
                  .optional()
                  .orElse(null);
          if (pause == null) {
            return false;
          }
          tellHeld(sequence, pause, by, now);
          return true;
        }));
  }

  /** Rings for every lead that a mail of the sequence is held of, {@value #RINGS_A_SECOND} a second. */
  private void tellHeld(String sequence, long pause, Principal by, Instant now) {
    jdbc.sql(
            """
            insert into inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id,
                               body, quiet, ring_at, urgency)
            select lead_id, 'resume-' || :pause, :kind, :kind, :at, :at, :byKind, :byId, :body::jsonb, false,
                   :at + (row_number() over (order by lead_id) - 1) * interval '1 second' / :rate, 2
              from (select distinct lead_id from send
                     where sequence = :sequence and state = 'HELD' and held_until is not null) held
            on conflict (lead_id, event_id) do nothing""")
        .param("pause", pause)
        .param("kind", EventKinds.of(new EventBody.SequenceResumed(sequence)))
        .param("at", Times.in(now))
        .param("byKind", by.kind().name())
        .param("byId", by.id())
        .param("body", Json.write(new EventBody.SequenceResumed(sequence)))
        .param("sequence", sequence)
        .param("rate", RINGS_A_SECOND)
        .update();
  }

  /** The pause a sequence is in; empty where it runs. */
  public Optional<Pause> find(String sequence) {
    return jdbc.sql("select sequence, paused_at, paused_by, why from sequence_pause where sequence = :sequence and resumed_at is null")
        .param("sequence", sequence)
        .query((row, n) -> pause(row))
        .optional();
  }

  /** The same, keeping a pause from beginning until the caller's transaction ends; call it last before a send. */
  public Optional<Pause> findLocked(String sequence) {
    lock(sequence, "pg_advisory_xact_lock_shared");
    return find(sequence);
  }

  /** Every pause that is open now, by sequence. */
  public List<Pause> open() {
    return jdbc.sql("select sequence, paused_at, paused_by, why from sequence_pause where resumed_at is null order by sequence")
        .query((row, n) -> pause(row))
        .list();
  }

  private void lock(String sequence, String how) {
    jdbc.sql("select 1 from (select " + how + "(:locks, hashtext(:sequence))) as locked")
        .param("locks", LOCKS)
        .param("sequence", sequence)
        .query(Integer.class)
        .single();
  }

  private static Pause pause(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Pause(
        row.getString("sequence"), Times.out(row, "paused_at"), row.getString("paused_by"), row.getString("why"));
  }

  /**
   * A sequence that is paused.
   *
   * @param by who paused it, such as "marketing:site"
   */
  public record Pause(String sequence, Instant at, String by, String why) {}
}
