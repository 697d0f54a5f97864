package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.RandomLivesTest;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.measures.rebuild.Rebuild;
import dev.leadloop.measures.rebuild.Rebuilding;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.PolicySource;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.record.StatusStore;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Random lives that are decided and recorded as in production, under a small policy and the starter policy. */
public final class LivesOnRecord implements AutoCloseable {
  static final List<String> TABLES = List.of("measure_lead", "measure_visit", "measure_cycle", "measure_step");
  /** Who had the handoff by the span of each, of a lead whose handoffs are known to be right. */
  private static final String HELD_OTHERWISE =
      """
      with held as (select case when queue then 'queue' else owner end as holder, cycle, assigned_at as since,
                           lead(assigned_at, 1, 'infinity') over (order by cycle) as until
                      from measure_cycle where lead_id = :lead),
           stays as (select v.*, (select h.holder from held h where v.entered_at >= h.since and v.entered_at < h.until) as had
                       from measure_visit v where v.lead_id = :lead)
      select 'holder of ' || seq || '/' || n || ' ' || coalesce(holder, '-') || ', not ' || coalesce(had, '-') from stays
       where holder is distinct from had
      union all
      select 'last holder ' || coalesce(m.holder, '-') from measure_lead m
       where m.lead_id = :lead
         and m.holder is distinct from (select h.holder from held h where h.cycle = (select max(cycle) from held))""";
  private static final List<Principal> PEOPLE =
      List.of(Life.ANNA, Life.BEN, Life.ANNA, Life.BEN, Life.MANAGER, Life.MARKETING, Principal.TEMPORAL);
  private static final List<String> SIGNALS =
      List.of("demo_requested", "pricing_page_view", "webinar_attended", "ebook_download", "case_study_view", "calculator_used");
  private static final List<LeadPolicy> VERSIONS =
      List.of(TestPolicies.small(), PolicyTexts.read(PolicyCatalog.starter(), 2));

  public final RecordFixture fixture = new RecordFixture();
  final DecideAndRecord decisions = new DecideAndRecord(
      fixture.records, fixture.transaction, new Versions(), LeadLifecycle::decide, fixture.clock);
  public final List<LeadId> leads = new ArrayList<>();
  private final Map<LeadId, Instant> came = new ConcurrentHashMap<>();
  private int events;

  public LivesOnRecord() {
    fixture.jdbc.sql("update rep set active = false where not manager").update();
    fixture.jdbc.sql(
            """
            insert into rep (rep_id, name, email, team_id, time_zone) values
              ('rep-a', 'Rep A', 'a@example.com', 'sales', null), ('rep-b', 'Rep B', 'b@example.com', 'sales', 'Asia/Tokyo'),
              ('rep-c', 'Rep C', 'c@example.com', 'sales', null)""")
        .update();
  }

  /** Both versions of the policy. */
  public static final class Versions implements PolicySource {
    @Override
    public LeadPolicy version(int version) {
      return VERSIONS.get(version - 1);
    }

    @Override
    public LeadPolicy latest() {
      return VERSIONS.get(0);
    }
  }

  LeadId born() {
    LeadId lead = comes();
    decide(lead);
    return lead;
  }

  private LeadId comes() {
    LeadId lead = fixture.lead();
    leads.add(lead);
    came.put(lead, fixture.now());
    return lead;
  }

  /** Lives one life of so many steps. */
  public LeadId live(long seed, int steps) {
    Random random = new Random(seed);
    LeadId lead = comes();
    if (random.nextInt(5) == 0) {
      pastIsTold(lead, random);
    }
    decide(lead);
    for (int step = 0; step < steps; step++) {
      fixture.later(Duration.ofMinutes(random.nextInt(3) == 0 ? random.nextInt(20_000) : random.nextInt(200)));
      int size = 1 + random.nextInt(3);
      for (int i = 0; i < size; i++) {
        happens(lead, random);
      }
      decide(lead);
    }
    return lead;
  }

