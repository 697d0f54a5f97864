package dev.leadloop.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Comparison;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.NegativeRule.LeadsTo;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The next question is the one whose answers change most, counted anew over every answer there could be. */
class NextQuestionsTest {
  private static final Instant NOW = Instant.parse("2026-03-11T12:00:00Z");
  private static final QualifyingNumber SCORE = QualifyingNumber.SCORE;
  private static final QualifyingNumber FIT = QualifyingNumber.FIT;
  private static final Map<String, List<String>> DOMAIN = domain();
  private static final String NOT_READY = "An answer can show that it is not ready";
  private static final String NOT_FITTING = "An answer can show that a request of its own does not fit";

  /**
   * How much an answer changes: whether it crosses a threshold or closes the lead, by how many points, and what it adds.
   *
   * @param loses what answers can only take away, told by how its sentence begins; empty where they bring something
   */
  private record Weight(int answers, int deciding, double points, int crossing, int closing, int adds, String loses) {}

  private static final List<Stage> BEHIND_IT = List.of(Stage.SALES_QUALIFIED, Stage.SALES_QUALIFIED, Stage.SALES_QUALIFIED,
      Stage.ACCEPTED, Stage.OPPORTUNITY, Stage.WON, Stage.LOST, Stage.DISQUALIFIED, Stage.ERASED);

  @Test
  void agreesWithCountingEveryAnswerUnderRandomPolicies() {
    int asked = 0;
    int told = 0;
    int askedOfSqls = 0;
    Map<String, Integer> losing = new LinkedHashMap<>();
    for (int seed = 0; seed < 800; seed++) {
      Random random = new Random(seed);
      LeadPolicy policy = policy(random);
      LeadProfile profile = person(random);
      List<Signal> signals = IntStream.range(0, random.nextInt(4))
          .mapToObj(i -> new Signal("e" + i, "pricing_page_view", NOW.minus(Duration.ofDays(i)), Map.of(), false)).toList();
      Stage stage = random.nextInt(5) < 3 ? Stage.NURTURING : BEHIND_IT.get(random.nextInt(BEHIND_IT.size()));
      Map<String, Weight> all = new LinkedHashMap<>();
      for (String fact : DOMAIN.keySet()) {
        if (profile.fact(fact) == null) {
          Weight weight = weight(fact, profile, signals, policy, stage);
          if (weight.deciding() > 0 || weight.points() > 0) {
            all.put(fact, weight);
          }
        }
      }
      Optional<NextQuestion> found = NextQuestions.of(profile, signals, policy, NOW, stage);
      assertThat(found.isPresent()).as("seed %d: %s", seed, all).isEqualTo(!all.isEmpty());
      if (found.isPresent()) {
        asked++;
        NextQuestion best = found.get();
        Weight weight = all.get(best.question().fact());
        assertThat(List.of(best.answers(), best.deciding(), best.points())).as("seed " + seed)
            .isEqualTo(List.of(weight.answers(), weight.deciding(), weight.points()));
        boolean sales = stage != Stage.NURTURING;
        boolean toSales = reaches(policy.qualification().mql().get(0), profile, signals, policy);
        if (weight.crossing() == 0 && weight.adds() > 0) {
          told++;
          assertThat(best.because()).as("seed " + seed)
              .startsWith("An answer would add up to " + weight.adds() + (weight.adds() == 1 ? " point; " : " points; "))
              .containsPattern("; (score|fit) is [0-9]+ of [0-9]+(, and (score|fit) is -?[0-9]+ of [0-9]+)? asked for "
                  + (toSales ? "SQL" : "MQL") + "$");
        }
        if (!weight.loses().isEmpty()) {
          losing.merge(weight.loses(), 1, Integer::sum);
          assertThat(best.because()).as("seed " + seed).startsWith(weight.loses());
        }
        if (sales) {
          askedOfSqls++;
          assertThat(best.because()).as("seed " + seed)
              .isEqualTo("An answer can close it, since a rule of the policy says so");
        }
        assertThat(all.values()).as("seed %d: none is better than %s", seed, weight).noneMatch(other -> better(other, weight));
      }
    }
    assertThat(asked).isGreaterThan(150);
    assertThat(told).isGreaterThan(30);
    assertThat(askedOfSqls).isGreaterThan(10);
    assertThat(losing.keySet()).as("what answers can only take away").containsExactlyInAnyOrder(NOT_READY, NOT_FITTING);
  }

