package dev.leadloop.measures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.measures.rebuild.Rebuild;
import dev.leadloop.measures.rebuild.Rebuilding;
import dev.leadloop.view.LeadListStore;
import dev.leadloop.view.LeadQuery;
import dev.leadloop.view.Sight;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class FactsOnRecordTest {
  private static final int LIVES = 50;

  /** The columns of leads that say something, each as often as it does. */
  private static final String FILLED = "select f.key from measure_lead m, json_each_text(to_json(m)) f where f.value is not null";

  private final LivesOnRecord lives = new LivesOnRecord();

  @AfterEach
  void close() {
    lives.close();
  }

  @Test
  void factsAreThoseOfARebuildAndThoseCountedAnotherWay() {
    for (EventBody.Outcome outcome : List.of(EventBody.Outcome.WON, EventBody.Outcome.LOST)) {
      LeadId lead = qualified();
      step(lead, owner(lead), new EventBody.Accepted(0));
      step(lead, owner(lead), new EventBody.OutcomeReported(EventBody.Outcome.OPPORTUNITY, BigDecimal.TEN, "EUR", null, false));
      step(lead, owner(lead), new EventBody.OutcomeReported(outcome, BigDecimal.ONE, "USD", "no_budget", false));
      assertThat(lives.differences(lead)).isEmpty();
    }
    for (String reason : List.of("no_need", "student")) {
      LeadId lead = qualified();
      step(lead, owner(lead), new EventBody.Rejected(0, reason, true));
      assertThat(lives.differences(lead)).isEmpty();
    }
    for (long seed = 1; seed <= LIVES; seed++) {
      LeadId lead = lives.live(seed, 25);
      assertThat(lives.differences(lead)).as("seed %d", seed).isEmpty();
    }
    assertThat(tally("select count(*) filter (where left_at is null)::text from measure_visit group by lead_id").keySet())
        .as("each is in one stage").containsExactly("1");
    assertThat(tally("select (left_to is null)::text from measure_visit where seq = 0 and left_at is not null").keySet())
        .as("of some nobody knows how what is told ended").contains("true");
    Map<String, List<String>> live = lives.rows();
    System.out.println("rows of facts of " + LIVES + " lives: "
        + live.entrySet().stream().map(table -> table.getKey() + " " + table.getValue().size()).toList() + ", "
        + tally("select coalesce(ended_how, 'open') from measure_cycle") + ", " + tally("select stage from measure_visit")
        + ", leads with " + tally(FILLED));
    assertThat(tally(FILLED).keySet()).contains(
        "mql_at", "mql_policy", "mql_for", "sql_at", "sql_policy", "sql_for", "accepted_at", "accepted_policy", "contacted_at",
        "contacted_policy", "opportunity_at", "won_at", "won_policy", "won_amount", "won_currency", "lost_at",
        "disqualified_at", "recycles", "amount", "currency");
    assertThat(tally("select ended_how from measure_cycle where ended_how is not null").keySet())
        .contains("ACCEPTED", "REJECTED", "UNANSWERED");
    assertThat(tally("select stage from measure_visit").keySet())
        .contains("NURTURING", "MQL", "SQL", "ACCEPTED", "OPPORTUNITY", "WON", "LOST");
    assertThat(tally("select (count(*) > 1)::text from measure_visit where stage = 'SQL' group by lead_id").keySet())
        .as("some came again, and keep their first").contains("true");
    assertThat(tally("select policy_version::text from measure_visit where seq > 0").keySet()).containsExactly("1", "2");
    LivesOnRecord.TABLES.forEach(table -> lives.fixture.jdbc.sql("truncate " + table).update());
    Rebuild rebuilt = lives.rebuild();
    assertThat(lives.rows()).isEqualTo(live);
    assertThat(rebuilt.looked()).isEqualTo(LIVES + 4);
    assertThat(rebuilt.leads()).isEqualTo(LIVES + 4);
    assertThat(rebuilt.changed()).isEqualTo(LIVES + 4);
    assertThat(rebuilt.failed()).isZero();
    assertThat(lives.rebuild().changed()).as("there is nothing more to do").isZero();
    assertThat(lives.rows()).isEqualTo(live);
  }

  /** What random lives may miss, one decision after another. */
  @Test
  void handoffsThatArePausedPassedOnAndTakenOverAreEachOfTheirOwn() {
    LeadId lead = qualified();
    step(lead, owner(lead), new EventBody.PauseAsked(0, "waiting_for_lead", null));
    step(lead, owner(lead), new EventBody.ResumeAsked(0));
    step(lead, owner(lead), new EventBody.PauseAsked(0, "waiting_for_lead", null));
    step(lead, Life.MANAGER, new EventBody.Reassigned(0, null));
    Principal other = owner(lead).equals(Life.ANNA) ? Life.BEN : Life.ANNA;
    step(lead, other, new EventBody.TakenOver(0));
    step(lead, other, new EventBody.OutcomeReported(EventBody.Outcome.OPPORTUNITY, new BigDecimal("700.50"), "EUR", null, false));
    step(lead, other, new EventBody.OutcomeReported(EventBody.Outcome.LOST, null, null, "no_budget", true));
    step(lead, Life.MANAGER, new EventBody.Reopened("came back"));
    assertThat(lives.fixture.jdbc.sql(
            "select coalesce(ended_how, 'OPEN') || ' ' || coalesce(taken_over, false) || ' ' || (paused is not null)"
                + " from measure_cycle order by cycle")
        .query(String.class).list())
        .containsExactly("REASSIGNED false true", "REASSIGNED true false", "ACCEPTED false false", "OPEN false false");
    assertThat(lives.fixture.jdbc.sql("select (select count(*) from unnest(paused)) from measure_cycle where cycle = 1")
        .query(Integer.class).single()).isEqualTo(2);
    assertThat(lives.fixture.jdbc.sql("select stage || coalesce(' ' || entered_for, '') || coalesce(' ' || amount, '')"
            + " from measure_visit order by seq, n").query(String.class).list())
        .containsExactly("NURTURING", "MQL score", "SQL demo_requested", "ACCEPTED", "OPPORTUNITY 700.50",
            "LOST no_budget 700.50", "NURTURING", "SQL score");
    List<String> owners = lives.fixture.jdbc.sql("select owner from measure_cycle order by cycle").query(String.class).list();
    assertThat(lives.fixture.jdbc.sql("select coalesce(holder, 'nobody') from measure_visit order by seq, n").query(String.class)
        .list()).containsExactly("nobody", "nobody", owners.get(0), owners.get(2), owners.get(2), owners.get(2), owners.get(3),
            owners.get(3));
    assertThat(lives.fixture.jdbc.sql("select holder from measure_lead").query(String.class).single()).isEqualTo(owners.get(3));
    assertThat(lives.differences(lead)).isEmpty();
    assertThat(lives.rebuild().changed()).isZero();
  }

  /** A lead that became an MQL, and then an SQL. */
  private LeadId qualified() {
    LeadId lead = lives.born();
    for (String signal : List.of("ebook_download", "ebook_download", "ebook_download", "demo_requested")) {
      step(lead, Life.MARKETING, new EventBody.Engaged(signal, Map.of(), false));
    }
    return lead;
  }

  /** Who has its handoff that was opened last. */
  private Principal owner(LeadId lead) {
    return new Principal(Principal.Kind.REP,
        lives.fixture.jdbc.sql("select owner from measure_cycle where lead_id = ? order by cycle desc limit 1")
            .param(lead.value()).query(String.class).single());
  }

  private void step(LeadId lead, Principal by, EventBody body) {
    lives.fixture.later(Duration.ofMinutes(3));
    lives.happens(lead, by, body, Duration.ZERO);
    lives.decide(lead);
  }

  @Test
  void aDecisionCostsOneStatementMoreAndAnotherWhereAHandoffChangesHands() {
    Random random = new Random(7);
    int with = 0;
    int without = 0;
    LeadId lead = lives.born();
    for (int step = 0; step < 150; step++) {
      lives.fixture.later(Duration.ofMinutes(random.nextInt(2_000)));
      lives.happens(lead, random);
      Map<String, List<String>> before = lives.rows();
      int told = pasts();
      int handed = handedOn();
      lives.fixture.source.taken();
      lives.decide(lead);
      long cost = lives.fixture.source.taken().stream().filter(sql -> sql.contains("measure_")).count();
      assertThat(cost).as("step %d", step).isLessThanOrEqualTo(1 + (pasts() > told ? 1 : 0) + (handedOn() > handed ? 1 : 0));
      if (cost == 0) {
        without++;
        assertThat(lives.rows()).isEqualTo(before);
      } else {
        with++;
      }
    }
    System.out.println("decisions with a statement for facts: " + with + ", without: " + without);
    assertThat(with).isPositive();
    assertThat(without).isPositive();
  }

  /** How often a handoff opened, changed hands or was answered by somebody else than who had it. */
  private int handedOn() {
    return lives.fixture.jdbc.sql("select count(*) from lifecycle_event where type in ('cycle_opened', 'owner_changed')")
        .query(Integer.class).single()
        + lives.fixture.jdbc.sql("select count(*) from measure_cycle where owner <> first_owner and ended_at is not null")
            .query(Integer.class).single();
  }

  /** How much was told of pasts. */
  private int pasts() {
    return lives.fixture.jdbc.sql("select count(*) from lifecycle_event where type = 'past_noted'").query(Integer.class).single();
  }

  @Test
  void whateverIsWrongIsPutRightAndNothingElseIsTouched() {
    for (long seed = 100; seed < 110; seed++) {
      lives.live(seed, 12);
    }
    Map<String, List<String>> right = lives.rows();
    String one = lives.leads.get(0).value();
    String two = lives.leads.get(1).value();
    String three = lives.leads.get(2).value();
    lives.fixture.jdbc.sql("delete from measure_visit where lead_id = ?").param(one).update();
    lives.fixture.jdbc.sql("update measure_lead set entered_at = now() where lead_id = ?").param(two).update();
    lives.fixture.jdbc.sql("insert into measure_step select ?, 999, 0, now(), 1, 's', 1, 1, 'x', true, null").param(three)
        .update();
    String four = lives.fixture.jdbc.sql(
            "select lead_id from measure_visit where lead_id <> all (?) and holder is not null order by 1 limit 1")
        .param(new String[] {one, two, three}).query(String.class).single();
    lives.fixture.jdbc.sql("update measure_visit set holder = 'nobody' where lead_id = ?").param(four).update();
    List<String> untouched = lives.fixture.jdbc.sql("select ctid::text from measure_visit where lead_id = ?").param(two)
        .query(String.class).list();
    assertThat(lives.rebuild().changed()).isEqualTo(4);
    assertThat(lives.rows()).isEqualTo(right);
    assertThat(lives.fixture.jdbc.sql("select ctid::text from measure_visit where lead_id = ?").param(two)
        .query(String.class).list()).isEqualTo(untouched);
  }

  @Test
  void storesInWhichToldPastsWereLeftOpenAreMendedByTheUpgrade() throws Exception {
    for (long seed = 1; seed <= 12; seed++) {
      lives.live(seed, 6);
    }
    Map<String, List<String>> right = lives.rows();
    LeadQuery all = new LeadQuery(
        Sight.ALL, null, LeadQuery.Known.ANY, LeadQuery.Standing.ANY, LeadQuery.Worth.ANY, null,
        LeadQuery.Order.NEWEST, null, 100);
    LeadListStore lists = new LeadListStore(lives.fixture.jdbc);
    assertThat(lists.find(all)).extracting(found -> found.line().leadId()).as("each once, as they are counted")
        .doesNotHaveDuplicates().hasSize(lists.count(all, 100)).hasSize(12);
    int opened = lives.fixture.jdbc.sql("update measure_visit set left_at = null where seq = 0 and left_to is null").update();
    assertThat(opened).isPositive();
    String upgrade = new ClassPathResource("db/migration/V61__one_stage_at_a_time.sql").getContentAsString(UTF_8);
    assertThat(lists.find(all)).as("no list hangs on open stays").hasSize(12);
    lives.fixture.jdbc.sql(upgrade.substring(0, upgrade.indexOf(';'))).update();
    assertThat(lives.rows()).isEqualTo(right);
  }

  @Test
  void whoHadHandoffsIsFilledInByTheUpgrade() throws Exception {
    for (long seed = 1; seed <= 12; seed++) {
      lives.live(seed, 12);
    }
    Map<String, List<String>> right = lives.rows();
    assertThat(lives.fixture.jdbc.sql("update measure_visit set holder = null where holder is not null").update()).isPositive();
    assertThat(lives.fixture.jdbc.sql("update measure_lead set holder = null where holder is not null").update()).isPositive();
    String upgrade = new ClassPathResource("db/migration/V85__who_had_the_handoff.sql").getContentAsString(UTF_8);
    lives.fixture.jdbc.sql(upgrade.substring(upgrade.indexOf("with stays"))).update();
    assertThat(lives.rows()).isEqualTo(right);
  }

  @Test
  void aLeadFromBeforeThereWereFactsHasNoneUntilTheyAreMadeAndThenAll() {
    LeadId lead = lives.live(200, 10);
    LivesOnRecord.TABLES.forEach(table -> lives.fixture.jdbc.sql("truncate " + table).update());
    Random random = new Random(200);
    for (int i = 0; i < 20; i++) {
      lives.happens(lead, random);
      lives.fixture.later(Duration.ofHours(random.nextInt(40)));
      lives.decide(lead);
    }
    assertThat(lives.rows().values()).as("nothing begins in the middle").allMatch(List::isEmpty);
    assertThat(lives.rebuild().changed()).isEqualTo(1);
    assertThat(lives.differences(lead)).isEmpty();
  }

  @Test
  void decisionsGoOnWhileFactsAreMadeAnewAndNothingIsLost() throws Exception {
    for (int i = 0; i < 130; i++) {
      lives.born();
    }
    LivesOnRecord.TABLES.forEach(table -> lives.fixture.jdbc.sql("truncate " + table).update());
    Rebuilding rebuilding = lives.rebuilding();
    rebuilding.order(Life.MANAGER);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Object>> work = new ArrayList<>();
      for (int thread = 0; thread < 3; thread++) {
        Random random = new Random(thread);
        work.add(() -> {
          for (int i = 0; i < 120; i++) {
            LeadId lead = lives.leads.get(random.nextInt(lives.leads.size()));
            lives.happens(lead, random);
            lives.decide(lead);
          }
          return "decided";
        });
      }
      work.add(() -> {
        while (rebuilding.latest().orElseThrow().finishedAt() == null) {
          // Each round by another process.
          lives.rebuilding().some();
        }
        return "made anew";
      });
      for (Future<Object> one : threads.invokeAll(work)) {
        one.get();
      }
    }
    assertThat(rebuilding.latest().orElseThrow().looked()).isEqualTo(130);
    lives.leads.forEach(lead -> assertThat(lives.differences(lead)).isEmpty());
    assertThat(lives.rebuild().changed()).isZero();
  }

  @Test
  void whoIsHeldIsWaitedForAndWhatDiesGoesOnWhereItWas() {
    for (int i = 0; i < 60; i++) {
      lives.born();
    }
    lives.fixture.jdbc.sql("truncate measure_visit").update();
    Rebuilding rebuilding = lives.rebuilding();
    rebuilding.order(Life.MANAGER);
    List<String> order = lives.leads.stream().map(LeadId::value).sorted().toList();
    lives.fixture.transaction.executeWithoutResult(held -> {
      lives.fixture.records.leads().lock(new LeadId(order.get(20)));
      assertThat(elsewhere(rebuilding::some)).isEqualTo(20);
      assertThat(elsewhere(rebuilding::some)).as("it waits for the one that is held").isZero();
      assertThat(rebuilding.latest().orElseThrow().looked()).isEqualTo(20);
    });
    lives.fixture.jdbc.sql("alter table measure_visit add constraint dies check (lead_id <> '" + order.get(45) + "')").update();
    assertThat(elsewhere(() -> {
      try {
        return rebuilding.some();
      } catch (RuntimeException died) {
        return -1;
      }
    })).isEqualTo(-1);
    assertThat(rebuilding.latest().orElseThrow().looked()).isEqualTo(20);
    lives.fixture.jdbc.sql("alter table measure_visit drop constraint dies").update();
    assertThat(rebuilding.order(Life.MANAGER)).as("it is under way").isFalse();
    while (rebuilding.latest().orElseThrow().finishedAt() == null) {
      rebuilding.some();
    }
    assertThat(rebuilding.latest().orElseThrow().looked()).isEqualTo(60);
    assertThat(lives.rebuild().changed()).isZero();
  }

  @Test
  void aJournalThatCannotBeReadIsCountedAndTheOthersAreMadeAllTheSame() {
    lives.born();
    LeadId broken = lives.born();
    lives.born();
    lives.fixture.jdbc.sql("update lifecycle_event set entry = entry || '{\"type\": \"unheard_of\"}' where lead_id = ? and n = 0")
        .param(broken.value()).update();
    Map<String, List<String>> before = lives.rows();
    Rebuild rebuilt = lives.rebuild();
    assertThat(rebuilt.failed()).isEqualTo(1);
    assertThat(rebuilt.looked()).isEqualTo(3);
    assertThat(lives.rows()).isEqualTo(before);
  }

  @Test
  void linesAsEarlierVersionsWroteThemComeToTheSameFacts() {
    for (long seed = 300; seed < 320; seed++) {
      lives.live(seed, 20);
    }
    Map<String, List<String>> now = lives.rows();
    int rewritten = lives.fixture.jdbc.sql(
            """
            update lifecycle_event
               set entry = case type
                 when 'stage_changed' then entry #- '{evidence,others}'
                 when 'scored' then entry #- '{score,product}' #- '{score,account}'
                 when 'owner_changed' then entry - 'zone'
                 when 'send_settled' then entry - 'sequenceVersion' - 'occurrence'
                 else case when entry #> '{handoff,clock,hours}' = '{}'
                           then entry #- '{handoff,clock,hours}' #- '{handoff,clock,daysOff}' else entry end end
             where type in ('stage_changed', 'scored', 'owner_changed', 'send_settled', 'cycle_opened')""")
        .update();
    assertThat(rewritten).isPositive();
    Rebuild rebuilt = lives.rebuild();
    assertThat(rebuilt.failed()).isZero();
    assertThat(rebuilt.changed()).isZero();
    assertThat(lives.rows()).isEqualTo(now);
  }

  @Test
  void whoIsTakenInAgainIsOneLeadAndWhoIsForgottenStaysCounted() {
    LeadId lead = lives.born();
    String email = lives.fixture.jdbc.sql("select email from lead where lead_id = ?").param(lead.value())
        .query(String.class).single();
    assertThat(lives.fixture.lead(email)).isEqualTo(lead);
    lives.decide(lead);
    lives.happens(lead, Life.MARKETING, new EventBody.Engaged("demo_requested", Map.of(), false), Duration.ZERO);
    lives.decide(lead);
    lives.happens(lead, Life.MANAGER, new EventBody.ErasureAsked(), Duration.ZERO);
    lives.decide(lead);
    assertThat(tally("select stage from measure_visit")).isEqualTo(Map.of("NURTURING", 1, "SQL", 1, "ERASED", 1));
    assertThat(tally("select (erased_at is not null and sql_at is not null)::text from measure_lead"))
        .isEqualTo(Map.of("true", 1));
    assertThat(tally("select ended_how from measure_cycle")).isEqualTo(Map.of("WITHDRAWN", 1));
    assertThat(lives.rebuild().changed()).isZero();
  }

  @Test
  void timeOfTheSystemAndTimeOfTheRepAreApart() {
    LeadId lead = lives.born();
    lives.fixture.later(Duration.ofMinutes(1));
    lives.fixture.records.inbox().append(InboxRow.called(
        lead, "asked", "demo_requested", lives.fixture.now(), Principal.SYSTEM,
        new EventBody.Engaged("demo_requested", Map.of(), false)));
    lives.fixture.later(Duration.ofSeconds(40));
    lives.decide(lead);
    lives.fixture.jdbc.sql(
            "update effect set status = 'DONE', done_at = (select recorded_at + interval '50 seconds' from inbox"
                + " where event_id = 'asked') where kind = 'notify'")
        .update();
    lives.fixture.later(Duration.ofDays(9));
    String owner = lives.fixture.jdbc.sql("select owner from measure_cycle where cycle = 1").query(String.class).single();
    lives.fixture.jdbc.sql(
            """
            update measure_cycle set ended_at = '2026-03-10T10:00:00Z', ended_how = 'REJECTED',
                   hours = '{["2026-03-02T16:00:00Z","2026-03-02T17:00:00Z"),["2026-03-09T08:00:00Z","2026-03-09T09:00:00Z")}',
                   paused = '{["2026-03-09T08:30:00Z","2026-03-09T08:45:00Z")}'
             where cycle = 1""")
        .update();
    lives.fixture.jdbc.sql("update effect set done_at = '2026-03-02T16:20:00Z' where kind = 'notify'").update();
    lives.fixture.jdbc.sql("update inbox set recorded_at = '2026-03-02T16:19:10Z' where event_id = 'asked'").update();
    assertThat(owner).startsWith("rep-");
    assertThat(lives.fixture.jdbc.sql(
            "select extract(epoch from system_time)::int || ' ' || extract(epoch from rep_time)::int || ' '"
                + " || extract(epoch from rep_business_time)::int from measure_handoff where cycle = 1")
        .query(String.class).single())
        .isEqualTo("50 " + (7 * 86_400 + 17 * 3_600 + 40 * 60) + " " + (40 + 45) * 60);
  }

  private Map<String, Integer> tally(String sql) {
    Map<String, Integer> counts = new TreeMap<>();
    lives.fixture.jdbc.sql(sql).query(String.class).list().forEach(one -> counts.merge(one, 1, Integer::sum));
    return counts;
  }

  private static int elsewhere(Callable<Integer> work) {
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      return other.submit(work).get();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }
}
