package dev.leadloop.simulation.backtest;

import dev.leadloop.policy.LeadPolicy;

/** By which policy a life is lived again. */
@FunctionalInterface
public interface Rules {
  /** The policy of a decision that was made under that version. */
  LeadPolicy of(int recordedVersion);

  /** Whether the life moves from version to version as it did. */
  default boolean move() {
    return true;
  }

  /** One policy all through; moves to other versions are passed over. */
  record Always(LeadPolicy policy) implements Rules {
    @Override
    public LeadPolicy of(int recordedVersion) {
      return policy;
    }

    @Override
    public boolean move() {
      return false;
    }
  }
}