  @Test
  void aLeadThatAskedForSalesItselfIsAskedForNoPointsOnceItIsAnSql() {
    LeadPolicy small = TestPolicies.small();
    LeadProfile director = somebody().saying("title", "Director");
    List<Signal> asked = List.of(new Signal("e", "demo_requested", NOW, Map.of(), false));
    assertThat(NextQuestions.of(director, asked, small, NOW, Stage.NURTURING).orElseThrow().because())
        .isEqualTo("With the right answer a request of its own goes to sales at once; score is 50 of 80, and fit is 30 of"
            + " 40 asked for SQL");
    NextQuestion question = NextQuestions.of(director, asked, small, NOW, Stage.SALES_QUALIFIED).orElseThrow();
    assertThat(question.question().fact()).as("closes a competitor").isEqualTo("industry");
    assertThat(question.points()).isZero();
    assertThat(question.because()).isEqualTo("An answer can close it, since a rule of the policy says so");
  }

  /** A rule for silence is none for whoever fills in a form at this instant; of a lead that is known for longer it holds. */
  @Test
  void whoBeginsToSpeakIsNotTakenForSilent() {
    QualificationRules rules = TestPolicies.qualification(
        new Threshold(30, 20), new Threshold(80, 40), 5, List.of("demo_requested"), 20, Duration.ofDays(30));
    LeadPolicy policy = TestPolicies.with(TestPolicies.closing(1, new NegativeRule("quiet",
        new Condition.Quiet(List.of(), List.of(), Duration.ofDays(30)), -10, LeadsTo.POINTS, null, "nothing heard")), rules);
    LeadPolicy without = TestPolicies.with(TestPolicies.closing(1), rules);
    NextQuestion asked = NextQuestions.of(somebody(), policy, NOW, Set.of()).orElseThrow();
    assertThat(asked.because())
        .isEqualTo("With the right answer a request of its own goes to sales at once; score is 0 of 30, and fit is 0 of 20"
            + " asked for MQL");
    assertThat(asked).as("as without the rule").isEqualTo(NextQuestions.of(somebody(), without, NOW, Set.of()).orElseThrow());
    LeadProfile silent = somebody().knownSince(NOW.minus(Duration.ofDays(31)));
    assertThat(NextQuestions.of(silent, policy, NOW, Set.of()).orElseThrow().because())
        .endsWith("score is -10 of 30, and fit is 0 of 20 asked for MQL");
  }

  private static boolean reaches(Threshold way, LeadProfile profile, List<Signal> signals, LeadPolicy policy) {
    return distance(way, Scoring.score(profile, signals, policy, NOW).summary()) == 0;
  }

  @Test
  void isHonestWhereNothingWouldChangeAnything() {
    LeadPolicy small = TestPolicies.small();
    LeadProfile known = new LeadProfile(true, EmailKind.BUSINESS, "Director", new Company("Example Works", 150, "software"), "DE",
        null, FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);
    assertThat(NextQuestions.of(known, small, NOW, Set.of())).isEmpty();
  }

  @Test
  void asksForNothingThatIsKnownOrWasAskedForBefore() {
    LeadPolicy small = TestPolicies.small();
    LeadProfile somebody = somebody();
    String first = NextQuestions.of(somebody, small, NOW, Set.of()).orElseThrow().question().fact();
    assertThat(first).as("closes a competitor, or decides by the title").isIn("industry", "title");
    List<String> asked = new ArrayList<>();
    Optional<NextQuestion> next = NextQuestions.of(somebody, small, NOW, Set.of());
    while (next.isPresent()) {
      asked.add(next.get().question().fact());
      next = NextQuestions.of(somebody, small, NOW, Set.copyOf(asked));
    }
    assertThat(asked).doesNotHaveDuplicates().containsExactlyInAnyOrder("title", "companySize", "industry");
  }

