package dev.leadloop.simulation.backtest;

import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What came of some leads, in counts that may be added in any order.
 *
 * @param told leads that a file told of, whose facts are as the file has them
 * @param failed leads whose record cannot be lived again
 * @param events what was recorded of them
 * @param was by what it is compared with
 * @param is by the policy that is tried
 * @param sides how many leads fare how
 * @param toldSqls leads whose handoff was not decided here but told of the time before they came
 */
public record ShardResult(
    long leads, long told, long failed, long events, Tally was, Tally is, Map<Side, Long> sides, long toldSqls) {
  /** Of no lead. */
  public static final ShardResult NONE = new ShardResult(0, 0, 0, 0, Tally.NONE, Tally.NONE, Map.of(), 0);

  public ShardResult {
    Map<Side, Long> whole = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      whole.put(side, sides.getOrDefault(side, 0L));
    }
    sides = Collections.unmodifiableMap(whole);
  }

  /** What one lead comes to. */
  public static ShardResult of(Trial.Result result, boolean told, long events, ZoneId zone) {
    return new ShardResult(1, told ? 1 : 0, 0, events, Tally.of(result.was(), result.outcomes(), zone),
        Tally.of(result.is(), result.outcomes(), zone), Map.of(result.side(), 1L),
        result.was().sql() != null && result.was().sql().told() ? 1 : 0);
  }

  /** A lead whose record cannot be lived again. */
  public static ShardResult failed(long events) {
    return new ShardResult(1, 0, 1, events, Tally.NONE, Tally.NONE, Map.of(), 0);
  }

  /** Both together. */
  public ShardResult plus(ShardResult other) {
    Map<Side, Long> both = new EnumMap<>(sides);
    other.sides.forEach((side, leads) -> both.merge(side, leads, Long::sum));
    return new ShardResult(leads + other.leads, told + other.told, failed + other.failed, events + other.events,
        was.plus(other.was), is.plus(other.is), both, toldSqls + other.toldSqls);
  }
}
