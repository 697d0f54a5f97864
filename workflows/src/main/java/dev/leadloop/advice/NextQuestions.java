package dev.leadloop.advice;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.NegativeRule.LeadsTo;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.Conditions;
import dev.leadloop.scoring.Scoring;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what to ask somebody next: of the facts that are not known and that the policy goes by, the one that changes the
 * decision most. Each answer the policy tells apart is tried and counts the same. What crosses a threshold goes before what
 * only brings points on the nearest way that answers can move at all, points before what may close the lead, that before who
 * gets it, and of equals the question that is answered most readily. Of an SQL all that an answer may still do is close it:
 * nothing brings it to sales any more, and nobody else gets it. No answer decides about what sales has accepted, nor about what
 * is closed.
 */
public final class NextQuestions {
  private static final Comparator<Weighed> BEST =
      Comparator.comparingDouble((Weighed one) -> -one.share(one.crossing()))
          .thenComparingDouble(one -> -one.points())
          .thenComparingDouble(one -> -one.share(one.closing()))
          .thenComparingDouble(one -> -one.share(one.moving()));

  private final LeadProfile profile;
  private final List<Signal> signals;
  private final LeadPolicy policy;
  private final Instant now;
  /** Where the lead stands; null for somebody of whom nothing was decided. */
  private final @Nullable Stage stage;

  /** What comes of somebody: the numbers, readiness, closed or not, and by which rules of routing it goes. */
  record Outcome(
      Map<QualifyingNumber, Integer> numbers, List<Boolean> crossed, List<Boolean> closed, List<Boolean> routed) {
    int of(QualifyingNumber measure) {
      return numbers.getOrDefault(measure, 0);
    }

    int distance(Threshold way) {
      return way.least().entrySet().stream().mapToInt(asked -> Math.max(0, asked.getValue() - of(asked.getKey()))).sum();
    }
  }

  /** A question with what comes of each of its answers. */
  private record Tried(Question question, List<Outcome> answers) {
    boolean moves(Threshold way, Outcome before) {
      return answers.stream().anyMatch(then -> then.distance(way) != before.distance(way));
    }
  }

  private NextQuestions(
      LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant now, @Nullable Stage stage) {
    this.profile = profile;
    this.signals = List.copyOf(signals);
    this.policy = policy;
    this.now = now;
    this.stage = stage;
  }

  /**
   * The question for somebody of whom nothing was decided yet; empty where no answer to any would change anything. Whoever is
   * not known since any time comes now, so that nobody is taken for silent who only begins to speak.
   *
   * @param not facts that are not to be asked for, known or not
   */
  public static Optional<NextQuestion> of(LeadProfile profile, LeadPolicy policy, Instant now, Set<String> not) {
    LeadProfile known = profile.knownSince() == null ? profile.knownSince(now) : profile;
    return new NextQuestions(known, List.of(), policy, now, null).best(not);
  }

  /** The question for a lead that stands in a stage; empty where no answer to any would change anything. */
  public static Optional<NextQuestion> of(
      LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant now, Stage stage) {
    return switch (stage) {
      case NURTURING, MQL, SALES_QUALIFIED -> new NextQuestions(profile, signals, policy, now, stage).best(Set.of());
      case ACCEPTED, OPPORTUNITY, WON, LOST, DISQUALIFIED, ERASED -> Optional.empty();
    };
  }

  private Optional<NextQuestion> best(Set<String> not) {
    Map<String, List<Condition.Fact>> comparisons = FactConditions.ofScoresAndRouting(policy);
    List<Tried> questions = Question.all().stream()
        .filter(one -> !not.contains(one.fact()) && FactValues.isUnknown(profile, one.fact()))
        .filter(one -> comparisons.containsKey(one.fact()))
        .map(one -> tried(one, comparisons.getOrDefault(one.fact(), List.of())))
        .toList();
    Outcome before = outcome(profile);
    Threshold way = nearest(questions, before);
    boolean toSales = isReached(policy.qualification().marketing(), before);
    Weighed.Goal goal = way == null ? null : new Weighed.Goal(way, toSales);
    return questions.stream()
        .map(one -> Weighed.of(one.question(), before, one.answers(), goal))
        .filter(Weighed::changesSomething)
        .min(BEST)
        .map(Weighed::inWords);
  }

  private Tried tried(Question question, List<Condition.Fact> comparisons) {
    return new Tried(question, FactValues.of(question.fact(), comparisons, profile).stream()
        .map(value -> outcome(profile.saying(question.fact(), value))).toList());
  }

  private boolean isSql() {
    return stage == Stage.SALES_QUALIFIED;
  }

  private static boolean isReached(List<Threshold> ways, Outcome outcome) {
    return QualificationRules.first(ways, outcome::of) != null;
  }

  /** Of the ways to the next stage the nearest that an answer can move; null where none can, and where sales has it. */
  private @Nullable Threshold nearest(List<Tried> questions, Outcome before) {
    QualificationRules rules = policy.qualification();
    List<Threshold> ways = isReached(rules.marketing(), before) ? rules.sql() : rules.marketing();
    boolean ready = isReached(ways, before);
    return isSql() ? null : ways.stream()
        .filter(way -> !ready || before.distance(way) == 0)
        .filter(way -> questions.stream().anyMatch(one -> one.moves(way, before)))
        .min(Comparator.comparingInt(before::distance))
        .orElse(null);
  }

  private Outcome outcome(LeadProfile of) {
    QualificationRules rules = policy.qualification();
    ToIntFunction<QualifyingNumber> counted = Scoring.numbers(of, signals, policy, now);
    Map<QualifyingNumber, Integer> numbers = new EnumMap<>(QualifyingNumber.class);
    numbers.put(QualifyingNumber.FIT, counted.applyAsInt(QualifyingNumber.FIT));
    Stream.concat(
            Stream.concat(rules.marketing().stream(), rules.sql().stream()).flatMap(way -> way.least().keySet().stream()),
            rules.below().stream().flatMap(rule -> rule.below().keySet().stream()))
        .forEach(measure -> numbers.computeIfAbsent(measure, counted::applyAsInt));
    ToIntFunction<QualifyingNumber> known = measure -> numbers.getOrDefault(measure, 0);
    boolean marketing = QualificationRules.first(rules.marketing(), known) != null;
    boolean sales = QualificationRules.first(rules.sql(), known) != null;
    if (isSql()) {
      return new Outcome(numbers, List.of(), closing(of), List.of());
    }
    boolean asking = !rules.directIntent().isEmpty() && known.applyAsInt(QualifyingNumber.FIT) >= rules.directIntentFit();
    List<Boolean> stopping = Stream.concat(
            policy.negatives().stream().filter(rule -> rule.leadsTo() != LeadsTo.POINTS).map(rule -> holds(rule.when(), of)),
            rules.below().stream().map(rule -> !marketing && rule.holds(known)))
        .toList();
    return new Outcome(numbers, List.of(marketing, sales, asking), stopping,
        FactConditions.routing(policy).map(when -> holds(when, of)).toList());
  }

  /** What closes a lead that waits for an answer of sales. */
  private List<Boolean> closing(LeadProfile of) {
    return policy.negatives().stream().filter(NegativeRule::disqualifies).map(rule -> holds(rule.when(), of)).toList();
  }

  private boolean holds(Condition when, LeadProfile of) {
    return Conditions.holds(when, of, signals, now);
  }
}
