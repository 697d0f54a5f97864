package dev.leadloop.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.security.Role;
import dev.leadloop.view.InboxReadStore;
import dev.leadloop.view.InboxReadStore.OpenRow;
import dev.leadloop.view.InboxReadStore.Whose;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.beans.factory.annotation.Autowired;

/** What the inbox shows and to whom, computed a second time; and what it costs, however much waits. */
@Isolated("It ends whatever waits for an answer, and looks for its own alone.")
class InboxReadTest extends DecidingApiTest {
  private static final int LEADS = 100_000;
  private static final int OPEN = 5_000;

  @Autowired private InboxReadStore store;

  @BeforeEach
  void clear() {
    jdbc.sql("delete from handoff_cycle where lead_id like 'many-%'").update();
    jdbc.sql("update handoff_cycle set ended_at = now(), ended_how = 'WITHDRAWN', ended_by = 'test' where ended_at is null")
        .update();
  }

  @AfterEach
  void leaveNothing() {
    jdbc.sql("delete from handoff_cycle where lead_id like 'many-%'").update();
    jdbc.sql("delete from lead_status where lead_id like 'many-%'").update();
    jdbc.sql("delete from lead where lead_id like 'many-%'").update();
  }

  /** So many leads like one that was handed over for real, every so manieth with an open handoff. */
  private void many(int leads, int open) {
    String like = handedOver("Example Harbour");
    for (String table : List.of("lead", "lead_status", "handoff_cycle")) {
      List<String> columns = jdbc.sql(
              "select column_name from information_schema.columns where table_name = :table and is_generated = 'NEVER'"
                  + " and is_identity = 'NO' order by 1")
          .param("table", table).query(String.class).list();
      List<String> values = new ArrayList<>();
      for (String column : columns) {
        values.add(switch (column) {
          case "lead_id" -> "'many-' || n";
          case "email", "email_key" -> "'many-' || n || '@many.example'";
          case "owner" -> table.equals("handoff_cycle") ? "'rep-' || (n % 20)" : "t.owner";
          case "queue" -> "n % 50 = 0";
          case "deadline" -> "now() + (n * 7919 % 100000) * interval '1 second'";
          default -> "t." + column;
        });
      }
      jdbc.sql("insert into " + table + " (" + String.join(", ", columns) + ") select " + String.join(", ", values) + " from "
              + table + " t, generate_series(1, " + (table.equals("handoff_cycle") ? open : leads) + ") n"
              + " where t.lead_id = :like")
          .param("like", like).update();
    }
    jdbc.sql("analyze").update();
  }

  private long statements(Browser browser, String path) throws Exception {
    long least = Long.MAX_VALUE;
    for (int n = 0; n < 6; n++) {
      // Others look at the same database now and then.
      long before = statements();
      assertThat(browser.open(path).statusCode()).isEqualTo(200);
      least = Math.min(least, statements() - before);
    }
    return least;
  }

  /** Statements of this database that were finished, as the server counts them: each of ours is a transaction of its own. */
  private long statements() throws Exception {
    try (Connection connection = database.getConnection()) {
      connection.createStatement().execute("select pg_stat_force_next_flush()");
    }
    return jdbc.sql("select xact_commit from pg_stat_database where datname = current_database()").query(Long.class).single();
  }

  @Test
  void theListIsWhatASecondComputationSaysForARepForTheQueueAndForEverybody() {
    many(400, 400);
    record Row(String lead, String owner, boolean queue, java.time.Instant deadline) {}
    List<Row> all = jdbc.sql("select lead_id, owner, queue, deadline from handoff_cycle where ended_at is null")
        .query((row, n) ->
            new Row(row.getString(1), row.getString(2), row.getBoolean(3), row.getTimestamp(4).toInstant()))
        .list();
    for (Whose whose : List.of(new Whose("rep-3", true), new Whose("rep-3", false), Whose.ALL, new Whose("nobody", true))) {
      List<String> expected = all.stream()
          .filter(row -> whose.rep() == null || row.queue() && whose.queue() || !row.queue() && row.owner().equals(whose.rep()))
          .sorted(Comparator.comparing(Row::deadline).thenComparing(Row::lead)).map(Row::lead).toList();
      InboxReadStore.Waiting found = store.waiting(whose, 1_000);
      assertThat(found.rows()).extracting(OpenRow::leadId).as("%s", whose).isEqualTo(expected);
      assertThat(found.all()).isEqualTo(expected.size());
      assertThat(store.waiting(whose, 7).all()).isEqualTo(expected.size());
    }
    assertThat(store.count("rep-3")).isEqualTo(store.waiting(new Whose("rep-3", true), 1).all());
  }

