package dev.leadloop.scoring;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Measure;
import dev.leadloop.policy.scoring.Condition.Measure.Kind;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import dev.leadloop.policy.scoring.NegativeCaps;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.NegativeRule.LeadsTo;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.PropertyTest.Comparison;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.RuleTerms.HalfLife;
import dev.leadloop.policy.scoring.RuleTerms.Turns;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.BonusRule;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes rules of every kind, and signals with the properties that they ask for, by chance. */
public final class RandomRules {
  public static final List<String> TYPES = List.of("page_view", "session_end", "product_event", "ebook_download");
  /** Use of the product: a type counts there or for engagement. */
  private static final List<String> USE = List.of("trial_started", "feature_used");
  private static final List<String> ALL = Stream.concat(TYPES.stream(), USE.stream()).toList();
  private static final List<String> PATHS = List.of("/pricing", "/Pricing/plans", "/docs", "/jobs/open-jobs", "");
  private static final List<String> TOPICS = List.of("security", "Security", "roi", "pricing plans");

  private final Random random;

  public RandomRules(Random random) {
    this.random = random;
  }

  /** Rules, several for most types. */
  List<SignalRule> rules() {
    return rules(TYPES);
  }

  private List<SignalRule> rules(List<String> types) {
    List<SignalRule> rules = new ArrayList<>();
    for (int i = 2 + random.nextInt(7); i > 0; i--) {
      rules.add(new SignalRule("rule" + i, pick(types), random.nextInt(30), random.nextInt(3) == 0 ? null : random.nextInt(60),
          random.nextBoolean() ? null : pick(List.of("a", "b")), "what rule" + i + " is for", terms()));
    }
    return rules;
  }

  /** Rules without bonuses, with caps for both groups. */
  ScoringRules scoring() {
    return scoring(TYPES);
  }

  private ScoringRules scoring(List<String> types) {
    return new ScoringRules(rules(types), List.of(), chance(4) ? null : days(60), Duration.ofDays(20 + random.nextInt(100)),
        Map.of("a", random.nextInt(60), "b", random.nextInt(60)), 20 + random.nextInt(200), -random.nextInt(60));
  }

  /** Engagement, product, fit and negative rules with conditions of every kind. */
  public LeadPolicy policy(LeadPolicy base) {
    return policy(base, base.version());
  }

