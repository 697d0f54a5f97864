package dev.leadloop.enrichment;

import static dev.leadloop.enrichment.EnrichmentWorld.Scripted.found;
import static dev.leadloop.enrichment.EnrichmentWorld.domain;
import static dev.leadloop.enrichment.EnrichmentWorld.email;
import static dev.leadloop.enrichment.EnrichmentWorld.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.enrichment.EnrichmentProvider.Answer;
import dev.leadloop.enrichment.EnrichmentWorld.Scripted;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.RingStore;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.event.EventBody;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnricherTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final LeadDetails.Facts ACME = new LeadDetails.Facts(null, null, "Acme", null, null, null, null, null, Map.of());

  private final Scripted service = new Scripted(question -> found("industry", "Software", "companySize", "120"));
  private EnrichmentWorld world;
  private Asking asking;

  @BeforeEach
  void open() {
    world = new EnrichmentWorld(LONG, service);
    asking = world.asking(service, 4, 100);
  }

  @AfterEach
  void close() {
    asking.close();
    world.close();
  }

  @Test
  void firstDecisionWaitsForWhatIsFoundAndNoLonger() throws Exception {
    LeadId lead = world.told(email(domain()));
    assertThat(world.rings(lead)).isFalse();
    world.lookAtAll();
    assertThat(world.rings(lead)).as("asked, and not answered yet").isFalse();
    asking.ask();
    until(() -> world.count("select count(*) from enrichment_answer where outcome = 'FOUND'") == 1);
    until(() -> {
      world.enricher.look();
      return world.rings(lead);
    });
    assertThat(world.lead(lead).profile().company().industry()).isEqualTo("Software");
    assertThat(world.lead(lead).profile().company().size()).isEqualTo(120);
    assertThat(world.lead(lead).enriched().found().keySet()).containsExactlyInAnyOrder("industry", "companySize");
    assertThat(world.inbox.undecided(lead).rows()).as("the first decision knows it by itself").hasSize(1);
    assertThat(world.jdbc.sql("select source from fact_change where lead_id = :lead and field = 'industry'")
        .param("lead", lead.value()).query(String.class).single()).isEqualTo("enrichment:scripted");
    assertThat(world.count("select count(*) from enrichment_wish")).isZero();
  }

  @Test
  void whatComesWhileALeadWaitsBringsNoDecisionAboutBefore() {
    LeadId lead = world.told(email(domain()));
    world.inbox.append(InboxRow.called(
        lead, "demo", "demo_requested", Instant.now(), EnrichmentWorld.SITE,
        new EventBody.Engaged("demo_requested", Map.of(), false)));
    assertThat(world.rings(lead)).isFalse();
    world.jdbc.sql("update enrichment_wish set until = now() - interval '1 second'").update();
    world.inbox.append(InboxRow.called(
        lead, "again", "demo_requested", Instant.now(), EnrichmentWorld.SITE,
        new EventBody.Engaged("demo_requested", Map.of(), false)));
    assertThat(world.rings(lead)).as("the limit has passed").isTrue();
  }

  @Test
  void firstDecisionComesAtTheLimitWhereTheServiceHangs() throws Exception {
    try (EnrichmentWorld hanging = new EnrichmentWorld(Duration.ofSeconds(4), service)) {
      CountDownLatch end = new CountDownLatch(1);
      service.answers = question -> {
        await(end);
        return found("industry", "Software");
      };
      try (Asking asks = hanging.asking(service, 2, 100)) {
        LeadId lead = hanging.told(email(domain()));
        long begun = System.nanoTime();
        hanging.lookAtAll();
        asks.ask();
        assertThat(claim(hanging)).isEmpty();
        until(() -> !claim(hanging).isEmpty());
        long millis = (System.nanoTime() - begun) / 1_000_000;
        assertThat(millis).isBetween(1_000L, 15_000L);
        assertThat(hanging.lead(lead).profile().company().industry()).isNull();
        end.countDown();
        until(() -> {
          hanging.enricher.sweep();
          hanging.enricher.look();
          return hanging.lead(lead).profile().company().industry() != null;
        });
      }
    }
  }

  private static List<RingStore.Waiting> claim(EnrichmentWorld world) {
    return world.rings.claim(new RingStore.Places(5, 5, 5, 5), RingStore.Resting.NOBODY);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("never released");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void leadThatWasDecidedAboutIsToldOfWhatIsFoundLater() throws Exception {
    LeadId lead = world.told(email(domain()));
    decided(lead);
    enriched(lead);
    assertThat(world.inbox.undecided(lead).rows()).anySatisfy(row -> {
      assertThat(row.body()).isEqualTo(new EventBody.ProfileChanged(false));
      assertThat(row.by()).hasToString("system:enrichment");
    });
  }

  @Test
  void whatIsFoundOfHistoryHandsNothingOver() throws Exception {
    LeadId lead = world.told(email(domain()), ACME, true);
    decided(lead);
    enriched(lead);
    assertThat(world.inbox.undecided(lead).rows())
        .anySatisfy(row -> assertThat(row.body()).isEqualTo(new EventBody.ProfileChanged(true)));
  }

  private void enriched(LeadId lead) throws Exception {
    world.lookAtAll();
    asking.ask();
    until(() -> {
      world.enricher.look();
      return world.lead(lead).profile().company().industry() != null;
    });
  }

  /** However often it has to be asked. */
  private void enrichedAtLast(LeadId lead) throws Exception {
    until(() -> {
      asking.ask();
      world.enricher.sweep();
      world.enricher.look();
      return world.lead(lead).profile().company().industry() != null;
    });
  }

  private void decided(LeadId lead) {
    world.jdbc.sql(
            """
            insert into lead_status (lead_id, seq, decided_at, policy_version, stage, band, score, fit, grade, sla_level,
                                     recycles, progress, reply)
            values (:lead, 1, now(), 1, 'NURTURING', 'COLD', 0, 0, 'D', 'NONE', 0, '{}', '{}')""")
        .param("lead", lead.value()).update();
    world.jdbc.sql("update inbox set decided_seq = 1, ring_at = null where lead_id = :lead").param("lead", lead.value()).update();
  }

  @Test
  void oneQuestionServesAllLeadsOfADomain() throws Exception {
    List<IntakeRequest> requests = new ArrayList<>();
    List<String> domains = List.of(domain(), domain(), domain());
    for (int i = 0; i < 600; i++) {
      requests.add(new IntakeRequest(
          new LeadDetails(email(domains.get(i % 3)), null, LeadDetails.Facts.NONE, LeadDetails.Touch.NONE, Map.of()),
          EnrichmentWorld.SITE, null, true, null));
    }
    world.intake.intakeAll(requests);
    until(() -> {
      world.lookAtAll();
      asking.ask();
      return world.count("select count(*) from lead where industry = 'Software'") == 600;
    });
    domains.forEach(domain -> assertThat(service.byDomain.get(domain).get()).isEqualTo(1));
    world.told(email(domains.get(0)));
    world.lookAtAll();
    asking.ask();
    assertThat(world.count("select count(*) from lead where industry = 'Software'")).isEqualTo(601);
    assertThat(service.asked).as("what is known is not asked again").hasValue(3);
  }

  @Test
  void neverMoreQuestionsASecondThanAllowedAndHalfThePlacesAreForSingleLeads() throws Exception {
    List<IntakeRequest> requests = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      requests.add(new IntakeRequest(
          new LeadDetails(email(domain()), null, LeadDetails.Facts.NONE, LeadDetails.Touch.NONE, Map.of()),
          EnrichmentWorld.SITE, null, true, null));
    }
    world.intake.intakeAll(requests);
    world.lookAtAll();
    CountDownLatch end = new CountDownLatch(1);
    service.answers = question -> {
      await(end);
      return Answer.NOTHING;
    };
    try (Asking slow = world.asking(service, 4, 1_000)) {
      slow.ask();
      slow.ask();
      until(() -> service.asked.get() == 2);
      LeadId single = world.told(email(domain()));
      world.lookAtAll();
      slow.ask();
      until(() -> service.asked.get() == 3);
      assertThat(world.lead(single).leadId()).isEqualTo(single);
      slow.ask();
      assertThat(service.asked).as("places for leads among many are taken").hasValue(3);
      end.countDown();
    }
    Scripted fast = service;
    fast.asked.set(0);
    try (Asking paced = world.asking(fast, 50, 5)) {
      Thread.sleep(1_100);
      long begun = System.nanoTime();
      until(() -> {
        paced.ask();
        return fast.asked.get() >= 15;
      });
      assertThat((System.nanoTime() - begun) / 1_000_000).as("15 questions at 5 a second").isGreaterThan(1_900);
    }
  }

  @Test
  void processThatDiesBetweenAskingAndWritingLosesNothingAndWritesOnce() throws Exception {
    LeadId lead = world.told(email(domain()));
    world.lookAtAll();
    // A process took the question and died: nothing of it is left but its lease.
    assertThat(new AnswerStore(world.jdbc).take("scripted", false, 5, Duration.ofMillis(300), false)).hasSize(1);
    asking.ask();
    assertThat(service.asked).as("it is with somebody").hasValue(0);
    Thread.sleep(350);
    enriched(lead);
    assertThat(service.asked).hasValue(1);
    // Another died between the answer and the look: the answer is there, the wake was lost.
    LeadId second = world.told(email(domain()));
    world.lookAtAll();
    AnswerStore answers = new AnswerStore(world.jdbc);
    String question = answers.take("scripted", false, 5, Duration.ofSeconds(5), false).get(0).question();
    answers.keep("scripted", question, found("industry", "Software"), Duration.ofDays(1));
    world.lookAtAll();
    assertThat(world.lead(second).profile().company().industry()).isNull();
    world.enricher.sweep();
    world.lookAtAll();
    world.enricher.sweep();
    world.lookAtAll();
    assertThat(world.lead(second).profile().company().industry()).isEqualTo("Software");
    assertThat(world.jdbc.sql("select count(*) from fact_change where lead_id = :lead and field = 'industry'")
        .param("lead", second.value()).query(Integer.class).single()).isEqualTo(1);
  }

  @Test
  void deadServiceDelaysNobody() throws Exception {
    service.answers = question -> new Answer.Failed("it answered 500", null, Answer.Because.PROVIDER);
    for (int i = 0; i < 5; i++) {
      world.told(email(domain()));
    }
    world.lookAtAll();
    until(() -> {
      asking.ask();
      return world.count("select failures from enrichment_provider") >= 5;
    });
    int before = service.asked.get();
    LeadId lead = world.told(email(domain()));
    world.lookAtAll();
    assertThat(world.rings(lead)).as("it does not wait for a service that rests").isTrue();
    asking.ask();
    assertThat(service.asked).as("which is left alone").hasValue(before);
    world.jdbc.sql("update enrichment_provider set rests_until = now(), failing_since = now() - interval '6 minutes'").update();
    assertThat(world.enrichment.troubles()).singleElement()
        .satisfies(trouble -> assertThat(trouble.words()).contains("scripted", "it answered 500"));
    service.answers = question -> found("industry", "Software");
    asking.ask();
    until(() -> world.count("select failures from enrichment_provider") == 0);
    assertThat(service.asked).as("one tries whether it answers again").hasValue(before + 1);
    assertThat(world.enrichment.troubles()).isEmpty();
    enrichedAtLast(lead);
  }

  @Test
  void questionsThatAServiceDoesNotTakeRestNobodyElses() throws Exception {
    service.answers = question -> new Answer.Failed("it answered 422", null, Answer.Because.QUESTION);
    for (int i = 0; i < 8; i++) {
      world.told(email(domain()));
    }
    world.lookAtAll();
    until(() -> {
      asking.ask();
      return world.count("select count(*) from enrichment_answer where outcome = 'FAILED' and taken_until is null") == 8;
    });
    assertThat(service.asked).as("none is asked again").hasValue(8);
    assertThat(world.count("select count(*) from enrichment_answer where ask_at is not null")).isZero();
    assertThat(world.count("select failures from enrichment_provider")).isZero();
    service.answers = question -> found("industry", "Software");
    LeadId lead = world.told(email(domain()));
    world.lookAtAll();
    enrichedAtLast(lead);
  }

  /** A service that fails at a few companies whenever it is asked for them is not away for all others. */
  @Test
  void fewQuestionsThatFailEachTimeKeepNobodyElseWaiting() throws Exception {
    Set<String> bad = ConcurrentHashMap.newKeySet();
    service.answers = question -> bad.contains(question.domain())
        ? new Answer.Failed("it answered 500", null, Answer.Because.PROVIDER)
        : found("industry", "Software");
    for (int i = 0; i < 7; i++) {
      String domain = domain();
      bad.add(domain);
      world.told(email(domain));
    }
    world.lookAtAll();
    until(() -> {
      asking.ask();
      return world.count("select failures from enrichment_provider") >= 5;
    });
    LeadId lead = world.told(email(domain()));
    world.lookAtAll();
    world.jdbc.sql("update enrichment_answer set ask_at = now() - interval '1 minute' where tries > 0").update();
    world.jdbc.sql("update enrichment_provider set rests_until = now()").update();
    asking.ask();
    until(() -> world.count("select failures from enrichment_provider") == 0);
    enrichedAtLast(lead);
  }

  @Test
  void serviceThatWantsToBeLeftAloneIs() throws Exception {
    service.answers = question -> new Answer.Failed("it answered 429", Duration.ofSeconds(60), Answer.Because.PROVIDER);
    LeadId first = world.told(email(domain()));
    world.lookAtAll();
    asking.ask();
    until(() -> world.count("select count(*) from enrichment_answer where outcome = 'FAILED'") == 1
        && world.count("select count(rests_until) from enrichment_provider") == 1);
    assertThat(world.count("select (rests_until > now() + interval '50 seconds')::int from enrichment_provider")).isEqualTo(1);
    assertThat(world.count("select (ask_at > now() + interval '50 seconds')::int from enrichment_answer")).isEqualTo(1);
    world.enricher.look();
    assertThat(world.rings(first)).as("nothing comes in time").isTrue();
    world.told(email(domain()));
    world.lookAtAll();
    asking.ask();
    assertThat(service.asked).hasValue(1);
  }

  @Test
  void noLeadOfAFreeMailboxIsAskedAboutByItsDomain() {
    LeadId lead = world.told(email("gmail.com"));
    assertThat(world.rings(lead)).isTrue();
    assertThat(world.count("select count(*) from enrichment_wish")).isZero();
  }

  @Test
  void forgottenLeadIsAskedAboutNoMore() {
    LeadId lead = world.told(email(domain()));
    world.lookAtAll();
    world.leads.bury(lead, Instant.now());
    assertThat(world.count("select count(*) from enrichment_wish")).isZero();
    asking.ask();
    assertThat(service.asked).hasValue(0);
    assertThat(world.count("select count(*) from enrichment_answer")).isZero();
  }

  @Test
  void answersAreAskedForAgainOnceTheyAreNotGoodAnyMoreOrWhereSomebodyWantsIt() throws Exception {
    String domain = domain();
    LeadId lead = world.told(email(domain));
    enriched(lead);
    service.answers = question -> found("industry", "Hardware");
    assertThat(world.enrichment.ask(world.lead(lead))).isEqualTo(Enrichment.Wished.ASKED);
    assertThat(world.enrichment.ask(world.lead(lead))).isEqualTo(Enrichment.Wished.TOO_SOON);
    until(() -> {
      asking.ask();
      world.enricher.look();
      return "Hardware".equals(world.lead(lead).profile().company().industry());
    });
    assertThat(service.asked).hasValue(2);
    world.jdbc.sql("update enrichment_answer set expires_at = now()").update();
    service.answers = question -> found("industry", "Steel");
    world.told(world.lead(lead).email(), new LeadDetails.Facts(null, null, null, "CFO", null, null, null, null, Map.of()), false);
    until(() -> {
      asking.ask();
      world.enricher.look();
      return "Steel".equals(world.lead(lead).profile().company().industry());
    });
    assertThat(service.asked).hasValue(3);
  }
}
