package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.intake.FactStore;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.scoring.NaiveScore;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.Scoring;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Lives random lives in the database and holds five tellers of one score against each other: the decision, the status row,
 * the explained score, a book that this test keeps of what was known when, and what that book comes to counted another way.
 * Signals come late, twice and voided, facts change, and the lead is moved to other policies. A failure names its seed;
 * {@code .ci/long} lives ten thousand.
 */
class ScoresThroughLivesTest {
  private static final int LIVES = Integer.getInteger("leadloop.score.lives", 25);
  private static final long SEED = Long.getLong("leadloop.score.seed", 20_260_701L);
  private static final List<LeadPolicy> VERSIONS = List.of(
      PolicyTexts.read(PolicyCatalog.starter(), 1),
      PolicyTexts.read(PolicyCatalog.starter().replace("half-life: 30d", "half-life: 7d").replace("cap: 300", "cap: 130")
          .replace("floor: -100", "floor: -20"), 2),
      PolicyTexts.read(PolicyCatalog.starter().replace("window: 90d", "window: 20d").replace("points: 25, cap: 75", "points: 31")
          .replace("fit: 25 }", "fit: 10 }"), 3));
  private static final List<String> TYPES =
      List.of("email_open", "ebook_download", "pricing_page_view", "demo_requested", "careers_page_view", "session_start",
          "trial_started", "product_event", "email_click", "checklist_download");
  private static final List<String> TITLES = List.of("CEO", "Intern", "Vice President of Sales", "Teamleiter", "Student");
  private static final RecordFixture FIXTURE = new RecordFixture();