  /** The same as a version of its own. */
  LeadPolicy policy(LeadPolicy base, int version) {
    ScoringRules plain = scoring();
    List<BonusRule> bonuses = new ArrayList<>();
    List<NegativeRule> negatives = new ArrayList<>();
    List<FitRule> fit = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      bonuses.add(new BonusRule("bonus" + i, condition(2, plain.reach()), 1 + random.nextInt(20), "bonus" + i));
      negatives.add(new NegativeRule("negative" + i, condition(2, plain.reach()), -random.nextInt(40),
          pick(List.of(LeadsTo.POINTS, LeadsTo.POINTS, LeadsTo.SUPPRESS, LeadsTo.DISQUALIFY)),
          orNull(pick(List.of("who", "what"))), "negative" + i));
      fit.add(new FitRule("fit" + i, condition(1, plain.reach()), 5 + random.nextInt(20), "fit" + i));
    }
    NegativeCaps caps = new NegativeCaps(Map.of("who", random.nextInt(40), "what", random.nextInt(60)),
        orNull(random.nextInt(80)));
    ScoringRules scoring = new ScoringRules(plain.rules(), bonuses, plain.halfLife(), plain.window(), plain.groupCaps(),
        plain.cap(), plain.floor(), caps);
    ScoringRules use = scoring(USE).with(
        List.of(new BonusRule("used", condition(2, plain.reach()), 1 + random.nextInt(20), "used")), random.nextInt(120), 0);
    return ScoringFixtures.with(
        base, version, scoring, use, new FitRules(fit, base.fit().grades(), 10 + random.nextInt(60)), negatives);
  }

  Condition condition(int depth, Duration reach) {
    Duration within = Duration.ofHours(1 + random.nextInt((int) reach.toHours()));
    List<String> types = chance(4) ? List.of() : chance(2) ? List.of(pick(TYPES)) : List.of(pick(TYPES), pick(TYPES));
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> new Condition.SignalCount(List.of(pick(TYPES)), 1 + random.nextInt(3), within);
      case 1 -> new Condition.SignalMeasure(types, tests(), Measure.COUNT, 1 + random.nextInt(3), within);
      case 2 -> new Condition.SignalMeasure(types, tests(), new Measure(Kind.DISTINCT, pick(List.of("day", "path", "topic"))),
          1 + random.nextInt(3), within);
      case 3 -> new Condition.SignalMeasure(types, tests(), new Measure(chance(2) ? Kind.SUM : Kind.LONGEST,
          pick(List.of("seconds", "seats"))), 1 + random.nextInt(150), within);
      case 4 -> new Condition.Quiet(types, tests(), within);
      case 5 -> ScoringFixtures.fact("emailKind", Condition.Comparison.IN, "business");
      case 6 -> new Condition.Not(condition(depth - 1, reach));
      case 7 -> new Condition.All(List.of(condition(depth - 1, reach), condition(depth - 1, reach)));
      default -> new Condition.Any(List.of(condition(depth - 1, reach), condition(depth - 1, reach)));
    };
  }

  /** Somebody with a business address or a free one, known since some time or whenever. */
  public LeadProfile profile(Instant end) {
    LeadProfile person = ScoringFixtures.person(null, null, chance(2) ? EmailKind.BUSINESS : EmailKind.FREE);
    return chance(3) ? person : person.knownSince(end.minus(days(150)));
  }

  private RuleTerms terms() {
    return new RuleTerms(tests(), turns(), chance(4) ? pick(List.of("day", "path", "topic")) : null,
        chance(4) ? new HalfLife(chance(3) ? null : days(40)) : null, chance(4) ? days(200) : null,
        chance(5) ? "seats" : null);
  }

  /** None, one or two tests of properties. */
  List<PropertyTest> tests() {
    List<PropertyTest> tests = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      tests.add(test());
    }
    return tests;
  }

  private PropertyTest test() {
    Comparison comparison = pick(List.of(Comparison.values()));
    return switch (comparison) {
      case IN -> new PropertyTest("topic", comparison, List.of("SECURITY", "roi"));
      case BEGINS_WITH -> new PropertyTest("path", comparison, List.of("/pricing"));
      case CONTAINS -> new PropertyTest(chance(2) ? "path" : "topic", comparison, List.of("jobs", "pricing"));
      case AT_LEAST, AT_MOST -> new PropertyTest(chance(2) ? "seconds" : "seats", comparison,
          List.of(String.valueOf(random.nextInt(60))));
      case KNOWN, UNKNOWN -> new PropertyTest(pick(List.of("path", "topic", "seats")), comparison, List.of());
    };
  }

  private Turns turns() {
    int n = 1 + random.nextInt(4);
    return switch (random.nextInt(6)) {
      case 0 -> new Turns(1, 1);
      case 1 -> new Turns(n, n);
      case 2 -> new Turns(n, Integer.MAX_VALUE);
      default -> Turns.EVERY;
    };
  }

  /** Up to forty signals of the time before; some share an instant, a day or a value, and some are voided. */
  public List<Signal> signals(Instant end) {
    List<Signal> signals = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      Instant at = end.minus(chance(2) ? Duration.ofDays(random.nextInt(40)) : Duration.ofMinutes(random.nextInt(220 * 1_440)));
      signals.add(new Signal("e" + i, pick(ALL), at, properties(), chance(8)));
    }
    return signals;
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    put(properties, "path", pick(PATHS));
    put(properties, "topic", pick(TOPICS));
    put(properties, "seats", chance(6) ? "many" : String.valueOf(random.nextInt(80)));
    put(properties, "seconds", random.nextInt(90) + "." + random.nextInt(10));
    return properties;
  }

  private void put(Map<String, String> properties, String name, String value) {
    if (!chance(3)) {
      properties.put(name, value);
    }
  }

  Duration days(int most) {
    return Duration.ofHours(1 + random.nextInt(most * 24));
  }

  boolean chance(int in) {
    return random.nextInt(in) == 0;
  }

  <T> @Nullable T orNull(T value) {
    return chance(2) ? value : null;
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
