package dev.leadloop.policy.scoring;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much negative rules may take off together.
 *
 * @param groups most points of each group of negative rules
 * @param total most points of all of them; null for no limit
 */
public record NegativeCaps(Map<String, Integer> groups, @Nullable Integer total) {
  /** As much as the rules say. */
  public static final NegativeCaps NONE = new NegativeCaps(Map.of(), null);

  public NegativeCaps {
    groups = Map.copyOf(groups);
  }
}
