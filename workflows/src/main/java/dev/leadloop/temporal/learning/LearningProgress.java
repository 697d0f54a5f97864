package dev.leadloop.temporal.learning;

import org.jspecify.annotations.Nullable;

/**
 * How far a learning is.
 *
 * @param state RUNNING or DONE
 * @param looked how many leads have been looked at
 * @param leads about how many there are
 * @param version the model that came of it; null where none has
 * @param said what there is to know of it, such as why nothing was learned; null for nothing
 */
public record LearningProgress(String state, int looked, int leads, @Nullable Integer version, @Nullable String said) {
  /** Before anything is known. */
  static final LearningProgress UNKNOWN = new LearningProgress("RUNNING", 0, 0, null, null);

  /** Whether nothing more will happen. */
  public boolean finished() {
    return !state.equals("RUNNING");
  }
}
