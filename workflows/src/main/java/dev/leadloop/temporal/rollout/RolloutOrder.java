package dev.leadloop.temporal.rollout;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout is to do.
 *
 * @param planId of the plan that was looked at; null for whatever the plan is now
 * @param perMinute most leads a minute; null for 600
 * @param steps where leads go on, by the place they stand at, both written {@code sequence/step}; null for nowhere in
 *     particular
 * @param otherwise next, start or end: what becomes of leads whose step has no place; null for next
 * @param recorded whether the record has the whole order
 */
public record RolloutOrder(
    @Nullable String planId,
    @Nullable Integer perMinute,
    @Nullable Map<String, String> steps,
    @Nullable String otherwise,
    boolean recorded) {
  /** The order that says nothing in particular. */
  public static final RolloutOrder USUAL = new RolloutOrder(null, null, null, null, false);

  /** The order of a rollout that the record has. */
  public static final RolloutOrder RECORDED = new RolloutOrder(null, null, null, null, true);
}
