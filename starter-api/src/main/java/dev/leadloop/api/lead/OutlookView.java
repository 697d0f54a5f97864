package dev.leadloop.api.lead;

import dev.leadloop.advice.Move;
import dev.leadloop.advice.NextStep;
import dev.leadloop.advice.Outlook;
import dev.leadloop.lead.Stage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would make a lead an MQL, or bring it to sales, and what stands against it.
 *
 * @param goals the stages before it, the nearest first; none where sales has it, or where it is closed
 * @param hindrances what more than points it takes, a sentence each
 */
@Schema(name = "Outlook")
record OutlookView(List<GoalView> goals, List<HindranceView> hindrances) {
  /**
   * One stage to reach.
   *
   * @param to MQL or SQL
   * @param missing what the nearest way to it asks for and the lead has not
   * @param steps the smallest things that would do, two or three, the smallest first, one of the nearest way where there is one;
   *     none where a few things do not
   * @param ways each way the policy has to it, in its order
   */
  @Schema(name = "OutlookGoal")
  record GoalView(String to, List<MissingView> missing, List<StepView> steps, List<WayView> ways) {
    static GoalView of(Outlook.Goal goal) {
      return new GoalView(
          goal.to().label(),
          missing(goal.missing()),
          goal.steps().stream().map(step -> StepView.of(step, goal.to())).toList(),
          goal.ways().stream()
              .map(way -> new WayView(way.by().trigger(), way.by().called(), missing(way.missing()))).toList());
    }

    private static List<MissingView> missing(List<Outlook.Missing> missing) {
      return missing.stream().map(one -> new MissingView(one.measure().words(), one.has(), one.asked())).toList();
    }
  }

  /**
   * One way to a stage.
   *
   * @param by score, product or account
   * @param called what a lead that is ready so is called: MQL, PQL or MQA
   * @param missing what it asks for and the lead has not
   */
  @Schema(name = "OutlookWay")
  record WayView(String by, String called, List<MissingView> missing) {}

  /**
   * A number of which there is too little.
   *
   * @param number such as score, fit or product use
   */
  @Schema(name = "OutlookMissing")
  record MissingView(String number, int has, int asked) {}

  /**
   * What would do, were it to happen now; without any part of it, it would not.
   *
   * @param text in words, such as "pricing page viewed twice"
   * @param change what it makes of the numbers, such as "score 35 to 60 of 60", and "an SQL at once" where it goes beyond an MQL;
   *     empty where neither matters
   * @param by score, product or account, by which the lead is ready then, or the type of its own request; null for none of them
   */
  @Schema(name = "OutlookStep")
  record StepView(String text, String change, @Nullable String by, List<MoveView> moves) {
    static StepView of(NextStep step, Stage goal) {
      return new StepView(step.inWords(), step.changeInWords(goal), step.by(), step.moves().stream().map(MoveView::of).toList());
    }
  }

  /** What a move is about. */
  enum MoveKind {
    /** The lead does something. */
    SIGNAL,
    /** A fact becomes known. */
    FACT,
    /** Others of its company do something. */
    COMPANY
  }

  /**
   * One part of a step.
   *
   * @param name the type of the signal, or the fact; null for the company
   * @param properties what the signal's properties are, where the policy asks for some
   * @param value a value of the fact that would do; null for all else
   * @param times how often, or how many people
   */
  @Schema(name = "OutlookMove")
  record MoveView(
      MoveKind kind, @Nullable String name, Map<String, String> properties, @Nullable String value, int times) {
    static MoveView of(Move move) {
      return switch (move) {
        case Move.Does does -> new MoveView(MoveKind.SIGNAL, does.type(), does.properties(), null, does.times());
        case Move.Learned learned -> new MoveView(MoveKind.FACT, learned.fact(), Map.of(), learned.value(), 1);
        case Move.OfCompany company -> new MoveView(MoveKind.COMPANY, null, Map.of(), null, company.size());
      };
    }
  }

  /**
   * Something other than points.
   *
   * @param code undecided, parked, cool-down, fresh-evidence, in-review, nearest-way (the steps told go another), no-mail, or the
   *     stage it stands in
   * @param until when it ends by itself; null where it does not
   */
  @Schema(name = "OutlookHindrance")
  record HindranceView(String code, String text, @Nullable Instant until) {}

  static OutlookView of(Outlook outlook) {
    return new OutlookView(
        outlook.goals().stream().map(GoalView::of).toList(),
        outlook.hindrances().stream().map(one -> new HindranceView(one.code(), one.text(), one.until())).toList());
  }
}
