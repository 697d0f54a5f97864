package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.intake.FactStore;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A score at a past instant goes by what was known then. */
class FactHistoryTest {
  private static final PolicySource POLICIES = RecordFixture.policies(PolicyTexts.read(PolicyCatalog.starter(), 1));

  private final RecordFixture fixture = new RecordFixture();
  private final FactStore facts = new FactStore(fixture.jdbc);
  private final Scores scores = new Scores(new LeadReadStore(fixture.jdbc), facts, POLICIES);
  private final DecideAndRecord decisions =
      new DecideAndRecord(fixture.records, fixture.transaction, POLICIES, LeadLifecycle::decide, fixture.clock);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void everyDoorKeepsWhatItChangesWithItsSource() {
    LeadId lead = told("kim@gmail.com", facts("Intern", null, "DE", Map.of("budget", "no")), false);
    fixture.later(Duration.ofHours(1));
    told("kim@gmail.com", facts("CEO", 400, null, Map.of("budget", "yes", "timeline", "now")), true);
    fixture.later(Duration.ofHours(1));
    told("kim@gmail.com", facts("CEO", 400, null, Map.of("budget", "yes")), false);
    assertThat(changes(lead)).containsExactly(
        "answers.budget: null -> no, intake by marketing:site",
        "country: null -> DE, intake by marketing:site",
        "emailDomain: null -> gmail.com, intake by marketing:site",
        "source: null -> google, intake by marketing:site",
        "title: null -> Intern, intake by marketing:site",
        "answers.budget: no -> yes, import by marketing:site",
        "answers.timeline: null -> now, import by marketing:site",
        "companySize: null -> 400, import by marketing:site",
        "title: Intern -> CEO, import by marketing:site");
  }

  @Test
  void pastScoreIsThatOfThenWhateverIsKnownNow() {
    LeadId lead = told("kim@gmail.com", facts("Intern", null, "DE", Map.of()), false);
    decide(lead);
    Instant first = fixture.now();
    ScoreCard before = at(lead, first);
    fixture.later(Duration.ofDays(2));
    told("kim@gmail.com", facts("CEO", 400, null, Map.of("budget", "yes")), false);
    Instant undecided = fixture.now();
    fixture.later(Duration.ofSeconds(5));
    decide(lead);
    fixture.later(Duration.ofDays(2));
    ScoreCard now = at(lead, fixture.now());
    assertThat(now.summary().fit()).isGreaterThan(before.summary().fit() + 30);
    assertThat(now.summary().score()).as("has a budget").isEqualTo(15);
    assertThat(at(lead, first)).isEqualTo(before);
    assertThat(before.summary().negative()).as("an intern studies").isEqualTo(-30);
    assertThat(at(lead, undecided).summary()).as("recorded is known, decided or not").isEqualTo(now.summary());
    assertThat(known(lead, first).title()).isEqualTo("Intern");
    assertThat(known(lead, first).company().size()).isNull();
    assertThat(known(lead, first).answers()).isEmpty();
    assertThat(known(lead, Instant.EPOCH).title()).as("before it came in, what it came in with").isEqualTo("Intern");
  }

  @Test
  void addressOfThenIsJudgedByItsDomain() {
    LeadDetails.Facts facts = facts("Director", 100, "DE", Map.of());
    LeadDetails named =
        new LeadDetails(null, new dev.leadloop.record.ExternalId("crm", "7"), facts, LeadDetails.Touch.NONE, Map.of());
    LeadId lead = intake(named, false);
    decide(lead);
    Instant without = fixture.now();
    fixture.later(Duration.ofDays(1));
    intake(new LeadDetails("dir@outlook.de", new dev.leadloop.record.ExternalId("crm", "7"), LeadDetails.Facts.NONE,
        LeadDetails.Touch.NONE, Map.of()), false);
    decide(lead);
    Instant free = fixture.now();
    fixture.later(Duration.ofDays(1));
    intake(new LeadDetails("dir@works.example", new dev.leadloop.record.ExternalId("crm", "7"), LeadDetails.Facts.NONE,
        LeadDetails.Touch.NONE, Map.of()), false);
    decide(lead);
    assertThat(known(lead, without).emailKind()).isEqualTo(EmailKind.NONE);
    assertThat(known(lead, without).addressKnown()).isFalse();
    assertThat(known(lead, free).emailKind()).isEqualTo(EmailKind.FREE);
    assertThat(known(lead, fixture.now()).emailKind()).isEqualTo(EmailKind.BUSINESS);
    assertThat(fixture.jdbc.sql("select string_agg(new, ' ') from fact_change").query(String.class).single())
        .as("no address is kept").doesNotContain("dir@");
  }

