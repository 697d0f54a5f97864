package dev.leadloop.lifecycle.journal;

import dev.leadloop.lead.Stage;
import java.util.Set;

/** The edges of a lead's life. A next cycle within SQL is not a change of stage. */
final class Edges {
  private Edges() {}

  static Set<Stage> from(Stage from) {
    return switch (from) {
      case NURTURING -> Set.of(Stage.MQL, Stage.SALES_QUALIFIED, Stage.DISQUALIFIED);
      case MQL -> Set.of(Stage.NURTURING, Stage.SALES_QUALIFIED, Stage.DISQUALIFIED);
      case SALES_QUALIFIED -> Set.of(Stage.ACCEPTED, Stage.NURTURING, Stage.DISQUALIFIED);
      case ACCEPTED ->
          Set.of(
              Stage.SALES_QUALIFIED,
              Stage.OPPORTUNITY,
              Stage.WON,
              Stage.LOST,
              Stage.NURTURING,
              Stage.DISQUALIFIED);
      case OPPORTUNITY -> Set.of(Stage.WON, Stage.LOST, Stage.NURTURING, Stage.DISQUALIFIED);
      case LOST, DISQUALIFIED -> Set.of(Stage.NURTURING);
      case WON, ERASED -> Set.of();
    };
  }

  /** Where what is told of its past may put a lead: whoever was won stays so. */
  static Set<Stage> toldFrom(Stage from) {
    return switch (from) {
      case NURTURING, MQL, ACCEPTED, OPPORTUNITY, LOST, DISQUALIFIED ->
          Set.of(Stage.NURTURING, Stage.ACCEPTED, Stage.OPPORTUNITY, Stage.WON, Stage.LOST, Stage.DISQUALIFIED);
      case SALES_QUALIFIED, WON, ERASED -> Set.of();
    };
  }
}
