package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.measures.rebuild.Rebuild;
import dev.leadloop.measures.rebuild.Rebuilding;
import dev.leadloop.record.JournalStore;
import dev.leadloop.store.Json;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is made up for measuring speed is what the product would have written. */
class GeneratedHistoryTest {
  private static final int LEADS = 2_000;

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final Rebuilding rebuilding = new Rebuilding(
      jdbc, new GeneratedHistory.Policies(), new TransactionTemplate(new JdbcTransactionManager(database.dataSource())),
      InstantSource.system());

  @BeforeEach
  void write() {
    new GeneratedHistory(database.dataSource()).write(LEADS);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void itsFactsAreThoseOfARebuildAndThoseThatAreCountedAnotherWay() {
    assertThat(rebuilt()).isEqualTo(new Rebuild(1, "system:leadloop", rebuilding.latest().orElseThrow().orderedAt(), LEADS, LEADS,
        0, 0, rebuilding.latest().orElseThrow().finishedAt()));
    jdbc.sql("update measure_visit set entered_for = 'x' where lead_id = ? and n = 0 and seq = 1").param(GeneratedHistory.lead(7))
        .update();
    assertThat(rebuilt().changed()).as("a rebuild sees what is wrong").isEqualTo(1);
    for (int number = 0; number < LEADS; number += 20) {
      String lead = GeneratedHistory.lead(number);
      List<JournalLine> journal = new JournalStore(jdbc).of(new LeadId(lead)).stream()
          .map(line -> new JournalLine(
              line.seq(), line.n(), line.at(), line.by(), line.causeEventId(), line.policyVersion(), line.entry()))
          .toList();
      FactChanges other = new NaiveFacts(lead, journal, new GeneratedHistory.Policies()::version).count();
      assertThat(stored("measure_visit", lead, "v.seq, v.n")).isEqualTo(recorded("measure_visit", Json.rows(other.visits())));
      assertThat(stored("measure_cycle", lead, "v.cycle")).isEqualTo(recorded("measure_cycle", Json.rows(other.cycles())));
      assertThat(stored("measure_step", lead, "v.seq, v.n")).isEqualTo(recorded("measure_step", Json.rows(other.steps())));
      assertThat(stored("measure_lead", lead, "1")).isEqualTo(recorded("measure_lead", Json.rows(List.of(other.lead()))));
    }
  }

  private List<String> stored(String table, String lead, String order) {
    return jdbc.sql("select (to_jsonb(v) - 'holder')::text from " + table + " v where v.lead_id = ? order by " + order)
        .param(lead).query(String.class).list();
  }

  private List<String> recorded(String table, String rows) {
    return jdbc.sql("select (to_jsonb(v) - 'holder')::text from json_populate_recordset(null::" + table + ", ?::json) v")
        .param(rows).query(String.class).list();
  }

  private Rebuild rebuilt() {
    rebuilding.order(Principal.SYSTEM);
    while (rebuilding.latest().orElseThrow().finishedAt() == null) {
      rebuilding.some();
    }
    return rebuilding.latest().orElseThrow();
  }

  @Test
  void leadsHaveHistoriesOfEveryKind() {
    assertThat(jdbc.sql("select distinct stage from measure_visit order by 1").query(String.class).list())
        .containsExactly("ACCEPTED", "DISQUALIFIED", "ERASED", "LOST", "MQL", "NURTURING", "OPPORTUNITY", "SQL", "WON");
    assertThat(jdbc.sql("select count(*) from measure_visit where stage = 'NURTURING' and came_from = 'SQL'").query(Integer.class)
        .single()).isGreaterThan(50);
    assertThat(jdbc.sql("select count(*) from measure_cycle where queue").query(Integer.class).single()).isPositive();
    assertThat(jdbc.sql("select count(*) from measure_mail where clicked_at is not null").query(Integer.class).single())
        .isGreaterThan(50);
  }
}
