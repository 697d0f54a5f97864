package dev.leadloop.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.lead.LeadId;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.simulation.dryrun.DryRunReport.Habit;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LiveSalesTest {
  private static final LeadPolicy POLICY = PolicyFiles.parse(PolicyCatalog.starter(), 1, template -> true);
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static TestDatabase database;
  private static JdbcClient jdbc;
  private int leads;

  @BeforeAll
  static void open() {
    database = TestPostgres.freshDatabase();
    jdbc = JdbcClient.create(database.dataSource());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void reps() {
    database.empty();
    jdbc.sql("insert into team (team_id, name) values ('sales', 'Sales') on conflict do nothing").update();
    for (String rep : new String[] {"diligent", "new", "picky"}) {
      jdbc.sql("insert into rep (rep_id, name, email, team_id) values (?, ?, ?, 'sales')")
          .params(rep, rep, rep + "@example.com").update();
    }
  }

  /** Somebody had a handoff on a Tuesday morning in New York, and ended it so after some time. */
  private void had(String rep, String how, Duration after) {
    LeadId lead = new LeadId("lead-" + leads);
    jdbc.sql("insert into lead (lead_id, created_at, updated_at) values (?, now(), now())").param(lead.value()).update();
    LocalDateTime given = LocalDateTime.parse("2026-02-03T15:00:00").plusDays(7L * (leads++ % 3));
    jdbc.sql("insert into handoff_cycle (lead_id, cycle, owner, queue, trigger, sla_class, assigned_at, deadline, level,"
        + " ended_how,"
            + " ended_at) values (?, 1, ?, false, 'demo', ?, ?, ?, 'NONE', ?, ?)")
        .params(lead.value(), rep, POLICY.sla().classes().getFirst().id(), given.atOffset(ZoneOffset.UTC),
            given.atOffset(ZoneOffset.UTC), how, given.plus(after).atOffset(ZoneOffset.UTC))
        .update();
  }

  @Test
  void eachAnswersByTheirOwnHandoffsOnRecordAndWhoHasTooFewAsAllTogether() {
    for (int i = 0; i < 8; i++) {
      had("diligent", "ACCEPTED", Duration.ofMinutes(10 + i));
      had("picky", i < 6 ? "REJECTED" : "ESCALATED", Duration.ofMinutes(90));
    }
    had("new", "RETURNED", Duration.ofMinutes(5));
    DryRunPlayer.Sales sales = new LiveSales(jdbc).of(SalesAnswer.RECORDED, POLICY, NOW);
    assertThat(sales.habits()).containsExactly(
        new Habit(null, true, 17, 8, 6, 1, 2, 16 * 60L),
        new Habit("diligent", true, 8, 8, 0, 0, 0, 13 * 60L),
        new Habit("new", false, 1, 0, 0, 1, 0, 5 * 60L),
        new Habit("picky", true, 8, 0, 6, 0, 2, 90 * 60L));
    assertThat(sales.words()).contains("Of new fewer than 5 handoffs are over").doesNotContain("diligent,");
  }

  @Test
  void whereNothingIsOnRecordItSaysWhatToDo() {
    assertThatThrownBy(() -> new LiveSales(jdbc).of(SalesAnswer.RECORDED, POLICY, NOW))
        .hasMessageContaining("No handoff is over yet").hasMessageContaining("\"in-time\"");
  }
}
