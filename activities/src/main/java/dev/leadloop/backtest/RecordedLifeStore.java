package dev.leadloop.backtest;

import dev.leadloop.intake.FactStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.record.LeadStore;
import dev.leadloop.simulation.backtest.RecordedLife;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads lives as they were recorded, a page of leads at a time, so that however many there are a few are in memory. */
public final class RecordedLifeStore {
  private static final int PAGE = 250;

  /** Lines that say how a life went; of the others only that a decision wrote them. */
  private static final String TELLING =
      "'stage_changed', 'scored', 'cycle_opened', 'cycle_ended', 'request_added', 'passed_on', 'past_noted', 'outcome_noted'";

  private static final String CAME =
      "least(l.created_at, coalesce((select min(t.at) from touch t where t.lead_id = l.lead_id), l.created_at))";

  private final JdbcClient jdbc;

  public RecordedLifeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A life, and when the lead came by what was told.
   *
   * @param now the facts that are known today
   * @param events what was recorded of it
   */
  public record Lived(RecordedLife life, Instant came, LeadProfile now, long events) {}

  /** Who is told of lives. */
  public interface Listener {
    /** The lives of some leads. */
    void lived(List<Lived> lives);

    /** A lead whose record cannot be read. */
    void unreadable(String leadId, long events, RuntimeException why);
  }

  /** How many leads came in that time. */
  long count(Instant from, Instant to) {
    return jdbc.sql("select count(*) from lead l where l.erased_at is null and %s >= :from and %s < :to".formatted(CAME, CAME))
        .param("from", Times.in(from))
        .param("to", Times.in(to))
        .query(Long.class)
        .single();
  }

  /**
   * The leads of a shard that came in that time, by their ids; of whom nothing was decided is left out.
   *
   * @param until what was decided later is not read, so that it does not matter when it is
   */
  public void each(int shard, int shards, Instant from, Instant to, Instant until, Listener told) {
    String after = "";
    while (true) {
      Map<String, Known> page = page(shard, shards, from, to, after);
      if (page.isEmpty()) {
        return;
      }
      String[] ids = page.keySet().toArray(String[]::new);
      decisions(ids, until, page);
      events(ids, page);
      facts(ids, page);
      tell(page, told);
      after = ids[ids.length - 1];
    }
  }

  private static void tell(Map<String, Known> page, Listener told) {
    List<Lived> lives = new ArrayList<>(page.size());
    page.forEach((id, known) -> {
      RuntimeException unreadable = known.unreadable;
      if (unreadable == null && known.turns.isEmpty()) {
        return;
      }
      try {
        if (unreadable != null) {
          told.unreadable(id, known.events, unreadable);
        } else {
          lives.add(known.lived(id));
        }
      } catch (IllegalArgumentException | IllegalStateException inFacts) {
        told.unreadable(id, known.events, inFacts);
      }
    });
    told.lived(lives);
  }

  private Map<String, Known> page(int shard, int shards, Instant from, Instant to, String after) {
    Map<String, Known> page = new LinkedHashMap<>();
    jdbc.sql(
            """
            select l.lead_id, %s as came, l.created_at, %s from lead l
             where l.lead_id > :after and l.erased_at is null and mod(hashtext(l.lead_id) & 2147483647, :shards) = :shard
               and %s >= :from and %s < :to
             order by l.lead_id limit :page""".formatted(CAME, LeadStore.PROFILE_COLUMNS, CAME, CAME))
        .param("after", after)
        .param("shards", shards)
        .param("shard", shard)
        .param("from", Times.in(from))
        .param("to", Times.in(to))
        .param("page", PAGE)
        .query(row -> {
          Known known = new Known(Times.out(row, "came"));
          page.put(row.getString("lead_id"), known);
          known.read(() -> known.now = LeadStore.profile(row));
        });
    return page;
  }

  private void decisions(String[] ids, Instant until, Map<String, Known> page) {
    jdbc.sql(
            """
            select lead_id, seq, at, policy_version, case when type in (%s) then entry end as entry
              from lifecycle_event
             where lead_id = any(:ids) and at <= :until and (n = 0 or type in (%s))
             order by lead_id, seq, n""".formatted(TELLING, TELLING))
        .param("ids", ids)
        .param("until", Times.in(until))
        .query(row -> {
          Decided decided = of(page, row).turns.computeIfAbsent(row.getLong("seq"), seq -> new Decided());
          decided.at = Times.out(row, "at");
          decided.policyVersion = row.getInt("policy_version");
          String entry = row.getString("entry");
          if (entry != null) {
            of(page, row).read(() -> decided.journal.add(Json.read(entry, JournalEntry.class)));
          }
        });
  }

