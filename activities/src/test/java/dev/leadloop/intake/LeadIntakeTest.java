package dev.leadloop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.record.ExternalId;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class LeadIntakeTest {
  private static final Principal SITE = new Principal(Principal.Kind.MARKETING, "site");
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static TestDatabase database;
  private static JdbcClient jdbc;
  private static InboxStore inbox;
  private static LeadStore leads;
  private static LeadIntake intake;

  @BeforeAll
  static void open() {
    database = TestPostgres.freshDatabase();
    jdbc = JdbcClient.create(database.dataSource());
    inbox = new InboxStore(jdbc);
    leads = new LeadStore(jdbc);
    intake = new LeadIntake(
        jdbc, inbox, new JdbcTransactionManager(database.dataSource()), InstantSource.system(), LeadIntakeTest::key);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void aNewLeadHasItsFactsFirstTouchAndFirstEvent() {
    LeadId lead = created(intake.intake(request("Ada@Example.com", null, facts("Fox GmbH", 150), "google")));
    LeadRecord record = leads.find(lead).orElseThrow();
    assertThat(record.email()).isEqualTo("Ada@Example.com");
    assertThat(record.emailKey()).isEqualTo("ada@example.com");
    assertThat(record.profile().company().size()).isEqualTo(150);
    assertThat(record.profile().firstTouch().source()).isEqualTo("google");
    assertThat(record.profile().answers()).containsEntry("size", "big");
    assertThat(record.profile().emailKind()).isEqualTo(EmailKind.BUSINESS);
    assertThat(inbox.undecided(lead).rows())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.eventId()).isEqualTo("entered");
          assertThat(row.body()).isEqualTo(new EventBody.Entered("google", false));
        });
    assertThat(touches(lead)).isEqualTo(1);
  }

  @Test
  void theSameTellingAgainWritesNothing() {
    String email = email();
    LeadId lead = created(intake.intake(request(email, null, facts("Fox GmbH", 150), "google")));
    assertThat(intake.intake(request(email.toUpperCase(Locale.ROOT), null, facts("Fox GmbH", 150), "google")))
        .isEqualTo(new Intake.Accepted(lead, Intake.Outcome.UNCHANGED));
    assertThat(inbox.undecided(lead).rows()).hasSize(1);
    assertThat(touches(lead)).isEqualTo(1);
  }

  @Test
  void laterFactsMergeAndUnknownOnesTakeNothingAway() {
    String email = email();
    LeadId lead = created(intake.intake(request(email, null, facts("Fox GmbH", 150), "google")));
    assertThat(intake.intake(request(email, new ExternalId("crm", email), facts(null, 200), "webinar")))
        .isEqualTo(new Intake.Accepted(lead, Intake.Outcome.MERGED));
    LeadRecord record = leads.find(lead).orElseThrow();
    assertThat(record.profile().company().name()).isEqualTo("Fox GmbH");
    assertThat(record.profile().company().size()).isEqualTo(200);
    assertThat(record.profile().firstTouch().source()).isEqualTo("google");
    assertThat(record.externalIds()).containsExactly(new ExternalId("crm", email));
    assertThat(touches(lead)).isEqualTo(2);
    assertThat(inbox.undecided(lead).rows().get(1).body()).isEqualTo(new EventBody.ProfileChanged(false));
    assertThat(leads.byExternalIds(List.of(new ExternalId("crm", email)))).containsValue(lead);
  }

  @Test
  void aLeadWithoutAddressIsKnownByItsExternalIdAndMayGetOneLater() {
    ExternalId id = new ExternalId("crm", "no-address");
    LeadId lead = created(intake.intake(request(null, id, facts(null, 5), "list")));
    assertThat(leads.find(lead).orElseThrow().profile().addressKnown()).isFalse();
    String email = email();
    assertThat(intake.intake(request(email, id, LeadDetails.Facts.NONE, null)))
        .isEqualTo(new Intake.Accepted(lead, Intake.Outcome.MERGED));
    assertThat(leads.byAddress(email)).contains(lead);
    assertThat(leads.find(lead).orElseThrow().profile().addressKnown()).isTrue();
  }

  @Test
  void aRequestThatJoinsTwoKnownLeadsIsRefusedAndChangesNothing() {
    String email = email();
    LeadId one = created(intake.intake(request(email, null, facts("One", 1), "a")));
    LeadId two = created(intake.intake(request(null, new ExternalId("crm", "two"), facts("Two", 2), "b")));
    assertThat(intake.intake(request(email, new ExternalId("crm", "two"), facts("Three", 3), "c")))
        .isEqualTo(new Intake.IdentityConflict(one, two));
    assertThat(leads.find(one).orElseThrow().profile().company().name()).isEqualTo("One");
    assertThat(leads.find(two).orElseThrow().profile().company().name()).isEqualTo("Two");
    assertThat(inbox.undecided(one).rows()).hasSize(1);
  }

  @Test
  void oneKeyAnswersTheSameAndRefusesAnotherBody() {
    String email = email();
    IntakeRequest first = keyed(email, "k-" + email, "hash-1");
    Intake answer = intake.intake(first);
    assertThat(intake.intake(first)).isEqualTo(answer);
    assertThat(intake.intake(keyed(email(), "k-" + email, "hash-2"))).isEqualTo(new Intake.KeyReused("k-" + email));
    assertThat(inbox.undecided(created(answer)).rows()).hasSize(1);
  }

  @Test
  void aMergeIsAnsweredTheSameUnderItsKey() {
    String email = email();
    LeadId lead = created(intake.intake(request(email, null, facts("Fox GmbH", 1), "a")));
    Intake merged = intake.intake(keyed(email, "m-" + email, "h"));
    assertThat(merged).isEqualTo(new Intake.Accepted(lead, Intake.Outcome.MERGED));
    assertThat(intake.intake(keyed(email, "m-" + email, "h"))).isEqualTo(merged);
  }

  @Test
  void aBatchMayTellOfOneLeadTwiceAndHoldInvalidOnes() {
    String email = email();
    List<Intake> answers = intake.intakeAll(List.of(
        request(email, null, facts("Fox GmbH", 1), "a"),
        request(null, null, facts("Nobody", 1), "a"),
        request("not-an-address", null, facts("Nobody", 1), "a"),
        request(email, null, facts("Fox GmbH", 2), "a")));
    assertThat(answers.get(1)).isInstanceOf(Intake.Invalid.class);
    assertThat(answers.get(2)).isInstanceOf(Intake.Invalid.class);
    assertThat(answers.get(3)).isEqualTo(new Intake.Accepted(created(answers.get(0)), Intake.Outcome.MERGED));
  }

  @Test
  void anAddressSuppressedBeforeIsToldToTheNewLead() {
    String email = email();
    jdbc.sql("insert into address (email_key, suppressed, suppressed_at) values (:key, 'unsubscribed', now())")
        .param("key", email).update();
    LeadId lead = created(intake.intake(request(email, null, facts("Fox GmbH", 1), "a")));
    assertThat(inbox.undecided(lead).rows()).extracting(row -> row.body())
        .contains(new EventBody.Suppressed("unsubscribed"));
  }

  @Test
  void racingRequestsAboutOneNewLeadMakeOneLead() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int turn = 0; turn < 30; turn++) {
        String email = email();
        Set<LeadId> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger createdCount = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          ExternalId id = i % 2 == 0 ? new ExternalId("crm", email) : null;
          all.add(threads.submit(() -> {
            Intake.Accepted answer =
                (Intake.Accepted) intake.intake(request(email, id, facts("Fox GmbH", 1), "a"));
            seen.add(answer.lead());
            if (answer.outcome() == Intake.Outcome.CREATED) {
              createdCount.incrementAndGet();
            }
          }));
        }
        for (Future<?> one : all) {
          one.get();
        }
        assertThat(seen).hasSize(1);
        assertThat(createdCount).hasValue(1);
      }
    }
  }

  @Test
  void intakeThroughputIsPrinted() throws Exception {
    int each = 1500;
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        all.add(threads.submit(() -> {
          for (int i = 0; i < each; i++) {
            created(intake.intake(request(email(), null, facts("Fox GmbH", 150), "google")));
          }
        }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    long single = System.nanoTime() - start;
    List<IntakeRequest> batch = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      batch.add(request(email(), new ExternalId("bulk", "b" + i), facts("Fox GmbH", 150), "google"));
    }
    start = System.nanoTime();
    for (int i = 0; i < batch.size(); i += 500) {
      assertThat(intake.intakeAll(batch.subList(i, i + 500))).allSatisfy(LeadIntakeTest::created);
    }
    long bulk = System.nanoTime() - start;
    System.out.printf(
        "intake: %.0f a second one by one on 8 threads, %.0f a second in batches of 500 on one thread%n",
        8 * each * 1e9 / single, batch.size() * 1e9 / bulk);
    assertThat(Duration.ofNanos(single)).isPositive();
  }

  private static LeadId created(Intake answer) {
    assertThat(answer).isInstanceOf(Intake.Accepted.class);
    Intake.Accepted accepted = (Intake.Accepted) answer;
    assertThat(accepted.outcome()).isEqualTo(Intake.Outcome.CREATED);
    return accepted.lead();
  }

  private static int touches(LeadId lead) {
    return jdbc.sql("select count(*) from touch where lead_id = :lead")
        .param("lead", lead.value()).query(Integer.class).single();
  }

  private static String email() {
    return "p" + NUMBER.incrementAndGet() + "@example.com";
  }

  private static LeadDetails.Facts facts(@Nullable String company, @Nullable Integer size) {
    return new LeadDetails.Facts(null, null, company, null, size, null, "DE", null, Map.of("size", "big"));
  }

  private static IntakeRequest keyed(String email, String key, String hash) {
    return new IntakeRequest(
        new LeadDetails(email, null, facts("Keyed", 9), LeadDetails.Touch.NONE, Map.of()),
        SITE, new IntakeRequest.Idempotency(key, hash), false, null);
  }

  private static IntakeRequest request(
      @Nullable String email, @Nullable ExternalId id, LeadDetails.Facts facts, @Nullable String source) {
    return new IntakeRequest(
        new LeadDetails(email, id, facts, new LeadDetails.Touch(source, null, null, null), Map.of()),
        SITE, null, false, null);
  }

  private static Optional<String> key(@Nullable String email) {
    return email == null || !email.contains("@") ? Optional.empty() : Optional.of(email.strip().toLowerCase(Locale.ROOT));
  }
}
