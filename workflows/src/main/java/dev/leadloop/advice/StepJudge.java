package dev.leadloop.advice;

import dev.leadloop.lead.Stage;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says by the rules of the lead's life whether moves are a step, which of them it takes, and what it makes of the numbers. */
final class StepJudge {
  private final Trial trial;
  private final QualificationRules rules;
  private final CountedProperties counting;
  private final Map<List<Move>, Numbers> counted = new HashMap<>();
  private final Map<List<Move>, Stage> stages = new HashMap<>();
  private final Numbers base;
  private int left;
  private int kept;
  private int reserved;

  /**
   * For one lead.
   *
   * @param most how often numbers may be counted at most
   */
  StepJudge(Trial trial, LeadPolicy policy, int most) {
    this.trial = trial;
    this.rules = policy.qualification();
    this.counting = new CountedProperties(policy);
    this.base = trial.numbers(List.of());
    this.left = most;
  }

  /** The numbers as they are. */
  Numbers base() {
    return base;
  }

  /** How often numbers may yet be counted, for what is looked for now. */
  int left() {
    return left - kept;
  }

  /** Leaves one part in so many for what is looked for now, and keeps the others for later. */
  void keepOf(int parts) {
    reserved = left * (parts - 1) / parts;
    kept = reserved;
  }

  /** The same of what was left so. */
  void keepWithin(int parts) {
    kept = reserved + (left - reserved) * (parts - 1) / parts;
  }

  /** What the numbers would be; null where they were counted too often already. */
  @Nullable Numbers then(List<Move> moves) {
    Numbers numbers = counted.get(moves);
    if (numbers == null && left > kept) {
      left--;
      numbers = trial.numbers(moves);
      counted.put(moves, numbers);
    }
    return numbers;
  }

  /** Whether moves bring all that a way asks for. */
  boolean isOf(Threshold way, List<Move> moves) {
    return counted.computeIfAbsent(moves, trial::numbers).missing(way) == 0;
  }

  private Stage stage(List<Move> moves) {
    return stages.computeIfAbsent(moves, trial::stage);
  }

  /** An SQL has been an MQL on the way, whatever brought it there at once; but its own request is a way to sales alone. */
  boolean isStepTo(Stage goal, List<Move> moves) {
    Stage stage = stage(moves);
    return stage == goal
        || goal == Stage.MQL && stage == Stage.SALES_QUALIFIED && request(moves, trial.numbers(moves)) == null;
  }

  /** Leaves out whatever the stage is reached without, and says of numbers no more than it takes. */
  List<Move> reduced(List<Move> moves, Stage goal) {
    for (List<Move> fewer : Together.less(moves)) {
      if (isStepTo(goal, fewer)) {
        return reduced(fewer, goal);
      }
    }
    return smaller(moves, goal);
  }

  private List<Move> smaller(List<Move> moves, Stage goal) {
    List<Move> all = new ArrayList<>(moves);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Move.Does does) {
        int place = i;
        counting.smaller(does).filter(less -> {
          List<Move> then = new ArrayList<>(all);
          then.set(place, less);
          return isStepTo(goal, then);
        }).findFirst().ifPresent(less -> all.set(place, less));
      }
    }
    return all;
  }

  /** Whether the lead asks for sales by these moves. */
  boolean asks(List<Move> moves) {
    return moves.stream().anyMatch(move -> move instanceof Move.Does does && rules.directIntent().contains(does.type()));
  }

  /** Whether it would be handed over for asking by these moves, as it is already by a step. */
  boolean isSameRequest(NextStep step, List<Move> moves) {
    return step.by() != null && rules.directIntent().contains(step.by()) && request(moves, trial.numbers(moves)) != null;
  }

  /** The type of its own request among the moves, where it fits by then; null for none. */
  private @Nullable String request(List<Move> moves, Numbers then) {
    return then.of(QualifyingNumber.FIT) < rules.directIntentFit() ? null
        : moves.stream()
            .filter(move -> move instanceof Move.Does does && rules.directIntent().contains(does.type()))
            .map(move -> ((Move.Does) move).type())
            .findFirst()
            .orElse(null);
  }

  /** Tells moves that are a step. */
  NextStep step(List<Move> moves) {
    Stage stage = stage(moves);
    Numbers then = trial.numbers(moves);
    String request = stage == Stage.SALES_QUALIFIED ? request(moves, then) : null;
    if (request != null) {
      return new NextStep(stage, request, moves, numbers(fitting(), then));
    }
    Threshold reached = QualificationRules.first(stage == Stage.MQL ? rules.marketing() : rules.sql(), then::of);
    return reached == null
        ? new NextStep(stage, null, moves, List.of())
        : new NextStep(stage, reached.by().trigger(), moves, numbers(reached, then));
  }

  /** What a request of its own asks for. */
  Threshold fitting() {
    return new Threshold(QualifiedBy.SCORE, Map.of(QualifyingNumber.FIT, rules.directIntentFit()));
  }

  private List<NextStep.Number> numbers(Threshold way, Numbers then) {
    return way.least().entrySet().stream()
        .map(asked -> new NextStep.Number(asked.getKey(), base.of(asked.getKey()), then.of(asked.getKey()), asked.getValue()))
        .toList();
  }
}