  /** Something happens to a lead, now or a while ago. */
  void happens(LeadId lead, Random random) {
    if (random.nextInt(15) == 0) {
      happens(lead, Life.MARKETING, new EventBody.RolledOut(1 + random.nextInt(2)), Duration.ZERO);
      return;
    }
    if (random.nextInt(60) == 0) {
      pastIsTold(lead, random);
      return;
    }
    EventBody body = random.nextInt(4) == 0
        ? new EventBody.Engaged(SIGNALS.get(random.nextInt(SIGNALS.size())), Map.of(), false)
        : RandomLivesTest.body(random, 0, fixture.now());
    happens(lead, PEOPLE.get(random.nextInt(PEOPLE.size())), body,
        random.nextInt(6) == 0 ? Duration.ofHours(random.nextInt(900)) : Duration.ZERO);
  }

  private void pastIsTold(LeadId lead, Random random) {
    happens(lead, Life.MARKETING, RandomLivesTest.past(random, Objects.requireNonNull(came.get(lead))), Duration.ofDays(1));
  }

  void happens(LeadId lead, Principal by, EventBody body, Duration ago) {
    int event;
    synchronized (this) {
      event = ++events;
    }
    Instant now = fixture.now();
    fixture.transaction.executeWithoutResult(status -> {
      assertThat(fixture.records.inbox().append(InboxRow.called(lead, "event-" + event, "event", now, by, body))).isTrue();
      // The database's clock stands still while the lives pass, and would have all that happens be old when it is decided.
      fixture.jdbc.sql("update inbox set occurred_at = ?, recorded_at = ? where lead_id = ? and event_id = ?")
          .params(Times.in(now.minus(ago)), Times.in(now), lead.value(), "event-" + event)
          .update();
    });
  }

  void decide(LeadId lead) {
    long seq = fixture.records.statuses().find(lead).map(StatusStore.Status::seq).orElse(0L);
    fixture.decide(decisions, lead, seq + 1);
  }

  Rebuilding rebuilding() {
    return new Rebuilding(fixture.jdbc, new Versions(), fixture.transaction, fixture.clock);
  }

  /** Makes all facts anew, to the end. */
  Rebuild rebuild() {
    Rebuilding rebuilding = rebuilding();
    rebuilding.order(Life.MANAGER);
    while (rebuilding.latest().orElseThrow().finishedAt() == null) {
      rebuilding.some();
    }
    return rebuilding.latest().orElseThrow();
  }

  /** All rows of all facts, as text. */
  Map<String, List<String>> rows() {
    return TABLES.stream().collect(Collectors.toMap(
        table -> table,
        table -> fixture.jdbc.sql("select t::text from " + table + " t order by 1").query(String.class).list(),
        (one, other) -> one, TreeMap::new));
  }

  /** The journal of a lead. */
  List<JournalLine> journal(LeadId lead) {
    return fixture.records.journal().of(lead).stream()
        .map(line -> new JournalLine(
            line.seq(), line.n(), line.at(), line.by(), line.causeEventId(), line.policyVersion(), line.entry()))
        .toList();
  }

  /** Rows of a lead that are in the store or counted another way, but not both. */
  List<String> differences(LeadId lead) {
    FactChanges facts = new NaiveFacts(lead.value(), journal(lead), new Versions()::version).count();
    List<String> found = new ArrayList<>();
    found.addAll(differences("measure_lead", lead, Json.rows(facts.lead() == null ? List.of() : List.of(facts.lead()))));
    found.addAll(differences("measure_visit", lead, Json.rows(facts.visits())));
    found.addAll(differences("measure_cycle", lead, Json.rows(facts.cycles())));
    found.addAll(differences("measure_step", lead, Json.rows(facts.steps())));
    found.addAll(fixture.jdbc.sql(HELD_OTHERWISE).param("lead", lead.value()).query(String.class).list());
    return found;
  }

  private List<String> differences(String table, LeadId lead, String counted) {
    return fixture.jdbc.sql(
            """
            with counted as (select to_jsonb(c) - 'holder' as row from json_populate_recordset(null::TABLE, :counted::json) c),
                 stored as (select to_jsonb(s) - 'holder' as row from TABLE s where lead_id = :lead)
            select 'counted ' || c::text from (select row from counted except select row from stored) c
            union all
            select 'stored ' || s::text from (select row from stored except select row from counted) s"""
                .replace("TABLE", table))
        .param("counted", counted)
        .param("lead", lead.value())
        .query(String.class)
        .list();
  }

  @Override
  public void close() {
    fixture.close();
  }
}
