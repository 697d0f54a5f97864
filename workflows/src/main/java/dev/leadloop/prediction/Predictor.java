package dev.leadloop.prediction;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A type of signal or a rule of a policy, with what came of the leads that had it.
 *
 * @param id of the rule, or the type of the signal
 * @param label in words
 * @param points that the policy gives for it today; null where it gives none
 * @param leads how many of those handed over had it, open ones among them
 * @param open how many with it are open, by step
 * @param lifts by step
 */
public record Predictor(
    Kind kind,
    String id,
    String label,
    @Nullable Integer points,
    int leads,
    Map<SalesStep, Integer> open,
    Map<SalesStep, Lift> lifts) {
  public Predictor {
    open = Map.copyOf(open);
    lifts = new EnumMap<>(lifts);
  }

  /** What it is. */
  public enum Kind {
    SIGNAL,
    ENGAGEMENT,
    PRODUCT,
    ACCOUNT,
    FIT,
    NEGATIVE
  }

  /** What is to be said of it first. */
  public enum Finding {
    /** No lead that was handed over had it. */
    NEVER,
    /** Every lead with it whose answer is known was one that sales did not accept. */
    NEVER_ACCEPTED,
    /** Leads with it are won more often, by more than chance. */
    LIFTS,
    /** Leads with it are won less often, by more than chance. */
    LOWERS,
    /** Too few outcomes, or too small a difference, to tell. */
    UNSURE
  }

  /** How it does for a step. */
  public Lift lift(SalesStep step) {
    return Objects.requireNonNull(lifts.get(step));
  }

  /** What is to be said of it first; of how far leads came, the farthest step about which something is sure. */
  public Finding finding() {
    if (leads == 0) {
      return Finding.NEVER;
    }
    Lift accepted = lift(SalesStep.ACCEPTED);
    if (accepted.with() > 0 && accepted.withReached() == 0) {
      return Finding.NEVER_ACCEPTED;
    }
    for (SalesStep step : new SalesStep[] {SalesStep.WON, SalesStep.OPPORTUNITY, SalesStep.ACCEPTED}) {
      Lift.Interval interval = lift(step).interval();
      if (interval != null && lift(step).isSure()) {
        return interval.low() > 1 ? Finding.LIFTS : Finding.LOWERS;
      }
    }
    return Finding.UNSURE;
  }
}