  private void events(String[] ids, Map<String, Known> page) {
    jdbc.sql(
            """
            select lead_id, row_id, event_id, occurred_at, recorded_at, principal_kind, principal_id, body, decided_seq,
                   coalesce((verdict->>'applied')::boolean, false) and failed is null as applied
              from inbox
             where lead_id = any(:ids) and decided_seq is not null
             order by row_id""")
        .param("ids", ids)
        .query(row -> {
          Known known = of(page, row);
          Decided decided = known.turns.get(row.getLong("decided_seq"));
          known.events += decided == null ? 0 : 1;
          if (decided != null && row.getBoolean("applied")) {
            known.read(() -> decided.events.add(event(row)));
            decided.applied.add(row.getString("event_id"));
          }
        });
  }

  private void facts(String[] ids, Map<String, Known> page) {
    jdbc.sql(
            """
            select f.lead_id, f.at, f.field, f.old from fact_change f join lead l using (lead_id)
             where f.lead_id = any(:ids) and f.at > l.created_at
             order by f.lead_id, f.at desc""")
        .param("ids", ids)
        .query(row -> {
          of(page, row).unknownBefore.computeIfAbsent(Times.out(row, "at"), at -> new HashMap<>())
              .put(row.getString("field"), row.getString("old"));
        });
  }

  private static Known of(Map<String, Known> page, ResultSet row) throws SQLException {
    Known known = page.get(row.getString("lead_id"));
    if (known == null) {
      throw new IllegalStateException("a lead that was not asked for");
    }
    return known;
  }

  private static LeadEvent event(ResultSet row) throws SQLException {
    return new LeadEvent(
        row.getLong("row_id"),
        row.getString("event_id"),
        Times.out(row, "occurred_at"),
        Times.out(row, "recorded_at"),
        new Principal(Principal.Kind.valueOf(row.getString("principal_kind")), row.getString("principal_id")),
        Json.read(row.getString("body"), EventBody.class));
  }

  @FunctionalInterface
  private interface Reading {
    void read() throws SQLException;
  }

  private static final class Decided {
    private Instant at = Instant.EPOCH;
    private int policyVersion;
    private final List<JournalEntry> journal = new ArrayList<>();
    private final List<LeadEvent> events = new ArrayList<>();
    private final Set<String> applied = new HashSet<>();
  }

  private static final class Known {
    private final Instant came;
    private @Nullable LeadProfile now;
    private @Nullable RuntimeException unreadable;
    private final TreeMap<Long, Decided> turns = new TreeMap<>();
    /** What facts were before they changed, by when they did. */
    private final TreeMap<Instant, Map<String, @Nullable String>> unknownBefore = new TreeMap<>();
    private long events;

    Known(Instant came) {
      this.came = came;
    }

    /** Reads some of it; what cannot be read of one lead is no reason to stop at the others. */
    void read(Reading reading) throws SQLException {
      try {
        reading.read();
      } catch (IllegalArgumentException | IllegalStateException | DateTimeException broken) {
        unreadable = unreadable == null ? broken : unreadable;
      }
    }

    /** Each turn with the facts of then: those of now, with every later change taken back. */
    Lived lived(String id) {
      LeadProfile today = Objects.requireNonNull(now, "what cannot be read is not lived again");
      LeadProfile profile = today;
      List<RecordedLife.Turn> lived = new ArrayList<>();
      for (Decided decided : turns.descendingMap().values()) {
        while (!unknownBefore.isEmpty() && unknownBefore.lastKey().isAfter(decided.at)) {
          profile = FactStore.before(profile, unknownBefore.pollLastEntry().getValue());
        }
        lived.addFirst(new RecordedLife.Turn(
            decided.at, decided.policyVersion, profile, decided.events, decided.applied, decided.journal));
      }
      return new Lived(new RecordedLife(new LeadId(id), lived), came, today, events);
    }
  }
}