  private static boolean better(Weight one, Weight other) {
    return Comparator.comparingDouble((Weight of) -> (double) of.crossing() / of.answers())
        .thenComparingDouble(Weight::points)
        .thenComparingDouble(of -> (double) of.closing() / of.answers())
        .compare(one, other) > 0;
  }

  /** Tries every answer of the domain; those that come to the same under each rule are one. */
  private static Weight weight(
      String fact, LeadProfile profile, List<Signal> signals, LeadPolicy policy, Stage stage) {
    List<Condition> conditions = Stream.concat(policy.fit().rules().stream().map(FitRule::when),
        policy.negatives().stream().map(NegativeRule::when)).toList();
    Map<List<Boolean>, String> kinds = new LinkedHashMap<>();
    for (String value : DOMAIN.get(fact)) {
      kinds.putIfAbsent(conditions.stream().map(one -> holds(one, fact, value)).toList(), value);
    }
    ScoreSummary before = Scoring.score(profile, signals, policy, NOW).summary();
    Threshold mql = policy.qualification().mql().get(0);
    boolean sales = stage != Stage.NURTURING;
    boolean ready = before.score() >= mql.of(SCORE) && before.fit() >= mql.of(FIT);
    Threshold way = ready ? policy.qualification().sql().get(0) : mql;
    int deciding = 0;
    int crossing = 0;
    int closing = 0;
    int points = 0;
    int adds = 0;
    boolean gains = false;
    String loses = "";
    for (String value : kinds.values()) {
      LeadProfile told = profile.saying(fact, value);
      ScoreSummary then = Scoring.score(told, signals, policy, NOW).summary();
      boolean crosses = !sales && !decided(then, policy).equals(decided(before, policy));
      boolean closes = (!sales || stage == Stage.SALES_QUALIFIED) && closed(policy, told) != closed(policy, profile);
      crossing += crosses ? 1 : 0;
      if (crosses) {
        List<Boolean> was = decided(before, policy);
        List<Boolean> is = decided(then, policy);
        gains |= IntStream.range(0, 3).anyMatch(i -> is.get(i) && !was.get(i));
        boolean unready = IntStream.range(0, 2).anyMatch(i -> was.get(i) && !is.get(i));
        loses = unready || loses.equals(NOT_READY) ? NOT_READY : NOT_FITTING;
      }
      closing += closes ? 1 : 0;
      deciding += crosses || closes ? 1 : 0;
      adds = Math.max(adds, !sales && before.score() < way.of(SCORE) ? then.score() - before.score() : 0);
      adds = Math.max(adds, !sales && before.fit() < way.of(FIT) ? then.fit() - before.fit() : 0);
      points += sales ? 0 : Math.abs(distance(way, then) - distance(way, before));
    }
    return new Weight(kinds.size(), deciding, points / (double) kinds.size(), crossing, closing, adds, gains ? "" : loses);
  }

  private static int distance(Threshold way, ScoreSummary score) {
    return Math.max(0, way.of(SCORE) - score.score()) + Math.max(0, way.of(FIT) - score.fit());
  }

  private static List<Boolean> decided(ScoreSummary score, LeadPolicy policy) {
    QualificationRules rules = policy.qualification();
    return List.of(distance(rules.mql().get(0), score) == 0, distance(rules.sql().get(0), score) == 0,
        score.fit() >= rules.directIntentFit());
  }

  private static boolean closed(LeadPolicy policy, LeadProfile profile) {
    return policy.negatives().stream().anyMatch(rule -> rule.when() instanceof Condition.Fact fact
        && profile.fact(fact.field()) != null && holds(fact, fact.field(), String.valueOf(profile.fact(fact.field()))));
  }

