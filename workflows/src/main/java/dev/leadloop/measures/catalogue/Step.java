package dev.leadloop.measures.catalogue;

import dev.leadloop.lead.Stage;
import java.util.Arrays;
import java.util.List;

/** Steps of a lead's life that measures count from and to, in order; each is the first time. */
public enum Step {
  /** The first decision about it. */
  ENTERED,
  /** It became MQL or SQL, whichever came first. */
  READY,
  MQL,
  SQL,
  ACCEPTED,
  OPPORTUNITY,
  WON;

  private static final List<Stage> STAGES =
      List.of(Stage.MQL, Stage.SALES_QUALIFIED, Stage.ACCEPTED, Stage.OPPORTUNITY, Stage.WON);

  /** The stages by which a lead is known to have come at least so far: a sale that is won had its opportunity. */
  public List<Stage> stages() {
    return switch (this) {
      case ENTERED -> List.of();
      case READY, MQL -> STAGES;
      case SQL, ACCEPTED, OPPORTUNITY, WON -> STAGES.subList(ordinal() - MQL.ordinal(), STAGES.size());
    };
  }

  /** The step that is coming into a stage. */
  public static Step of(Stage stage) {
    return Arrays.stream(values()).filter(step -> step.ordinal() >= MQL.ordinal() && step.stages().getFirst() == stage)
        .findFirst().orElseThrow(() -> new IllegalArgumentException(stage + " is no step forward"));
  }
}
