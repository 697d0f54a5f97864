package dev.leadloop.simulation.backtest;

import dev.leadloop.policy.LeadPolicy;
import java.util.function.IntFunction;

/** By which policy a life is lived again. */
public sealed interface Rules {
  /** The policy of a decision that was made under that version. */
  LeadPolicy of(int recordedVersion);

  /** One policy all through; moves to other versions are passed over. */
  record Always(LeadPolicy policy) implements Rules {
    @Override
    public LeadPolicy of(int recordedVersion) {
      return policy;
    }
  }

  /** The versions it was lived by. */
  record AsLived(IntFunction<LeadPolicy> versions) implements Rules {
    @Override
    public LeadPolicy of(int recordedVersion) {
      return versions.apply(recordedVersion);
    }
  }
}
