package dev.leadloop.policy.sales;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often and how soon a lead may come back.
 *
 * @param limit recycles after which a further one disqualifies
 * @param coolDown time after an answer in which a score crossing alone does not hand the lead over again
 * @param winBackAfter time after which a lost lead is nurtured again, but no disqualified one; null for never
 * @param winBackSequence the sequence it then runs
 */
public record RecycleRules(
    int limit, Duration coolDown, @Nullable Duration winBackAfter, @Nullable String winBackSequence) {}
