package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.measures.rebuild.Rebuilding;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is kept of notices is what looking it up anew gives, whatever is written, and whoever writes at the same time. */
class HandoffNoticesTest {
  /** By the view for people, which looks each up in its own way, and for what ended in another way than by an answer. */
  private static final String LOOKED_UP = """
      select (signal_at, notified_at,
              case when notified_at <= ended_at
                   then (select coalesce(sum(upper(z) - lower(z)), interval '0') from unnest((hours - coalesce(paused, '{}'))
                           * tstzmultirange(tstzrange(notified_at, ended_at))) z) end, cycle, lead_id)::text
        from measure_handoff where signal_at is not null or notified_at is not null order by lead_id, cycle""";
  private static final String KEPT = "select n::text from measure_notice n order by lead_id, cycle";

  private static List<String> told(JdbcClient jdbc, String query) {
    return jdbc.sql(query).query(String.class).list();
  }

  @Test
  void itIsWhatLookingItUpAnewGives() {
    try (TestDatabase database = TestPostgres.freshDatabase()) {
      JdbcClient jdbc = JdbcClient.create(database.dataSource());
      new GeneratedHistory(database.dataSource()).write(300);
      assertThat(told(jdbc, KEPT)).isEqualTo(told(jdbc, LOOKED_UP)).hasSizeGreaterThan(80);
      assertThat(told(jdbc, "select business_time::text from measure_notice where business_time > interval '0'")).isNotEmpty();
      Random random = new Random(4);
      for (int i = 0; i < 250; i++) {
        change(jdbc, random);
        assertThat(told(jdbc, KEPT)).as("change %d", i).isEqualTo(told(jdbc, LOOKED_UP));
      }
      jdbc.sql("delete from measure_cycle").update();
      assertThat(told(jdbc, KEPT)).isEmpty();
    }
  }

  private static void change(JdbcClient jdbc, Random random) {
    int luck = random.nextInt(9);
    String some = " where abs(hashtext(lead_id || seq)) % 97 = " + random.nextInt(97);
    String handoffs = " where abs(hashtext(lead_id || cycle)) % 97 = " + random.nextInt(97);
    jdbc.sql(switch (luck) {
      case 0 -> "update effect set done_at = null" + some;
      case 1 -> "update effect set done_at = created_at + interval '9 minutes'" + some;
      case 2 -> "update effect set effect = jsonb_set(effect, '{notice}', '\"REMINDER\"')" + some;
      case 3 -> "update effect set effect = jsonb_set(effect, '{notice}', '\"QUEUED\"'), status = 'DONE'" + some;
      case 4 -> "delete from effect" + some;
      case 5 -> "insert into effect (lead_id, seq, n, kind, effect, status, created_at, done_at) select lead_id, seq, n + 1,"
          + " kind, effect, status, created_at, created_at + interval '1 minute' from effect" + some + " on conflict do nothing";
      case 6 -> "update measure_cycle set ended_at = assigned_at + interval '5 hours',"
          + " hours = tstzmultirange(tstzrange(assigned_at, assigned_at + interval '5 hours'))" + handoffs;
      case 7 -> "update measure_cycle set paused = tstzmultirange(tstzrange(assigned_at, assigned_at + interval '1 hour')),"
          + " cause_event_id = case when cycle % 2 = 0 then null else cause_event_id end" + handoffs;
      default -> "update measure_cycle set opened_seq = opened_seq + 1" + handoffs;
    }).update();
  }

