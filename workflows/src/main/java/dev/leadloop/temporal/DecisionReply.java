package dev.leadloop.temporal;

import dev.leadloop.lifecycle.Happening;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recorded decision, as the workflow needs it.
 *
 * @param seq number of the latest recorded decision
 * @param effects to be carried out: those of this decision, or every open one where the workflow had lost its place
 * @param due the next alarm; null for none
 * @param more whether rows still wait in the inbox
 * @param verdicts on the events of this decision
 * @param happened what this decision recorded, in words that may be shown in Temporal; null where nothing is worth it
 * @param outcome set when the lead's life is over and nothing is due: the workflow ends with it
 */
public record DecisionReply(
    long seq,
    LeadView view,
    List<OrderedEffect> effects,
    @Nullable Due due,
    boolean more,
    List<Verdict> verdicts,
    @Nullable List<Happening> happened,
    @Nullable String outcome) {

  /** An effect with the number that, with lead and seq, names its row. */
  public record OrderedEffect(long seq, int n, Effect effect) {}

  public DecisionReply {
    effects = List.copyOf(effects);
    verdicts = List.copyOf(verdicts);
  }
}
