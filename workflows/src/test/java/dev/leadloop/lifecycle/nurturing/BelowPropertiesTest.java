package dev.leadloop.lifecycle.nurturing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.RandomLivesTest;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.BelowRule;
import dev.leadloop.policy.scoring.BelowRule.LeadsTo;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.ScoreCard.Layer;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random lives under random rules for what lies below, each decision held against a judgement of its own: by the parts of the
 * explained score, by the journal's own times, and hour by hour until the next due time.
 */
class BelowPropertiesTest {
  private static final long SEED = 4_711;
  private static final int LIVES = 90;
  private static final Duration LOOKED_AHEAD = Duration.ofDays(40);

  private int closed;
  private int withheld;
  private int lifted;
  private int byTime;
  private int looked;

  @Test
  void everyDecisionIsWhatTheNumbersSayAndNothingChangesBeforeItsTime() {
    for (long seed = SEED; seed < SEED + LIVES; seed++) {
      Random random = new Random(seed);
      Judge judge = new Judge(policy(random), random);
      RandomLivesTest.randomLife(seed, judge.policy, judge::judged);
    }
    assertThat(List.of(closed, withheld, lifted, byTime, looked)).as("closed, withheld, lifted, by time, looked ahead")
        .allSatisfy(count -> assertThat(count).isGreaterThan(9));
  }

