package dev.leadloop.policy.scoring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a lead is ready.
 *
 * @param mql the ways to become an MQL; the first that holds says by what
 * @param sql the ways to become an SQL, likewise
 * @param hysteresis points below an MQL threshold at which an MQL falls back
 * @param directIntent signal types by which a lead asks for sales itself
 * @param directIntentFit least fit points for a request to be handed over at once; below, it goes to review
 * @param directIntentWithin how old a request may be when we are told of it; an older one counts by its points alone
 * @param below what becomes of leads that reach no way to be an MQL; whom none of it is for is nurtured on
 */
public record QualificationRules(
    List<Threshold> mql,
    List<Threshold> sql,
    int hysteresis,
    List<String> directIntent,
    int directIntentFit,
    Duration directIntentWithin,
    List<BelowRule> below) {

  /** How old a request may be where a policy does not say. */
  public static final Duration USUAL_WITHIN = Duration.ofDays(30);

  /**
   * One way to be ready: each number it names is to be reached.
   *
   * @param by what such a lead is ready by
   * @param least the least of each number that is asked for
   */
  public record Threshold(QualifiedBy by, Map<QualifyingNumber, Integer> least) {
    private static final QualifyingNumber[] MEASURES = QualifyingNumber.values();

    public Threshold {
      least = least.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(least));
    }

    /** Least score and least fit points, both needed. */
    public Threshold(int score, int fit) {
      this(QualifiedBy.SCORE, Map.of(QualifyingNumber.SCORE, score, QualifyingNumber.FIT, fit));
    }

    /** The least of a number; 0 where it is not asked for. */
    public int of(QualifyingNumber measure) {
      return least.getOrDefault(measure, 0);
    }

    /** Whether each of the numbers is reached. */
    public boolean isReachedBy(ToIntFunction<QualifyingNumber> numbers) {
      for (QualifyingNumber measure : MEASURES) {
        Integer asked = least.get(measure);
        if (asked != null && numbers.applyAsInt(measure) < asked) {
          return false;
        }
      }
      return true;
    }

    /** The numbers that are not reached, in order; none where each is. */
    public List<QualifyingNumber> missing(ToIntFunction<QualifyingNumber> numbers) {
      return least.keySet().stream().filter(measure -> numbers.applyAsInt(measure) < of(measure)).toList();
    }

    private Threshold lowered(int points) {
      Map<QualifyingNumber, Integer> lower = new EnumMap<>(QualifyingNumber.class);
      // What is not known is never enough, however little is asked for.
      least.forEach((measure, number) -> lower.put(
          measure, measure == QualifyingNumber.PREDICTED ? Math.max(0, number - points)
              : measure.sways() ? number - points : number));
      return new Threshold(by, lower);
    }
  }

  public QualificationRules {
    mql = List.copyOf(mql);
    sql = List.copyOf(sql);
    directIntent = List.copyOf(directIntent);
    below = List.copyOf(below);
  }

  /**
   * The first way that holds; null where none does.
   *
   * @param numbers what the lead has of each number
   */
  public static @Nullable Threshold first(List<Threshold> ways, ToIntFunction<QualifyingNumber> numbers) {
    for (Threshold way : ways) {
      if (way.isReachedBy(numbers)) {
        return way;
      }
    }
    return null;
  }

  /** Whether any way or rule goes by that number. */
  public boolean goesBy(QualifyingNumber measure) {
    return Stream.concat(mql.stream(), sql.stream()).anyMatch(way -> way.least().containsKey(measure))
        || below.stream().anyMatch(rule -> rule.below().containsKey(measure));
  }

  /** The ways to be an MQL at least: evidence of a kind that only leads to an SQL makes an MQL until it is handed over. */
  public List<Threshold> marketing() {
    List<Threshold> ways = new ArrayList<>(mql);
    for (Threshold way : sql) {
      if (!has(mql, way.by())) {
        ways.add(way);
      }
    }
    return ways;
  }

  private static boolean has(List<Threshold> ways, QualifiedBy by) {
    for (Threshold way : ways) {
      if (way.by() == by) {
        return true;
      }
    }
    return false;
  }

  /** The ways by which an MQL stays one: points may fall a little below the threshold, the fit may not. */
  public List<Threshold> staying() {
    return marketing().stream().map(way -> way.lowered(hysteresis)).toList();
  }
}
