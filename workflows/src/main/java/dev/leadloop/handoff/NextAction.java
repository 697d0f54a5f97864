package dev.leadloop.handoff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do first.
 *
 * @param action one sentence
 * @param question what to ask, for the most useful thing not known; null where nothing is open
 * @param cautions what to keep in mind, the weightiest first
 */
public record NextAction(String action, @Nullable String question, List<String> cautions) {
  public NextAction {
    cautions = List.copyOf(cautions);
  }
}
