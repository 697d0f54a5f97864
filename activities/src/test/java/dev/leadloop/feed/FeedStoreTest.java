package dev.leadloop.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.feed.FeedStore.FeedLine;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.record.JournalStore;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever reads the feed in pages, and goes on where it stopped, has every line once and each lead's in their order. */
class FeedStoreTest {
  private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");
  private static final List<Decision.Noted> TWO_LINES = List.of(
      new Decision.Noted(new JournalEntry.FactsChanged(), Principal.SYSTEM, null),
      new Decision.Noted(new JournalEntry.ContactMade(null), Principal.SYSTEM, "event-1"));

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final FeedStore feed = new FeedStore(jdbc);
  private final List<Writer> writers = new ArrayList<>();

  @AfterEach
  void close() {
    writers.forEach(Writer::close);
    database.close();
  }

  private LeadId lead(String id) {
    jdbc.sql("insert into lead (lead_id, created_at, updated_at, email, first_name) values (?, now(), now(), ?, 'Kim')")
        .params(id, id + "@example.com").update();
    return new LeadId(id);
  }

  /** A transaction of its own, as long as it likes. */
  private final class Writer implements AutoCloseable {
    private final Connection connection;
    private final JdbcClient own;

    Writer() {
      try {
        connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        own = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      writers.add(this);
    }

    Writer begins() {
      own.sql("select pg_current_xact_id()").query(String.class).single();
      return this;
    }

    Writer writes(LeadId lead, long seq) {
      own.sql("select lead_id from lead where lead_id = ? for update").param(lead.value()).query(String.class).single();
      new JournalStore(own).append(lead, seq, AT, 1, TWO_LINES);
      return this;
    }

    void commits() {
      try {
        connection.commit();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    void rollsBack() {
      try {
        connection.rollback();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      try {
        connection.rollback();
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** So many lines, once nobody else's transaction in the cluster is older. */
  private List<FeedLine> read(FeedPlace after, int lines) {
    Instant patience = Instant.now().plusSeconds(60);
    List<FeedLine> read = feed.after(after, 100, false);
    while (read.size() < lines && Instant.now().isBefore(patience)) {
      LockSupport.parkNanos(5_000_000);
      read = feed.after(after, 100, false);
    }
    return read;
  }

  private static List<String> ids(List<FeedLine> lines) {
    return lines.stream().map(line -> JournalEventView.of(line).id()).toList();
  }

  @Test
  void whatCommitsLateIsWaitedForAndNotSkipped() {
    LeadId early = lead("early");
    LeadId late = lead("late");
    Writer slow = new Writer().begins().writes(late, 1);
    Writer quick = new Writer().begins().writes(early, 1);
    quick.commits();
    assertThat(feed.after(FeedPlace.BEGINNING, 100, false)).as("the slow one began before it").isEmpty();
    slow.commits();
    assertThat(ids(read(FeedPlace.BEGINNING, 4))).containsExactly("late/1/0", "late/1/1", "early/1/0", "early/1/1");
  }

  @Test
  void aLeadsLinesAreInOrderAlsoWhereTheLaterTransactionBeganFirst() {
    LeadId lead = lead("lead");
    Writer later = new Writer().begins();
    Writer first = new Writer().begins().writes(lead, 1);
    first.commits();
    later.writes(lead, 2);
    assertThat(feed.after(FeedPlace.BEGINNING, 100, false)).isEmpty();
    later.commits();
    assertThat(ids(read(FeedPlace.BEGINNING, 4))).containsExactly("lead/1/0", "lead/1/1", "lead/2/0", "lead/2/1");
  }

  @Test
  void whatIsRolledBackNeverComesAndHoldsNothingUp() {
    LeadId lead = lead("lead");
    LeadId other = lead("other");
    Writer gone = new Writer().begins().writes(lead, 1);
    new Writer().begins().writes(other, 1).commits();
    gone.rollsBack();
    assertThat(ids(read(FeedPlace.BEGINNING, 2))).containsExactly("other/1/0", "other/1/1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aReaderThatIsKilledAndGoesOnHasEveryLineInOrder(long seed) throws Exception {
    List<LeadId> leads = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      leads.add(lead("lead-" + i));
    }
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    AtomicBoolean writing = new AtomicBoolean(true);
    Map<String, Integer> copy = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        Random random = new Random(seed * 100 + writer);
        running.add(threads.submit(() -> {
          for (int i = 0; i < 40; i++) {
            LeadId lead = leads.get(random.nextInt(leads.size()));
            transaction.executeWithoutResult(status -> {
              if (random.nextBoolean()) {
                jdbc.sql("select pg_current_xact_id()").query(String.class).single();
              }
              jdbc.sql("select lead_id from lead where lead_id = ? for update").param(lead.value()).query(String.class).single();
              long seq = jdbc.sql("select coalesce(max(seq), 0) + 1 from lifecycle_event where lead_id = ?").param(lead.value())
                  .query(Long.class).single();
              new JournalStore(jdbc).append(lead, seq, AT, 1, TWO_LINES);
              if (random.nextInt(8) == 0) {
                status.setRollbackOnly();
              }
            });
          }
        }));
      }
      Future<?> reader = threads.submit(() -> {
        Random random = new Random(seed);
        FeedPlace kept = FeedPlace.BEGINNING;
        Instant patience = Instant.now().plusSeconds(120);
        while ((writing.get() || copy.size() < lines()) && Instant.now().isBefore(patience)) {
          List<FeedLine> page = feed.after(kept, 1 + random.nextInt(9), false);
          // Killed between storing some lines and keeping its place behind all of them.
          int stored = random.nextInt(5) == 0 ? random.nextInt(page.size() + 1) : page.size();
          for (FeedLine line : page.subList(0, stored)) {
            copy.merge(JournalEventView.of(line).id(), 1, Integer::sum);
          }
          if (stored == page.size() && stored > 0) {
            kept = FeedPlace.of(JournalEventView.of(page.getLast()).cursor()).orElseThrow();
          }
        }
      });
      for (Future<?> one : running) {
        one.get();
      }
      writing.set(false);
      reader.get();
    }
    List<String> journal = jdbc.sql("select lead_id || '/' || seq || '/' || n from lifecycle_event order by lead_id, seq, n")
        .query(String.class).list();
    assertThat(copy.keySet()).containsExactlyInAnyOrderElementsOf(journal);
    for (LeadId lead : leads) {
      assertThat(copy.keySet().stream().filter(id -> id.startsWith(lead.value() + "/"))).as(lead.value())
          .containsExactlyElementsOf(journal.stream().filter(id -> id.startsWith(lead.value() + "/")).toList());
    }
  }

  @Test
  void aDumpThatIsRestoredIntoAYoungerClusterGoesOnInAnEraOfItsOwn() {
    LeadId lead = lead("lead");
    new Writer().writes(lead, 1).commits();
    jdbc.sql("update lifecycle_event set tx = '9000000000000000000'").update();
    migrated();
    new Writer().writes(lead, 2).commits();
    List<FeedLine> lines = read(FeedPlace.BEGINNING, 4);
    assertThat(ids(lines)).containsExactly("lead/1/0", "lead/1/1", "lead/2/0", "lead/2/1");
    assertThat(ids(read(lines.get(1).place(), 2))).containsExactly("lead/2/0", "lead/2/1");
    migrated();
    assertThat(jdbc.sql("select era from feed_era").query(Integer.class).single()).as("one era a cluster").isEqualTo(1);
  }

  private int lines() {
    return jdbc.sql("select count(*) from lifecycle_event").query(Integer.class).single();
  }

  private void migrated() {
    try (var script = FeedStore.class.getResourceAsStream("/db/migration/afterMigrate.sql")) {
      jdbc.sql(new String(script.readAllBytes(), StandardCharsets.UTF_8)).update();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void onlyWhoAsksIsToldOfThePersonAndNobodyOfWhoWasForgotten() {
    LeadId lead = lead("lead");
    new JournalStore(jdbc).append(lead, 1, AT, 1, List.of(
        new Decision.Noted(new JournalEntry.OutcomeNoted("WON", null, null, "Kim called me"), Principal.SYSTEM, "event-1")));
    JournalEventView plain = JournalEventView.of(read(FeedPlace.BEGINNING, 1).getFirst());
    assertThat(plain.data().person()).isNull();
    assertThat(plain.data().entry()).containsEntry("result", "WON").doesNotContainKey("reason");
    JournalEventView personal = JournalEventView.of(feed.after(FeedPlace.BEGINNING, 1, true).getFirst());
    assertThat(personal.data().person().email()).isEqualTo("lead@example.com");
    assertThat(personal.data().entry()).containsEntry("reason", "Kim called me");
    jdbc.sql("update lead set erased_at = now()").update();
    assertThat(JournalEventView.of(feed.after(FeedPlace.BEGINNING, 1, true).getFirst())).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "MC4x", "LTEuMC4wLjAu", "MC45OTk5OTk5OTk5OTk5OTk5OTk5OS4xLjEuYQ", "%%%"})
  void whatIsNoPlaceIsNone(String cursor) {
    assertThat(FeedPlace.of(cursor)).isEmpty();
  }
}
