package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.RecycleGate;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.ScoreCard.Layer;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random lives under signs against a lead that end, each decision held against a judge who goes by the parts of the explained
 * score, hour by hour until the next due time: no lead is ready before it is woken, and whoever is woken for it is ready.
 */
class RisingPropertiesTest {
  private static final long SEED = 1_848;
  private static final int LIVES = Integer.getInteger("leadloop.rising.lives", 70);
  private static final Duration LOOKED_AHEAD = Duration.ofDays(45);
  private static final int MQL = 30;
  private static final int SQL = 80;

  private int marketing;
  private int sales;
  private int looked;
  private int foreseen;

  @Test
  void timeMakesALeadReadyInTheHourInWhichASignAgainstItEnds() {
    for (long seed = SEED; seed < SEED + LIVES; seed++) {
      Random random = new Random(seed);
      Judge judge = new Judge(policy(random), random);
      try {
        live(judge, random);
        RandomLivesTest.randomLife(seed, judge.policy, new Judge(judge.policy, random)::judged);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    System.out.println(
        "ready by time: " + marketing + " MQL, " + sales + " SQL; looked ahead " + looked + ", foreseen " + foreseen);
    assertThat(List.of(marketing, looked, foreseen)).allSatisfy(count -> assertThat(count).isGreaterThan(20));
    assertThat(sales).isPositive();
  }

  @Test
  void nobodyIsWokenForItWhoHasNoSignAgainstThem() {
    List<String> woken = new ArrayList<>();
    for (long seed = SEED; seed < SEED + 2 * LIVES; seed++) {
      Random random = new Random(seed);
      LeadPolicy policy = TestPolicies.closing(1,
          new NegativeRule("never-seen", new Condition.SignalCount(List.of("careers_page_view"), 1,
              Duration.ofDays(1 + random.nextInt(40))), -20, NegativeRule.LeadsTo.POINTS, null, "looks for a job"));
      RandomLivesTest.randomLife(seed, policy, (before, decision) -> {
        if (decision.due() != null && decision.due().label().contains("by its numbers")) {
          woken.add(decision.due().label());
        }
        decision.journal().stream().map(Decision.Noted::entry).filter(JournalEntry.StageChanged.class::isInstance)
            .map(entry -> ((JournalEntry.StageChanged) entry).cause())
            .filter(cause -> cause.startsWith("by time")).forEach(woken::add);
        return decision;
      });
    }
    assertThat(woken).isEmpty();
  }

  @Test
  void theTimelineSaysThatTimeDidIt() {
    LeadPolicy policy = TestPolicies.closing(1, new NegativeRule("careers", new Condition.SignalCount(
        List.of("careers_page_view"), 1, Duration.ofDays(3)), -20, NegativeRule.LeadsTo.POINTS, null, "looks for a job"));
    Life life = new Life(policy, Life.director(), "rep-a");
    List<Decision.Noted> lines = new ArrayList<>();
    life.bug = (before, decision) -> {
      lines.addAll(decision.journal());
      return decision;
    };
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    life.signal("careers_page_view").signal("pricing_page_view").signal("ebook_download");
    assertThat(life.stage()).as("15 points of 30").isEqualTo(Stage.NURTURING);
    Instant came = life.now;
    life.passes(Duration.ofDays(3));
    assertThat(life.stage()).as("a sign counts for all of its time").isEqualTo(Stage.NURTURING);
    assertThat(life.due.label()).isEqualTo("without a new signal it becomes an MQL by its numbers");
    assertThat(life.due.at()).isBetween(came.plus(Duration.ofDays(3)), came.plus(Duration.ofDays(3)).plus(Duration.ofHours(1)));
    life.passes(Duration.ofHours(1));
    assertThat(life.stage()).isEqualTo(Stage.MQL);
    Decision.Noted moved = lines.stream()
        .filter(noted -> noted.entry() instanceof JournalEntry.StageChanged).findFirst().orElseThrow();
    assertThat(moved.by()).isEqualTo(Principal.SYSTEM);
    assertThat(moved.causeEventId()).isNull();
    assertThat(((JournalEntry.StageChanged) moved.entry()).cause()).isEqualTo("by time alone the score reached 33");
  }

  /** Of a lead that shows interest and signs against it by turns, and that sales gives back. */
  private static void live(Judge judge, Random random) {
    Life life = new Life(judge.policy, Life.director(), "rep-a", "rep-b");
    life.bug = judge::judged;
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    List<String> types = List.of("ebook_download", "ebook_download", "pricing_page_view", "email_open", "unknown_thing");
    for (int i = 0; i < 60; i++) {
      boolean imported = random.nextInt(8) == 0;
      switch (random.nextInt(8)) {
        case 0, 1 -> life.passes(Duration.ofMinutes(random.nextInt(6_000)));
        case 2 -> life.passes(Duration.ofMinutes(random.nextInt(40_000)));
        case 3 -> life.happens(Life.MANAGER, random.nextBoolean()
            ? new EventBody.Rejected(0, random.nextBoolean() ? "no_need" : "no_budget", false) : new EventBody.Accepted(0));
        case 4 -> life.happens(Life.MANAGER,
            new EventBody.OutcomeReported(EventBody.Outcome.RECYCLED, null, null, "no_need", false));
        default -> life.happens(Life.MARKETING,
            new EventBody.Engaged(types.get(random.nextInt(types.size())), Map.of(), imported));
      }
    }
  }

  private static LeadPolicy policy(Random random) {
    return TestPolicies.closing(1,
        against("opens", "email_open", 1 + random.nextInt(2), random),
        against("unknown", "unknown_thing", 1, random),
        new NegativeRule("quiet", new Condition.Not(new Condition.SignalCount(List.of("ebook_download"), 1,
            Duration.ofDays(5 + random.nextInt(40)))), -random.nextInt(15), NegativeRule.LeadsTo.POINTS, null, "reads nothing"));
  }

  private static NegativeRule against(String id, String type, int least, Random random) {
    return new NegativeRule(id, new Condition.SignalCount(List.of(type), least, Duration.ofHours(48 + random.nextInt(500))),
        -5 - random.nextInt(45), NegativeRule.LeadsTo.POINTS, null, "speaks against it: " + id);
  }

  /** Judges one life as it is lived; what was written last it takes from the journal. */
  private final class Judge {
    private final LeadPolicy policy;
    private final Random random;
    private ScoreSummary written = ScoreSummary.none();

    Judge(LeadPolicy policy, Random random) {
      this.policy = policy;
      this.random = random;
    }

    Decision judged(LeadState before, Decision decision) {
      LeadProgress progress = decision.next().progress();
      if (progress == null) {
        return decision;
      }
      for (Decision.Noted noted : decision.journal()) {
        if (noted.entry() instanceof JournalEntry.StageChanged changed && changed.cause().startsWith("by time alone")) {
          assertThat(noted.causeEventId()).isNull();
          assertThat(noted.by()).isEqualTo(Principal.SYSTEM);
          boolean sold = changed.to() == Stage.SALES_QUALIFIED;
          assertThat(score(decision.next(), decision.at())).isGreaterThanOrEqualTo(sold ? SQL : MQL);
          sales += sold ? 1 : 0;
          marketing += sold ? 0 : 1;
        }
      }
      decision.journal().stream().map(Decision.Noted::entry).filter(JournalEntry.Scored.class::isInstance)
          .forEach(entry -> written = ((JournalEntry.Scored) entry).score());
      if (progress.stage().nurtured() && random.nextInt(6) == 0) {
        lookAhead(decision, progress);
      }
      return decision;
    }

    private void lookAhead(Decision decision, LeadProgress progress) {
      looked++;
      Instant until = decision.at().plus(LOOKED_AHEAD);
      Instant due = decision.due() == null ? Instant.MAX : decision.due().at();
      for (Instant at = decision.at(); at.isBefore(due) && at.isBefore(until); at = at.plus(Duration.ofHours(1))) {
        assertThat(ready(decision.next(), progress, at)).as("ready at %s, due %s", at, decision.due()).isFalse();
      }
      if (decision.due() != null && decision.due().label().contains("by its numbers")) {
        foreseen++;
        assertThat(ready(decision.next(), progress, due)).as("woken in vain at %s: %s", due, decision.due()).isTrue();
      }
    }

    /** Whether a threshold is reached that was not when the score was last written. */
    private boolean ready(LeadState lead, LeadProgress progress, Instant at) {
      ScoreCard card = Scoring.score(lead.profile(), lead.signals(), policy, at);
      int score = sum(card, Layer.ENGAGEMENT, Layer.NEGATIVE, Layer.FLOOR);
      int fit = sum(card, Layer.FIT);
      boolean sold = score >= SQL && fit >= 40 && !(written.score() >= SQL && written.fit() >= 40);
      boolean marketed = progress.stage() == Stage.NURTURING && score >= MQL && fit >= 20
          && !(written.score() >= MQL && written.fit() >= 20);
      return (sold || marketed) && open(lead, progress.recycling().gate(), at);
    }

    private boolean open(LeadState lead, RecycleGate gate, Instant at) {
      if (gate == null) {
        return true;
      }
      List<Signal> fresh = lead.signals().stream().filter(signal -> signal.occurredAt().isAfter(gate.since())).toList();
      return gate.parkedUntil() == null && gate.coolDownUntil() == null
          && sum(Scoring.score(lead.profile(), fresh, policy, at), Layer.ENGAGEMENT) >= gate.freshPoints();
    }

    private int score(LeadState lead, Instant at) {
      return sum(Scoring.score(lead.profile(), lead.signals(), policy, at), Layer.ENGAGEMENT, Layer.NEGATIVE, Layer.FLOOR);
    }

    private int sum(ScoreCard card, Layer... layers) {
      return (int) Math.round(card.parts().stream().filter(part -> List.of(layers).contains(part.layer()))
          .mapToDouble(ScoreCard.Contribution::counted).sum());
    }
  }
}