  private static LeadPolicy policy(Random random) {
    List<NegativeRule> negatives = new ArrayList<>();
    negatives.add(new NegativeRule("opens", new Condition.SignalCount(List.of("email_open"), 1 + random.nextInt(2),
        Duration.ofDays(5 + random.nextInt(40))), -10 - random.nextInt(40), NegativeRule.LeadsTo.POINTS, null, "only opens"));
    negatives.add(new NegativeRule("intern", new Condition.Fact("title", Condition.Comparison.CONTAINS, List.of("intern")),
        -random.nextInt(30), random.nextInt(4) == 0 ? NegativeRule.LeadsTo.SUPPRESS : NegativeRule.LeadsTo.POINTS, null,
        "intern"));
    BelowRule[] rules = new BelowRule[1 + random.nextInt(3)];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = rule("below-" + i, random);
    }
    if (random.nextBoolean()) {
      rules[0] = new BelowRule("lifts", Map.of(random.nextBoolean() ? QualifyingNumber.NEGATIVE : QualifyingNumber.SCORE,
          -random.nextInt(10)), null, LeadsTo.SUPPRESS, "lies below for a time");
    }
    return TestPolicies.below(TestPolicies.closing(1, negatives.toArray(NegativeRule[]::new)), rules);
  }

  private static BelowRule rule(String id, Random random) {
    Map<QualifyingNumber, Integer> below = new EnumMap<>(QualifyingNumber.class);
    while (below.isEmpty()) {
      put(below, QualifyingNumber.SCORE, -20 + random.nextInt(60), random);
      put(below, QualifyingNumber.ENGAGEMENT, 1 + random.nextInt(50), random);
      put(below, QualifyingNumber.FIT, 1 + random.nextInt(50), random);
      put(below, QualifyingNumber.NEGATIVE, -random.nextInt(30), random);
    }
    return new BelowRule(id, below, random.nextInt(3) == 0 ? null : Duration.ofHours(1 + random.nextInt(1_500)),
        random.nextBoolean() ? LeadsTo.SUPPRESS : LeadsTo.DISQUALIFY, "lies below " + id);
  }

  private static void put(Map<QualifyingNumber, Integer> below, QualifyingNumber number, int limit, Random random) {
    if (random.nextInt(3) == 0) {
      below.put(number, limit);
    }
  }

  /** Judges one life as it is lived, by what it wrote. */
  private final class Judge {
    private final LeadPolicy policy;
    private final Random random;
    private Instant stageSince = Instant.MAX;

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
        take(before, decision, noted.entry());
      }
      boolean nurtured = progress.stage() == Stage.NURTURING;
      assertThat(nurtured ? label(closing(decision.next(), decision.at())) : null).as("still open").isNull();
      if (progress.stage().nurtured()) {
        assertThat(progress.nurture().withheld()).as("withheld").isEqualTo(mailStops(decision.next(), decision.at()));
      }
      if (nurtured && random.nextInt(progress.nurture().withheld() == null ? 20 : 3) == 0) {
        lookAhead(decision);
      }
      return decision;
    }

    private void take(LeadState before, Decision decision, JournalEntry entry) {
      switch (entry) {
        case JournalEntry.Entered ignored -> stageSince = decision.at();
        case JournalEntry.StageChanged changed -> {
          if (changed.cause().startsWith("lies below")) {
            closed++;
            byTime += decision.verdicts().isEmpty() ? 1 : 0;
            assertThat(changed.from()).isEqualTo(Stage.NURTURING);
            assertThat(changed.to()).isEqualTo(Stage.DISQUALIFIED);
            assertThat(Stage.DISQUALIFIED).isEqualTo(decision.next().progress().stage());
            BelowRule rule = closing(decision.next(), decision.at());
            assertThat(rule).as("closed though nothing closes it").isNotNull();
            rule.below().forEach((number, limit) -> assertThat(changed.cause())
                .contains(number.words() + " " + numbers(decision.next(), decision.at()).get(number) + " is below " + limit));
          }
          stageSince = decision.at();
        }
        case JournalEntry.NurtureWithheld held -> {
          withheld += held.rule() != null ? 1 : 0;
          lifted += held.rule() == null ? 1 : 0;
        }
        default -> {}
      }
    }

    /** Hour by hour, nothing that lies below begins or ends before the lead is woken. */
    private void lookAhead(Decision decision) {
      looked++;
      Instant until = decision.at().plus(LOOKED_AHEAD);
      Instant due = decision.due() == null ? Instant.MAX : decision.due().at();
      for (Instant at = decision.at(); at.isBefore(due) && at.isBefore(until); at = at.plus(Duration.ofHours(1))) {
        assertThat(label(closing(decision.next(), at))).as("closed at %s, due %s", at, decision.due()).isNull();
        assertThat(mailStops(decision.next(), at)).as("withheld at %s, due %s", at, decision.due())
            .isEqualTo(decision.next().progress().nurture().withheld());
      }
    }

    private @Nullable String label(@Nullable BelowRule rule) {
      return rule == null ? null : rule.label();
    }

    private @Nullable BelowRule closing(LeadState lead, Instant at) {
      LeadProgress progress = lead.progress();
      if (progress.qualification().review() != null) {
        return null;
      }
      List<EndedCycle> ended = progress.handoffs().ended();
      for (Signal signal : lead.signals()) {
        boolean answered = !ended.isEmpty() && !signal.occurredAt().isAfter(ended.getLast().at());
        if (signal.type().equals("demo_requested") && !signal.voided() && !answered
            && Duration.between(signal.occurredAt(), at).compareTo(Duration.ofDays(30)) <= 0) {
          return null;
        }
      }
      return holding(LeadsTo.DISQUALIFY, lead, at);
    }

    private @Nullable String mailStops(LeadState lead, Instant at) {
      for (NegativeRule rule : policy.negatives()) {
        if (rule.leadsTo() == NegativeRule.LeadsTo.SUPPRESS && "Intern".equals(lead.profile().title())) {
          return rule.label();
        }
      }
      BelowRule rule = lead.progress().stage() == Stage.NURTURING ? holding(LeadsTo.SUPPRESS, lead, at) : null;
      return rule == null ? null : rule.inWords();
    }

    private @Nullable BelowRule holding(LeadsTo leadsTo, LeadState lead, Instant at) {
      LeadProgress progress = lead.progress();
      Map<QualifyingNumber, Integer> numbers = numbers(lead, at);
      boolean ready = numbers.get(QualifyingNumber.FIT) >= 20 && numbers.get(QualifyingNumber.SCORE) >= 30;
      if (ready || progress.recycling().gate() != null && progress.recycling().gate().parkedUntil() != null) {
        return null;
      }
      NurturePosition running = progress.nurture().position();
      Instant begun = running == null || running.enrolledAt().isBefore(stageSince) ? stageSince : running.enrolledAt();
      for (BelowRule rule : policy.qualification().below()) {
        boolean given = rule.after() == null || Duration.between(begun, at).compareTo(rule.after()) >= 0;
        boolean below = true;
        for (Map.Entry<QualifyingNumber, Integer> limit : rule.below().entrySet()) {
          below &= numbers.get(limit.getKey()) < limit.getValue();
        }
        if (rule.leadsTo() == leadsTo && given && below) {
          return rule;
        }
      }
      return null;
    }

    /** Each number by the parts that explain it. */
    private Map<QualifyingNumber, Integer> numbers(LeadState lead, Instant at) {
      ScoreCard card = Scoring.score(lead.profile(), lead.signals(), policy, at);
      return Map.of(QualifyingNumber.SCORE, sum(card, Layer.ENGAGEMENT, Layer.NEGATIVE, Layer.FLOOR),
          QualifyingNumber.ENGAGEMENT, sum(card, Layer.ENGAGEMENT), QualifyingNumber.NEGATIVE, sum(card, Layer.NEGATIVE),
          QualifyingNumber.FIT, sum(card, Layer.FIT));
    }

    private int sum(ScoreCard card, Layer... layers) {
      return (int) Math.round(card.parts().stream().filter(part -> List.of(layers).contains(part.layer()))
          .mapToDouble(ScoreCard.Contribution::counted).sum());
    }
  }
}
