package dev.leadloop.view;

import com.fasterxml.jackson.annotation.JsonRootName;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A lead's journal with the notes people gave, its held mail and what waits undecided; reads only. */
public final class TimelineStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public TimelineStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An entry of the journal, as a timeline shows it.
   *
   * @param json the entry as it is stored
   * @param note what the person wrote who caused it
   * @param properties of the signal that it records; empty for all else
   * @param cause label of the event that it was decided about; null where nothing came in and its time had come
   */
  public record ShownEntry(
      long seq,
      int n,
      Instant at,
      Principal by,
      int policyVersion,
      @Nullable String causeEventId,
      JournalEntry entry,
      String json,
      @Nullable String note,
      Map<String, String> properties,
      @Nullable String cause) {}

  /** Where a page of the journal ends. */
  public record Place(long seq, int n) {
    /** Behind the newest line. */
    public static final Place NEWEST = new Place(Long.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** Lines before that place, the newest first. */
  public List<ShownEntry> linesBefore(LeadId lead, Place place, int limit) {
    return linesBefore(lead, place, TimelineKind.ALL, limit);
  }

  /** The same of lines of these kinds alone. */
  public List<ShownEntry> linesBefore(LeadId lead, Place place, Set<TimelineKind> kinds, int limit) {
    boolean all = kinds.containsAll(TimelineKind.ALL);
    return jdbc.sql(
            """
            select e.seq, e.n, e.at, e.principal_kind, e.principal_id, e.policy_version, e.cause_event_id, e.entry,
                   i.note, s.properties, i.label as cause
              from (select * from lifecycle_event
                     where lead_id = :lead and (seq, n) < (:seq, :n) %s
                     order by seq desc, n desc
                     limit :limit) e
              left join signal s on s.lead_id = e.lead_id and s.event_id = e.cause_event_id and e.type = 'signal_recorded'
              left join inbox i on i.lead_id = e.lead_id and i.event_id = e.cause_event_id
             order by e.seq desc, e.n desc""".formatted(all ? "" : "and type = any(:types)"))
        .param("types", kinds.stream().flatMap(kind -> kind.types().stream()).toArray(String[]::new))
        .param("lead", lead.value())
        .param("seq", place.seq())
        .param("n", place.n())
        .param("limit", limit)
        .query(
            (row, n) ->
                new ShownEntry(
                    row.getLong("seq"),
                    row.getInt("n"),
                    Times.out(row, "at"),
                    new Principal(
                        Principal.Kind.valueOf(row.getString("principal_kind")), row.getString("principal_id")),
                    row.getInt("policy_version"),
                    row.getString("cause_event_id"),
                    Json.read(row.getString("entry"), JournalEntry.class),
                    row.getString("entry"),
                    row.getString("note"),
                    row.getString("properties") == null ? Map.of() : Json.texts(row.getString("properties")),
                    row.getString("cause")))
        .list();
  }

  /** A move from one stage to another, and who made it. */
  public record Move(Instant at, Principal by, JournalEntry.StageChanged change) {}

  /** The last moves between stages, the newest first. */
  public List<Move> moves(LeadId lead, int limit) {
    return jdbc.sql(
            """
            select at, principal_kind, principal_id, entry from lifecycle_event
             where lead_id = :lead and type = 'stage_changed'
             order by seq desc, n desc limit :limit""")
        .param("lead", lead.value())
        .param("limit", limit)
        .query((row, n) -> new Move(
            Times.out(row, "at"),
            new Principal(Principal.Kind.valueOf(row.getString("principal_kind")), row.getString("principal_id")),
            (JournalEntry.StageChanged) Json.read(row.getString("entry"), JournalEntry.class)))
        .list();
  }

  /**
   * A nurture e-mail that was held back.
   *
   * @param until when it is tried again; null for never
   */
  @JsonRootName("StoryHeldMail")
  public record HeldMail(
      String sequence, String step, @Nullable String reason, Instant at, @Nullable Instant until) {}

  /** Mail held back, the latest first. */
  public List<HeldMail> heldMail(LeadId lead, int limit) {
    return jdbc.sql(
            """
            select sequence, step, reason, coalesce(settled_at, reserved_at) as at,
                   case when exists (select from lead_status s cross join jsonb_array_elements(s.progress -> 'held') h
                                      where s.lead_id = send.lead_id and h ->> 'sequence' = send.sequence
                                        and h ->> 'step' = send.step) then held_until end as until
              from send
             where lead_id = :lead and state = 'HELD'
             order by at desc limit :limit""")
        .param("lead", lead.value())
        .param("limit", limit)
        .query(
            (row, n) ->
                new HeldMail(
                    row.getString("sequence"), row.getString("step"), row.getString("reason"), Times.out(row, "at"),
                    Times.outOrNull(row, "until")))
        .list();
  }

  /** How a sequence of the lead ended, or was not begun. */
  public record End(Instant at, JournalEntry entry) {}

  /** The last such end; empty before the first. */
  public Optional<End> lastEnd(LeadId lead) {
    return jdbc.sql(
            """
            select at, entry from lifecycle_event
             where lead_id = :lead and type in ('sequence_ended', 'sequence_skipped')
             order by seq desc, n desc limit 1""")
        .param("lead", lead.value())
        .query((row, n) -> new End(Times.out(row, "at"), Json.read(row.getString("entry"), JournalEntry.class)))
        .optional();
  }

  /** Why the lead came into the stage it stands in, as the decision wrote it down; empty before the first change of stage. */
  public Optional<String> lastStageCause(LeadId lead) {
    return jdbc.sql(
            """
            select entry ->> 'cause' from lifecycle_event
             where lead_id = :lead and type = 'stage_changed'
             order by seq desc, n desc limit 1""")
        .param("lead", lead.value())
        .query(String.class)
        .optional();
  }

  /** What the last move to another policy version said of a step that has no place there; empty where it said nothing. */
  public Optional<End> lastMisplaced(LeadId lead) {
    return jdbc.sql(
            """
            select at, entry from lifecycle_event
             where lead_id = :lead and type in ('sequence_moved', 'sequence_ended') and entry ->> 'why' is not null
               and seq = (select max(seq) from lifecycle_event where lead_id = :lead and type = 'policy_moved')
             order by n limit 1""")
        .param("lead", lead.value())
        .query((row, n) -> new End(Times.out(row, "at"), Json.read(row.getString("entry"), JournalEntry.class)))
        .optional();
  }

  /** An event that no decision has taken yet. */
  @JsonRootName("StoryWaiting")
  public record Waiting(String eventId, String label, Instant recordedAt) {}

  /** What waits in the inbox, the oldest first. */
  public List<Waiting> waiting(LeadId lead, int limit) {
    return jdbc.sql(
            """
            select event_id, label, recorded_at from inbox
             where lead_id = :lead and decided_seq is null order by row_id limit :limit""")
        .param("lead", lead.value())
        .param("limit", limit)
        .query(
            (row, n) ->
                new Waiting(row.getString("event_id"), row.getString("label"), Times.out(row, "recorded_at")))
        .list();
  }

  /** Why the lead's address may not be mailed; empty where it may, or where there is none. */
  public Optional<String> suppression(LeadId lead) {
    return jdbc.sql(
            """
            select a.suppressed from address a join lead l using (email_key)
             where l.lead_id = :lead and a.suppressed is not null""")
        .param("lead", lead.value())
        .query(String.class)
        .optional();
  }
}