  @Test
  void lateSignalCountsFromWhenItWasToldAndAMachinesUntilItWasFoundOut() {
    LeadId lead = told("kim@works.example", facts("Director", 100, "DE", Map.of()), false);
    fixture.signal(lead, "click", "pricing_page_view");
    decide(lead);
    Instant before = fixture.now();
    fixture.later(Duration.ofDays(3));
    happened(lead, "late", before.minus(Duration.ofDays(1)), new EventBody.Engaged("ebook_download", Map.of(), false));
    decide(lead);
    Instant told = fixture.now();
    fixture.later(Duration.ofDays(1));
    happened(lead, "void", fixture.now(), new EventBody.SignalVoided("click", "pricing_page_view", "a scanner"));
    decide(lead);
    assertThat(at(lead, before).summary().score()).as("the late one was not told yet").isEqualTo(25);
    assertThat(at(lead, told).summary().score()).as("both count").isBetween(30, 34);
    assertThat(at(lead, fixture.now()).summary().score()).as("the ebook alone").isBetween(8, 10);
    assertThat(at(lead, told).contributions()).noneMatch(part -> part.label().contains("does not count"));
    assertThat(at(lead, fixture.now()).contributions()).anyMatch(part -> part.label().contains("a scanner"));
  }

  @Test
  void decisionIsNeverOlderThanTheFactsItGoesBy() {
    LeadId lead = told("kim@works.example", facts("Intern", null, "DE", Map.of()), false);
    decide(lead);
    fixture.later(Duration.ofHours(5));
    told("kim@works.example", facts("CEO", null, null, Map.of()), false);
    fixture.later(Duration.ofHours(-3));
    decide(lead);
    StatusStore.Status status = fixture.records.statuses().find(lead).orElseThrow();
    assertThat(at(lead, status.decidedAt()).summary()).isEqualTo(status.progress().qualification().score());
  }

  @Test
  void leadsOfBeforeAreTakenToHaveBeenKnownAsTheyAre() {
    try (TestDatabase old = TestPostgres.emptyDatabase()) {
      JdbcClient jdbc = JdbcClient.create(old.dataSource());
      // Views of today are no part of a database of then.
      Flyway.configure().dataSource(old.dataSource()).target("10").repeatableSqlMigrationPrefix("later")
          .skipDefaultCallbacks(true).load().migrate();
      jdbc.sql(
              """
              insert into lead (lead_id, created_at, updated_at, email, email_key, title, company_size, answers, erased_at) values
                ('a', '2026-01-01', now(), 'A@Old.example', 'a@old.example', 'CEO', 12, '{"budget": "yes"}', null),
                ('b', '2026-01-02', now(), null, null, null, null, '{}', null),
                ('c', '2026-01-03', now(), null, null, 'CTO', null, '{}', now())""")
          .update();
      Flyway.configure().dataSource(old.dataSource()).load().migrate();
      assertThat(jdbc.sql("select lead_id || ' ' || field || ' ' || new from fact_change order by 1").query(String.class).list())
          .containsExactly("a answers.budget yes", "a companySize 12", "a emailDomain old.example", "a title CEO");
      assertThat(jdbc.sql("select count(*) from fact_change f join lead l using (lead_id) where f.at = l.created_at and f.old is"
          + " null")
          .query(Integer.class).single()).isEqualTo(4);
    }
  }

  private void decide(LeadId lead) {
    long seq = fixture.records.statuses().find(lead).map(status -> status.seq()).orElse(0L);
    decisions.decideAndRecord(fixture.request(lead, seq + 1));
  }

  private ScoreCard at(LeadId lead, Instant at) {
    return scores.at(record(lead), at).orElseThrow();
  }

  private LeadProfile known(LeadId lead, Instant at) {
    return facts.knownAt(record(lead), at);
  }

  private LeadRecord record(LeadId lead) {
    return fixture.records.leads().find(lead).orElseThrow();
  }

  private void happened(LeadId lead, String event, Instant at, EventBody body) {
    fixture.records.inbox().append(InboxRow.called(lead, event, event, at, Principal.SYSTEM, body));
  }

  private LeadId told(String email, LeadDetails.Facts facts, boolean imported) {
    return intake(new LeadDetails(email, null, facts, new LeadDetails.Touch("google", null, null, null), Map.of()), imported);
  }

  private LeadId intake(LeadDetails details, boolean imported) {
    var answer = fixture.intake.intake(new IntakeRequest(details, RecordFixture.SITE, null, imported, null));
    return ((dev.leadloop.intake.Intake.Accepted) Objects.requireNonNull(answer)).lead();
  }

  private static LeadDetails.Facts facts(String title, @org.jspecify.annotations.Nullable Integer size,
      @org.jspecify.annotations.Nullable String country, Map<String, String> answers) {
    return new LeadDetails.Facts(null, null, null, title, size, null, country, null, answers);
  }

  private List<String> changes(LeadId lead) {
    return fixture.jdbc.sql("select field, old, new, source from fact_change where lead_id = :lead order by at, field")
        .param("lead", lead.value())
        .query((row, n) -> row.getString(1) + ": " + row.getString(2) + " -> " + row.getString(3) + ", " + row.getString(4))
        .list();
  }
}
