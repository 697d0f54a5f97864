package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.RecycleGate;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policy.sales.RecycleRules;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whoever stands above a threshold, and is held back by no answer of sales, stands in the stage of it: no decision leaves such a
 * lead waiting for its next signal, however it came to be nurtured again. The judge counts by itself what an answer asks for.
 */
class NobodyReadyWaitsTest {
  private static final long SEED = 41_007;
  private static final int LIVES = Integer.getInteger("leadloop.ready.lives", 600);
  private static final int MQL = 30;
  private static final int SQL = 80;

  private final Map<Stage, Integer> straightOn = new EnumMap<>(Stage.class);
  private int heldBack;
  private int wonBack;

  @Test
  void noDecisionLeavesALeadWaitingThatIsReady() {
    for (long seed = SEED; seed < SEED + LIVES; seed++) {
      try {
        live(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    assertThat(straightOn.getOrDefault(Stage.SALES_QUALIFIED, 0)).as("from closed to SQL in one decision").isGreaterThan(10);
    assertThat(straightOn.getOrDefault(Stage.MQL, 0)).as("from closed to MQL in one decision").isGreaterThan(5);
    assertThat(heldBack).as("ready, but for an answer of sales").isGreaterThan(20);
    assertThat(wonBack).as("won back and ready").isGreaterThan(5);
  }

  private void live(Random random) {
    Life life = new Life(policy(random), Life.director(), "rep-a", "rep-b", "rep-c");
    life.bug = (before, decision) -> {
      judge(life.policy, decision);
      return decision;
    };
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    for (int i = 0; i < 60; i++) {
      switch (random.nextInt(8)) {
        case 0 -> life.passes(Duration.ofHours(random.nextInt(400)));
        case 1 -> life.passes(Duration.ofMinutes(random.nextInt(600)));
        case 2, 3 -> life.signal(random.nextBoolean() ? "pricing_page_view" : "ebook_download");
        case 4 -> life.happens(Life.MANAGER, new EventBody.Reopened("came back"));
        default -> life.happens(Life.MANAGER, ours(RandomLivesTest.body(random, 0, life.now)));
      }
    }
  }

  /** What is imported, or told of the past, hands nobody over: that is another rule. */
  private static EventBody ours(EventBody body) {
    return switch (body) {
      case EventBody.Engaged engaged -> new EventBody.Engaged(engaged.type(), engaged.properties(), false);
      case EventBody.ProfileChanged ignored -> new EventBody.ProfileChanged(false);
      case EventBody.ErasureAsked ignored -> new EventBody.Contacted();
      default -> body;
    };
  }

  private void judge(LeadPolicy policy, Decision decision) {
    decision.journal().forEach(noted -> restsAfterAnswer(noted.entry(), policy, decision));
    LeadProgress progress = decision.next().progress();
    if (progress == null || decision.journal().isEmpty() || !progress.stage().nurtured()) {
      counted(decision);
      return;
    }
    ScoreSummary written = progress.qualification().score();
    ScoreSummary now =
        Scoring.score(decision.next().profile(), decision.next().signals(), policy, decision.at()).summary();
    int least = Math.min(written.score(), now.score());
    int fit = Math.min(written.fit(), now.fit());
    if (mayRise(progress, policy, decision)) {
      assertThat(least >= SQL && fit >= 40)
          .as("%s with %s points and fit %s waits to be handed over", progress.stage(), least, fit).isFalse();
      assertThat(progress.stage() == Stage.NURTURING && least >= MQL && fit >= 20)
          .as("NURTURING with %s points and fit %s waits to be an MQL", least, fit).isFalse();
    } else if (least >= SQL && fit >= 40) {
      heldBack++;
    }
    counted(decision);
  }

  /** A score alone hands nobody over whom sales has given back just before, whatever has become of them meanwhile. */
  private static void restsAfterAnswer(JournalEntry entry, LeadPolicy policy, Decision decision) {
    if (entry instanceof JournalEntry.StageChanged changed && changed.to() == Stage.SALES_QUALIFIED && changed.from().nurtured()
        && changed.evidence() != null && changed.evidence().trigger().equals("score")) {
      Instant rested = decision.at().minus(policy.recycle().coolDown());
      decision.next().progress().handoffs().ended().forEach(end -> assertThat(
          end.at().isAfter(rested) && (end.how() == How.REJECTED || end.how() == How.RETURNED))
              .as("handed over by score at %s after %s", decision.at(), end).isFalse());
    }
  }

  private static boolean mayRise(LeadProgress progress, LeadPolicy policy, Decision decision) {
    RecycleGate gate = progress.recycling().gate();
    if (gate == null) {
      return true;
    }
    Instant cooled = gate.since().plus(policy.recycle().coolDown());
    List<Signal> fresh = decision.next().signals().stream().filter(one -> one.occurredAt().isAfter(gate.since())).toList();
    int points = Scoring.score(decision.next().profile(), fresh, policy, decision.at()).summary().engagement();
    return gate.parkedUntil() == null && !cooled.isAfter(decision.at()) && points >= gate.freshPoints();
  }

  private void counted(Decision decision) {
    Stage from = null;
    for (Decision.Noted noted : decision.journal()) {
      if (noted.entry() instanceof JournalEntry.StageChanged changed) {
        if (from != null && changed.from() == Stage.NURTURING) {
          straightOn.merge(changed.to(), 1, Integer::sum);
          wonBack += noted.causeEventId() == null ? 1 : 0;
        }
        from = changed.from().closed() && changed.to() == Stage.NURTURING ? changed.from() : null;
      }
    }
  }

  /** Lost leads come back after days, so that some of them are still ready. */
  private static LeadPolicy policy(Random random) {
    LeadPolicy small = TestPolicies.small();
    List<Disposition> dispositions = small.dispositions();
    RecycleRules recycle =
        new RecycleRules(4, Duration.ofHours(random.nextInt(200)), Duration.ofDays(1 + random.nextInt(9)), "budget");
    return TestPolicies.policy(
        small.version(), small.contentHash(), small.name(), small.scoring(), small.fit(), small.negatives(),
        small.qualification(), small.sequences(), small.tracks(), small.calendars(), small.sla(), small.routing(), dispositions,
        recycle, small.afterAcceptance(), small.consent(), small.review(), small.nurture());
  }
}
