package dev.leadloop.handoff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do first.
 *
 * @param action one sentence
 * @param question what to ask, for the most useful thing not known; null where nothing is open
 * @param cautions what to keep in mind, the weightiest first
 * @param fact that the question asks for, as the policy names it; null where it is asked for no single fact
 * @param because why the question is worth asking, without a full stop; null where there is none
 */
public record NextAction(
    String action, @Nullable String question, List<String> cautions, @Nullable String fact, @Nullable String because) {
  public NextAction {
    cautions = List.copyOf(cautions);
  }

  NextAction with(String otherAction) {
    return new NextAction(otherAction, question, cautions, fact, because);
  }
}