  @Test
  void whatIsQuietStandsBehindAndAnyChangeChangesTheMarkOfThatInboxAlone() {
    many(100, 100);
    TreeMap<String, String> before = new TreeMap<>(store.marks());
    String first = store.waiting(new Whose("rep-3", false), 1).rows().getFirst().leadId();
    for (String change : List.of(
        "clock = clock || jsonb_build_object('snoozedUntil', '2999-01-01T00:00:00Z')",
        "level = 'ESCALATED'", "deadline = deadline + interval '1 second'", "ended_at = now()")) {
      jdbc.sql("update handoff_cycle set " + change + " where lead_id = :lead").param("lead", first).update();
      TreeMap<String, String> after = new TreeMap<>(store.marks());
      assertThat(after.get("rep-3")).as(change).isNotEqualTo(before.get("rep-3"));
      before.put("rep-3", after.get("rep-3"));
      assertThat(after).as(change).isEqualTo(before);
      if (change.startsWith("clock")) {
        assertThat(store.waiting(new Whose("rep-3", false), 100).rows().getLast().leadId()).isEqualTo(first);
      }
    }
  }

  @Test
  void thePageTakesAsManyStatementsForThreeHandoffsAsForThreeHundred() throws Exception {
    Browser rep = new Browser(port);
    rep.signIn("me", key(Role.SALES));
    many(3, 3);
    jdbc.sql("update handoff_cycle set owner = 'rep-1', queue = false where lead_id like 'many-%'").update();
    long few = statements(rep, "/inbox?lead=none");
    leaveNothing();
    many(300, 300);
    jdbc.sql("update handoff_cycle set owner = 'rep-1', queue = false where lead_id like 'many-%'").update();
    long lots = statements(rep, "/inbox?lead=none");
    System.out.printf("The inbox takes %d statements%n", lots);
    assertThat(lots).isLessThanOrEqualTo(few + 1);
    assertThat(lots).isLessThan(40);
  }

  private static List<Long> took(Browser person, String path) throws Exception {
    List<Long> took = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      long began = System.nanoTime();
      assertThat(person.open(path).statusCode()).isEqualTo(200);
      took.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }
    took.subList(0, 20).clear();
    took.sort(null);
    return took;
  }

  @Test
  void withAHundredThousandLeadsEveryPageOfTheInboxIsThereWithin300Milliseconds() throws Exception {
    many(LEADS, OPEN);
    Browser rep = new Browser(port);
    rep.signIn("me", key(Role.SALES));
    Browser manager = new Browser(port);
    manager.signIn("me", key(Role.MANAGER));
    for (String path : List.of("/inbox", "/inbox/mine", "/inbox/answered")) {
      for (Browser person : List.of(rep, manager)) {
        // Where much else runs the quietest of three rounds tells what the page itself takes.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3 && least >= 300; round++) {
          List<Long> took = took(person, path);
          System.out.printf(
              "%s as %s: p50 %d ms, p95 %d ms%n", path, person == rep ? "rep" : "manager", took.get(20), took.get(37));
          least = Math.min(least, took.get(37));
        }
        assertThat(least).as(path).isLessThan(300);
      }
    }
    long began = System.nanoTime();
    for (int n = 0; n < 20; n++) {
      store.marks();
    }
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 20;
    System.out.printf("The marks of %d open handoffs take %d ms%n", OPEN, took);
  }
}