  private final FactStore facts = new FactStore(FIXTURE.jdbc);
  private final Scores scores = new Scores(new LeadReadStore(FIXTURE.jdbc), facts, policies());

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @Test
  void decisionStatusRowExplanationAndBookTellOneScore() {
    int compared = 0;
    for (long seed = SEED; seed < SEED + LIVES; seed++) {
      try {
        compared += new Life(seed).live();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    System.out.println(LIVES + " lives in the database, " + compared + " scores at random instants compared");
    assertThat(compared).isGreaterThan(LIVES * 10);
  }

  /** What was known of one lead, and when: kept by hand as it is told. */
  private final class Life {
    final Random random;
    final String email;
    final DecideAndRecord decisions;
    final TreeMap<Instant, LeadProfile> known = new TreeMap<>();
    final TreeMap<Instant, List<Signal>> taken = new TreeMap<>();
    final TreeMap<Instant, Integer> versions = new TreeMap<>();
    final LeadId lead;
    int events;
    int version = 1;
    @Nullable InboxRow last;

    Life(long seed) {
      random = new Random(seed);
      email = "life" + seed + (random.nextBoolean() ? "@gmail.com" : "@works.example");
      decisions = new DecideAndRecord(FIXTURE.records, FIXTURE.transaction, policies(), (state, rows, policy, desk, now) -> {
        var decision = LeadLifecycle.decide(state, rows, policy, desk, now);
        if (!decision.needsDesk() && !decision.journal().isEmpty()) {
          taken.put(now, decision.next().signals());
          versions.put(now, policy.version());
        }
        return decision;
      }, FIXTURE.clock);
      lead = tell();
    }

    int live() {
      int compared = 0;
      decide();
      for (int step = 0; step < 25; step++) {
        FIXTURE.later(Duration.ofMinutes(random.nextInt(20_000)));
        switch (random.nextInt(8)) {
          case 0, 1 -> tell();
          case 2 -> happens(new EventBody.SignalVoided("e" + random.nextInt(events + 1), "pricing_page_view", "a machine"),
              Duration.ZERO);
          case 3 -> {
            version = version % VERSIONS.size() + 1;
            happens(new EventBody.RolledOut(version), Duration.ZERO);
          }
          case 4 -> again();
          default -> happens(
              new EventBody.Engaged(TYPES.get(random.nextInt(TYPES.size())), properties(), random.nextBoolean()),
              random.nextInt(3) == 0 ? Duration.ofHours(random.nextInt(1_500)) : Duration.ZERO);
        }
        FIXTURE.later(Duration.ofMinutes(random.nextInt(3) == 0 ? random.nextInt(3_000) : 0));
        if (random.nextInt(4) != 0) {
          decide();
          agree();
        }
        compared += compare();
      }
      return compared;
    }

    /** Decision, journal, status row and explanation of the instant at which the score was decided. */
    private void agree() {
      var decided = scores.decidedBy(lead, FIXTURE.now()).orElseThrow();
      StatusStore.Status status = FIXTURE.records.statuses().find(lead).orElseThrow();
      StatusStore.Columns columns = FIXTURE.records.statuses().columns(lead).orElseThrow();
      assertThat(status.progress().qualification().score()).isEqualTo(decided.score());
      assertThat(columns.score()).isEqualTo(decided.score().score());
      assertThat(columns.fit()).isEqualTo(decided.score().fit());
      assertThat(columns.grade()).isEqualTo(decided.score().grade());
      assertThat(columns.productScore()).isEqualTo(decided.score().product());
      assertThat(columns.accountScore()).isEqualTo(decided.score().account());
      assertThat(columns.band()).isEqualToIgnoringCase(decided.score().band().name());
      assertThat(at(decided.at()).summary()).as("explained as decided at %s", decided.at()).isEqualTo(decided.score());
    }

    /** The explanation of random instants against the book. */
    private int compare() {
      Instant first = versions.firstKey();
      Instant last = FIXTURE.now();
      for (int i = 0; i < 3; i++) {
        long micros = Duration.between(first, last).toNanos() / 1_000;
        Instant at = first.plusNanos(1_000 * Math.max(1, (long) (random.nextDouble() * micros)));
        LeadPolicy policy = VERSIONS.get(versions.floorEntry(at).getValue() - 1);
        ScoreCard expected =
            Scoring.score(known.floorEntry(at).getValue(), taken.floorEntry(at).getValue(), policy, at);
        ScoreCard card = at(at);
        assertThat(card.summary()).as("at %s", at).isEqualTo(expected.summary());
        assertThat(NaiveScore.of(card.summary())).as("at %s, counted another way", at).isEqualTo(
            NaiveScore.of(policy, known.floorEntry(at).getValue(), taken.floorEntry(at).getValue(), at));
        assertThat(card.parts().stream().filter(part -> part.layer().ofScore())
                .mapToLong(part -> Math.round(part.counted() * 1_000_000)).sum())
            .isEqualTo(1_000_000L * card.summary().score());
      }
      return 3;
    }

    private ScoreCard at(Instant at) {
      return scores.at(FIXTURE.records.leads().find(lead).orElseThrow(), at).orElseThrow();
    }

    private LeadId tell() {
      LeadDetails.Facts told = new LeadDetails.Facts(
          null, null, pick("Acme", "Works"), pick(TITLES.toArray(String[]::new)),
          random.nextBoolean() ? random.nextInt(2_000) + 1 : null,
          pick("software", "mining"), pick("DE", "Chile", "Deutschland"), null,
          random.nextBoolean() ? Map.of("budget", random.nextBoolean() ? "yes" : "no") : Map.of());
      LeadDetails details =
          new LeadDetails(email, null, told, new LeadDetails.Touch(pick("google", "fair"), null, null, null), Map.of());
      FIXTURE.later(Duration.ofSeconds(1));
      var answer = FIXTURE.intake.intake(new IntakeRequest(details, RecordFixture.SITE, null, random.nextBoolean(), null));
      LeadId told2 = ((dev.leadloop.intake.Intake.Accepted) answer).lead();
      known.put(known.isEmpty() ? Instant.EPOCH : FIXTURE.now(), FIXTURE.records.leads().find(told2).orElseThrow().profile());
      FIXTURE.later(Duration.ofSeconds(1));
      return told2;
    }

    private @Nullable String pick(String... values) {
      return random.nextInt(3) == 0 ? null : values[random.nextInt(values.length)];
    }

    private void happens(EventBody body, Duration ago) {
      events++;
      last = InboxRow.called(lead, "e" + events, "event", FIXTURE.now().minus(ago), Principal.SYSTEM, body);
      FIXTURE.records.inbox().append(last);
    }

    /** What was told before is told again. */
    private void again() {
      if (last != null) {
        FIXTURE.records.inbox().append(last);
      }
    }

    private Map<String, String> properties() {
      return switch (random.nextInt(5)) {
        case 0 -> Map.of("feature", "invite");
        case 1 -> Map.of("seats", String.valueOf(random.nextInt(30)));
        case 2 -> Map.of("topic", "security", "path", "/p" + random.nextInt(4));
        default -> Map.of();
      };
    }

    private void decide() {
      long seq = FIXTURE.records.statuses().find(lead).map(StatusStore.Status::seq).orElse(0L);
      decisions.decideAndRecord(FIXTURE.request(lead, seq + 1));
    }
  }

  private static PolicySource policies() {
    return new PolicySource() {
      @Override
      public LeadPolicy version(int version) {
        return VERSIONS.get(version - 1);
      }

      @Override
      public LeadPolicy latest() {
        return VERSIONS.get(0);
      }
    };
  }
}