  @Test
  void aNoticeThatGoesOutWhileItsHandoffIsWrittenOrEndsIsKnown() throws Exception {
    try (TestDatabase database = TestPostgres.freshDatabase()) {
      JdbcClient jdbc = JdbcClient.create(database.dataSource());
      new GeneratedHistory(database.dataSource()).write(100);
      String[] cycle = told(jdbc, "select lead_id || ' ' || opened_seq || ' ' || cycle from measure_cycle"
          + " where ended_at is not null order by 1 limit 1").getFirst().split(" ");
      String one = " where lead_id = '" + cycle[0] + "' and cycle = " + cycle[2];
      String done = "update effect set done_at = created_at where lead_id = '" + cycle[0] + "' and seq = " + cycle[1];
      String end = "update measure_cycle set ended_at = assigned_at + interval '2 hours', hours ="
          + " tstzmultirange(tstzrange(assigned_at, assigned_at + interval '2 hours'))" + one;
      String anew = "with gone as (delete from measure_cycle" + one + " returning *)"
          + " insert into measure_cycle select * from gone";
      for (String other : List.of(end, anew)) {
        for (boolean first : List.of(true, false)) {
          jdbc.sql("update effect set done_at = null where lead_id = ?").param(cycle[0]).update();
          jdbc.sql(other.equals(end) ? "update measure_cycle set ended_at = null, hours = null" + one : end).update();
          together(database, first ? done : other, first ? other : done);
          assertThat(told(jdbc, KEPT)).as("%s, notice first: %s", other, first).isEqualTo(told(jdbc, LOOKED_UP));
          assertThat(told(jdbc, "select 'both' from measure_notice" + one + " and business_time is not null")).hasSize(1);
        }
      }
    }
  }

  /** Both in transactions of their own, of which the one has written when the other begins. */
  private static void together(TestDatabase database, String one, String other) throws Exception {
    JdbcClient jdbc = JdbcClient.create(database.dataSource());
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> second = transaction.execute(status -> {
        jdbc.sql(one).update();
        Future<?> behind = thread.submit(() -> jdbc.sql(other).update());
        while (!behind.isDone() && told(jdbc, "select 'waits' from pg_locks where not granted").isEmpty()) {
          Thread.onSpinWait();
        }
        return behind;
      });
      second.get();
    }
  }

  /** But for what there was not: a rebuild says whether that is right. */
  private static List<List<String>> rows(JdbcClient jdbc, List<String> facts) {
    return facts.stream().map(fact -> told(jdbc, "select (to_jsonb(f) - 'holder')::text from " + fact + " f order by 1"))
        .toList();
  }

  @Test
  void aDatabaseOfBeforeIsFilledAndItsFactsAreTheSame() {
    try (TestDatabase old = TestPostgres.emptyDatabase()) {
      JdbcClient jdbc = JdbcClient.create(old.dataSource());
      // Views of today are no part of a database of then.
      Flyway.configure().dataSource(old.dataSource()).target("44").repeatableSqlMigrationPrefix("later").load().migrate();
      new GeneratedHistory(old.dataSource()).write(400);
      List<String> facts = List.of("measure_lead", "measure_visit", "measure_cycle", "measure_step");
      List<String> views = List.of("measures.leads", "measures.visits", "measures.handoffs", "measures.mails");
      List<List<String>> before = rows(jdbc, facts);
      List<String> sent = told(jdbc, "select to_jsonb(s)::text from measure_sent s order by 1");
      assertThat(before).allSatisfy(rows -> assertThat(rows).isNotEmpty());
      Flyway.configure().dataSource(old.dataSource()).load().migrate();
      assertThat(rows(jdbc, facts)).isEqualTo(before);
      assertThat(told(jdbc, "select (to_jsonb(s) - 'delivered_at')::text from measure_sent s order by 1")).isEqualTo(sent);
      assertThat(told(jdbc, "select s::text from measure_sent s order by 1"))
          .isEqualTo(told(jdbc, "select s::text from measure_sent_looked_up s order by 1"))
          .anyMatch(row -> row.matches("\\(\"[^\"]*\",\"[^\"]*\",.*"));
      assertThat(told(jdbc, KEPT)).isEqualTo(told(jdbc, LOOKED_UP)).hasSizeGreaterThan(100);
      List<List<String>> seen = rows(jdbc, views);
      assertThat(seen).allSatisfy(rows -> assertThat(rows).isNotEmpty());
      Rebuilding rebuilding = new Rebuilding(jdbc, new GeneratedHistory.Policies(),
          new TransactionTemplate(new JdbcTransactionManager(old.dataSource())), InstantSource.system());
      rebuilding.order(Principal.SYSTEM);
      while (rebuilding.latest().orElseThrow().finishedAt() == null) {
        rebuilding.some();
      }
      assertThat(rebuilding.latest().orElseThrow().changed()).isZero();
      assertThat(rows(jdbc, views)).isEqualTo(seen);
    }
  }
}
