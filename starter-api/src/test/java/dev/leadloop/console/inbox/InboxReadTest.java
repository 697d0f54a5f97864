package dev.leadloop.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.security.Role;
import dev.leadloop.view.InboxReadStore;
import dev.leadloop.view.InboxReadStore.OpenRow;
import dev.leadloop.view.InboxReadStore.Whose;
import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What the inbox shows and to whom, computed a second time; and how many statements that takes. */
@TestPropertySource(properties = "spring.application.name=inbox") // It ends whatever waits for an answer.
class InboxReadTest extends ManyHandoffs {
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
}