  private static boolean holds(Condition condition, String field, String value) {
    Condition.Fact fact = (Condition.Fact) condition;
    if (!fact.field().equals(field)) {
      return false;
    }
    return switch (fact.comparison()) {
      case IN -> fact.values().contains(value);
      case AT_LEAST -> Integer.parseInt(value) >= Integer.parseInt(fact.values().get(0));
      case AT_MOST -> Integer.parseInt(value) <= Integer.parseInt(fact.values().get(0));
      case UNKNOWN -> false;
      case CONTAINS, KNOWN -> throw new IllegalArgumentException("no rule here asks so");
    };
  }

  private static LeadPolicy policy(Random random) {
    LeadPolicy small = TestPolicies.small();
    List<FitRule> fit = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      Condition when = random.nextInt(5) > 0 ? condition(random)
          : new Condition.Fact(random.nextBoolean() ? "industry" : "country", Comparison.UNKNOWN, List.of());
      fit.add(new FitRule("fit" + i, when, random.nextInt(30), "fit" + i));
    }
    List<NegativeRule> negatives = random.nextBoolean() ? List.of()
        : List.of(new NegativeRule("closed", condition(random), -random.nextInt(40), LeadsTo.DISQUALIFY, null, "closed"));
    QualificationRules byScore = TestPolicies.qualification(new Threshold(random.nextInt(60), random.nextInt(40)),
        new Threshold(40 + random.nextInt(60), 20 + random.nextInt(40)), 5, List.of("demo_requested"), random.nextInt(50),
        Duration.ofDays(30));
    return TestPolicies.policy(1, "hash", "random", small.scoring(), new FitRules(fit, small.fit().grades(), 100), negatives,
        random.nextBoolean() ? byScore : withANearerWayThatNoAnswerMoves(byScore),
        small.sequences(), small.tracks(), small.calendars(), small.sla(), small.routing(), small.dispositions(), small.recycle(),
        small.afterAcceptance(), small.consent(), small.review(), small.nurture());
  }

  private static QualificationRules withANearerWayThatNoAnswerMoves(QualificationRules rules) {
    Threshold product = new Threshold(QualifiedBy.PRODUCT, Map.of(QualifyingNumber.PRODUCT, 1));
    return new QualificationRules(List.of(rules.mql().get(0), product), List.of(rules.sql().get(0), product), rules.hysteresis(),
        rules.directIntent(), rules.directIntentFit(), rules.directIntentWithin(), List.of());
  }

  private static Condition condition(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Condition.Fact("country", Comparison.IN, random.nextBoolean() ? List.of("DE", "FR") : List.of("FR", "US"));
      case 1 -> new Condition.Fact("companySize", random.nextBoolean() ? Comparison.AT_LEAST : Comparison.AT_MOST,
          List.of(String.valueOf(10 + random.nextInt(300))));
      case 2 -> new Condition.Fact("answers.budget", Comparison.IN, List.of(random.nextBoolean() ? "yes" : "planned"));
      default -> new Condition.Fact("industry", Comparison.IN, List.of("software"));
    };
  }

  private static Map<String, List<String>> domain() {
    Map<String, List<String>> domain = new LinkedHashMap<>();
    domain.put("country", List.of("DE", "FR", "US", "AQ"));
    domain.put("companySize", IntStream.rangeClosed(1, 400).mapToObj(String::valueOf).toList());
    domain.put("answers.budget", List.of("yes", "planned", "not yet"));
    domain.put("industry", List.of("software", "fishing"));
    return domain;
  }

  private static LeadProfile person(Random random) {
    LeadProfile person = somebody();
    for (Map.Entry<String, List<String>> fact : DOMAIN.entrySet()) {
      if (random.nextInt(4) == 0) {
        person = person.saying(fact.getKey(), fact.getValue().get(random.nextInt(fact.getValue().size())));
      }
    }
    return person;
  }

  private static LeadProfile somebody() {
    return new LeadProfile(true, EmailKind.BUSINESS, null, Company.UNKNOWN, null, null, FirstTouch.UNKNOWN, Map.of(),
        MailConsent.UNKNOWN);
  }
}
