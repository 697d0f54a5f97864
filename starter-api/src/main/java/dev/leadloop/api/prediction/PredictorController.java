package dev.leadloop.api.prediction;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.prediction.Lift;
import dev.leadloop.prediction.Predictor;
import dev.leadloop.prediction.PredictorDesk;
import dev.leadloop.prediction.PredictorDesk.Look;
import dev.leadloop.prediction.Predictors;
import dev.leadloop.prediction.SalesStep;
import dev.leadloop.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Which signals and rules predict what becomes of leads. */
@RestController
@Tag(name = "Policies")
class PredictorController {
  private final PredictorDesk desk;

  PredictorController(PredictorDesk desk) {
    this.desk = desk;
  }

  /**
   * What there is by now.
   *
   * @param counting whether it is still being counted, so that the rest is not there yet
   * @param looked how many leads were looked at
   * @param asOf when it was counted; null while it is counted
   * @param handedOver how many leads were handed to sales, or had a past that was told
   */
  @Schema(name = "SignalsThatPredict")
  record PredictorsView(
      int policyVersion, boolean counting, int looked, int leads, @Nullable Instant asOf, int handedOver,
      List<StepView> steps, List<PredictorView> predictors) {}

  /** How many of the leads that were handed over came to a step, did not, and may still. */
  @Schema(name = "PredictedStep")
  record StepView(String step, int reached, int over, int open) {}

  /**
   * A type of signal or a rule.
   *
   * @param points that the policy gives for it; null where it gives none
   * @param leads how many of those handed over had it by then
   * @param finding what is to be said of it first
   */
  @Schema(name = "Predictor")
  record PredictorView(
      String kind, String id, String label, @Nullable Integer points, int leads, String finding, List<LiftView> steps) {}

  /**
   * How leads with it do for a step beside those without it; of all of them the outcome is known.
   *
   * @param open leads with it of which the outcome is not known yet
   * @param lift the rate of those with it over that of those without; null where all have it, or none has
   * @param low the lower end of its interval of 95 per cent
   * @param high the upper end
   */
  @Schema(name = "PredictorLift")
  record LiftView(
      String step, int with, int withReached, int without, int withoutReached, int open, @Nullable Double rateWith,
      @Nullable Double rateWithout, @Nullable Double lift, @Nullable Double low, @Nullable Double high) {}

  @AlsoAnswers(404)
  @GetMapping("/api/v1/policies/{version}/signals-that-predict")
  @Operation(
      summary = "Which signals and rules predict",
      description = "For every type of signal and every rule of a version: how many of the leads that were handed to sales had"
          + " it by then, and how much more often those were accepted, became an opportunity and were won than the others, with"
          + " the interval of 95 per cent. Only what was known before the handoff counts. It is kept for ten minutes; of many"
          + " leads it takes a while, and 'counting' is true meanwhile.")
  PredictorsView predictors(@PathVariable int version) {
    try {
      return view(version, desk.look(version));
    } catch (IllegalArgumentException unknown) {
      throw Problem.NOT_FOUND.because("There is no policy version " + version + ". GET /api/v1/policies lists them.");
    }
  }

  private static PredictorsView view(int version, Look look) {
    Predictors counted = look.counted();
    if (counted == null) {
      return new PredictorsView(version, true, look.looked(), look.leads(), null, 0, List.of(), List.of());
    }
    return new PredictorsView(
        version, false, look.looked(), look.leads(), counted.asOf(), counted.leads(),
        Arrays.stream(SalesStep.values()).map(step -> new StepView(
            word(step), counted.came(step).reached(), counted.came(step).over(), counted.came(step).open())).toList(),
        counted.predictors().stream().map(PredictorController::view).toList());
  }

  private static PredictorView view(Predictor one) {
    return new PredictorView(
        word(one.kind()), one.id(), one.label(), one.points(), one.leads(), word(one.finding()),
        Arrays.stream(SalesStep.values()).map(step -> view(one, step)).toList());
  }

  private static LiftView view(Predictor one, SalesStep step) {
    Lift lift = one.lift(step);
    Lift.Interval interval = lift.interval();
    return new LiftView(
        word(step), lift.with(), lift.withReached(), lift.without(), lift.withoutReached(), one.open().getOrDefault(step, 0),
        lift.rateWith(), lift.rateWithout(), interval == null ? null : interval.ratio(),
        interval == null ? null : interval.low(), interval == null ? null : interval.high());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
