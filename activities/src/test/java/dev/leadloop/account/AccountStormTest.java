package dev.leadloop.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.record.RecordFixture;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a company costs while all of its people do something at once. */
class AccountStormTest {
  private static final int PEOPLE = 500;
  private static final int ROUNDS = 4;
  private static final int SIGNALS_A_ROUND = 5;
  private static final Duration DEBOUNCE = Duration.ofSeconds(2);

  private Company company;

  @BeforeEach
  void open() {
    company = new Company();
  }

  @AfterEach
  void close() {
    company.close();
  }

  /** Ten thousand signals of five hundred people: what the company adds is so much a debounce, not so much a signal. */
  @Test
  void aStormCostsABoundedNumberOfDecisions() throws Exception {
    company.gathersFor(DEBOUNCE);
    List<LeadId> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(company.record.person("p" + i + "@acme.example", "Acme", i % 2 == 0 ? "IT Director" : "Finance Manager"));
    }
    long begun = System.nanoTime();
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Future<?> counter = threads.submit(() -> {
        while (!over.get()) {
          company.counting.countSome();
          Thread.sleep(100);
        }
        return null;
      });
      for (int round = 0; round < ROUNDS; round++) {
        company.record.records.inbox().appendAll(signals(people, round));
        List<Future<?>> work = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
          int from = part;
          work.add(threads.submit(() -> {
            for (int i = from; i < people.size(); i += 3) {
              company.decide(people.get(i));
            }
          }));
        }
        for (Future<?> one : work) {
          one.get();
        }
      }
      Thread.sleep(DEBOUNCE.toMillis() + 500);
      over.set(true);
      counter.get();
    }
    company.counting.countSome();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    long told = company.number("select count(*) from inbox where kind = 'account_told'");
    long joined = company.number("select count(*) from inbox where label = 'stakeholder_added'");
    long most = took.toMillis() / DEBOUNCE.toMillis() + 4;
    System.out.println(PEOPLE * ROUNDS * SIGNALS_A_ROUND + " signals of " + PEOPLE + " people in " + took.toMillis()
        + " ms: the company was told " + told + " times and of newcomers " + joined + " times, " + most + " countings allowed");
    assertThat(company.number("select count(*) from signal where type <> 'stakeholder_added'"))
        .isEqualTo((long) PEOPLE * ROUNDS * SIGNALS_A_ROUND);
    assertThat(told).isPositive().isLessThanOrEqualTo(2 * most);
    assertThat(joined).isLessThanOrEqualTo(most);
    assertThat(company.number("select (evidence ->> 'peopleActive')::int from account")).isEqualTo(PEOPLE);
    assertThat(company.number("select max(length(body::text)) from inbox where kind = 'account_told'")).isLessThan(4_000);
    for (int i = 0; i < 3; i++) {
      people.forEach(company::decide);
      company.record.jdbc.sql("update account_dirty set due_at = now()").update();
      company.counting.countSome();
    }
    assertThat(company.number("select count(*) from account_dirty")).as("it comes to rest").isZero();
  }

  /** Whether others work there makes no statement more. */
  @Test
  void aDecisionCostsTheSameStatementsWithACompanyAsWithout() {
    LeadId alone = company.person("a@gmail.com", null, null);
    LeadId one = company.person("a@acme.example", null, null);
    company.person("b@acme.example", null, null);
    company.record.source.taken();
    company.does(alone, "ebook_download");
    int without = company.record.source.taken().size();
    company.does(one, "ebook_download");
    assertThat(company.record.source.taken()).hasSize(without);
    assertThat(company.number("select count(*) from account_dirty")).isPositive();
  }

  /** Whoever relies on what is called for already is waited for; nobody waits for whoever counts, or for each other. */
  @Test
  void whatIsNotCommittedIsCountedOnceItIs() throws Exception {
    company.gathersFor(Duration.ofMillis(300));
    LeadId ada = company.person("a@acme.example", null, null);
    company.person("b@acme.example", null, null);
    AccountCountStore store = new AccountCountStore(company.record.jdbc);
    try (Connection deciding = company.record.source.getConnection(); Connection other = company.record.source.getConnection()) {
      deciding.setAutoCommit(false);
      other.setAutoCommit(false);
      mark(deciding, ada);
      mark(other, ada);
      Thread.sleep(500);
      assertThat(store.takeDue(false)).as("two are still deciding").isEmpty();
      mark(deciding, ada);
      assertThat(company.number("select count(*) from account_dirty")).as("its own row is not seen yet").isEqualTo(1);
      other.commit();
      deciding.commit();
      assertThat(store.takeDue(false)).isPresent();
      Thread.sleep(400);
      assertThat(store.takeDue(false)).as("what came when the first was due already").isPresent();
      assertThat(store.takeDue(false)).isEmpty();
    }
  }

  private static void mark(Connection connection, LeadId lead) throws Exception {
    try (var statement = connection.prepareStatement("select mark_account_of(?)")) {
      statement.setString(1, lead.value());
      statement.executeQuery();
    }
  }

  private List<InboxRow> signals(List<LeadId> people, int round) {
    List<InboxRow> rows = new ArrayList<>();
    for (LeadId lead : people) {
      for (int i = 0; i < SIGNALS_A_ROUND; i++) {
        rows.add(InboxRow.called(lead, "s-" + round + "-" + i, "pricing_page_view", company.record.now(), RecordFixture.SITE,
            new EventBody.Engaged("pricing_page_view", Map.of(), false)));
      }
    }
    return rows;
  }
}
