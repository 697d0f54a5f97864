package dev.leadloop.console.prediction;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.prediction.Lift;
import dev.leadloop.prediction.Predictor;
import dev.leadloop.prediction.PredictorDesk;
import dev.leadloop.prediction.PredictorDesk.Look;
import dev.leadloop.prediction.Predictors;
import dev.leadloop.prediction.SalesStep;
import dev.leadloop.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Which signals and rules of a version predict what becomes of leads. */
@Controller
class PredictorPageController extends ConsolePages {
  private static final List<String> MEASURED =
      List.of("with", "with_reached", "without", "without_reached", "open", "lift", "low", "high");

  private final PredictorDesk desk;

  PredictorPageController(PredictorDesk desk) {
    this.desk = desk;
  }

  /** How many leads came to a step. */
  record StepLine(String step, int reached, int over, int open) {}

  @GetMapping("/policies/{version}/signals-that-predict")
  String page(@PathVariable int version, Model model) {
    Look look = look(version);
    Predictors counted = look.counted();
    model.addAttribute("version", version);
    model.addAttribute("counting", counted == null);
    model.addAttribute("looked", look.looked());
    model.addAttribute("all", look.leads());
    model.addAttribute("leads", counted == null ? 0 : counted.leads());
    model.addAttribute("steps", counted == null ? List.of() : Arrays.stream(SalesStep.values())
        .map(step -> new StepLine(step.name().toLowerCase(Locale.ROOT), counted.came(step).reached(), counted.came(step).over(),
            counted.came(step).open())).toList());
    List<Predictor> found = counted == null ? List.of() : counted.predictors();
    model.addAttribute("signals", rows(found.stream().filter(one -> one.kind() == Predictor.Kind.SIGNAL)));
    model.addAttribute("rules", rows(found.stream().filter(one -> one.kind() != Predictor.Kind.SIGNAL)));
    return "signals-that-predict";
  }

  @GetMapping("/policies/{version}/signals-that-predict.csv")
  void export(@PathVariable int version, HttpServletResponse response) throws IOException {
    Predictors counted = look(version).counted();
    if (counted == null) {
      throw Problem.UNAVAILABLE.because("It is still being counted. Export it again in a minute.");
    }
    List<String> head = new ArrayList<>(List.of("kind", "id", "label", "points", "leads", "finding"));
    for (SalesStep step : SalesStep.values()) {
      MEASURED.forEach(name -> head.add(step.name().toLowerCase(Locale.ROOT) + "_" + name));
    }
    new ListCsv<Predictor>("signals-that-predict-" + version, head, one -> Stream.concat(
        Stream.of(one.kind().name().toLowerCase(Locale.ROOT), one.id(), one.label(), one.points(), one.leads(),
            one.finding().name().toLowerCase(Locale.ROOT)),
        Arrays.stream(SalesStep.values()).flatMap(step -> cells(one, step))))
        .send(counted.predictors(), response);
  }

  private static Stream<@Nullable Object> cells(Predictor one, SalesStep step) {
    Lift lift = one.lift(step);
    Lift.Interval interval = lift.interval();
    return Stream.of(lift.with(), lift.withReached(), lift.without(), lift.withoutReached(), one.open().getOrDefault(step, 0),
        interval == null ? null : interval.ratio(), interval == null ? null : interval.low(),
        interval == null ? null : interval.high());
  }

  private static List<PredictorRow> rows(Stream<Predictor> predictors) {
    return predictors.map(PredictorRow::of).toList();
  }

  private Look look(int version) {
    try {
      return desk.look(version);
    } catch (IllegalArgumentException unknown) {
      throw Problem.NOT_FOUND.because("There is no policy version " + version + ". The page Policy lists them.");
    }
  }
}
