package dev.leadloop.console.prediction;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.learning.PointsDrafts;
import dev.leadloop.learning.ScoreDesk;
import dev.leadloop.prediction.kept.ModelStore.Kept;
import dev.leadloop.prediction.model.Evaluation;
import dev.leadloop.prediction.training.Learning;
import dev.leadloop.prediction.training.Learnings;
import dev.leadloop.prediction.training.ModelDesk;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How good the versions of the predictive score are, which one is used, and what comes next. */
@Controller
class PredictionPageController extends ConsolePages {
  private static final int SHOWN = 50;
  private static final String HERE = "redirect:/policies/prediction";

  private final ModelDesk desk;
  private final Learnings learnings;
  private final PointsDrafts drafts;
  private final ScoreDesk orders;
  private final Duration every;

  PredictionPageController(
      ModelDesk desk, Learnings learnings, PointsDrafts drafts, ScoreDesk orders,
      @Value("${leadloop.prediction.learn-every:7d}") Duration every) {
    this.desk = desk;
    this.learnings = learnings;
    this.drafts = drafts;
    this.orders = orders;
    this.every = every;
  }

  @GetMapping("/policies/prediction")
  String page(@RequestParam(required = false) @Nullable Integer version, Model model) {
    List<Kept> kept = desk.newest(SHOWN);
    Integer inUse = desk.inUse().map(Kept::version).orElse(null);
    Learning last = learnings.latest().orElse(null);
    model.addAttribute("learning", last != null && last.running() ? last : null);
    model.addAttribute("said", last == null || last.running() ? null : last.said());
    model.addAttribute("next", last == null || !every.isPositive() ? null
        : last.beganAt().plus(every).atOffset(ZoneOffset.UTC).toLocalDate().toString());
    model.addAttribute("scheduled", every.isPositive());
    model.addAttribute("days", every.toDays());
    model.addAttribute("versions", kept.stream().map(one -> PredictionPage.Line.of(one, inUse)).toList());
    Integer wanted = version == null ? inUse : version;
    model.addAttribute("shown", kept.stream().filter(one -> wanted != null && one.version() == wanted).findFirst()
        .map(PredictionPage.Shown::of).orElse(null));
    return "prediction";
  }

  @GetMapping("/policies/prediction.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<Kept>(
        "prediction",
        List.of("version", "made_at", "made_by", "learned_from", "won", "auc", "auc_low", "auc_high", "brier", "brier_of_base",
            "brier_by_hand", "calibration_error", "used_at"),
        one -> {
          Evaluation found = one.trained().evaluation();
          return Stream.of(
              one.version(), one.madeAt(), one.madeBy(), one.trained().provenance().leads(), one.trained().provenance().won(),
              found.auc(), found.aucLow(), found.aucHigh(), found.brier(), found.brierOfBase(), one.trained().byHand().brier(),
              found.calibrationError(), one.usedAt());
        }).send(desk.newest(ListCsv.MOST + 1), response);
  }

  @PostMapping("/policies/prediction/learn")
  String learn(Caller caller) {
    orders.learn(caller);
    return HERE;
  }

  @PostMapping("/policies/prediction/{version}/use")
  String use(@PathVariable int version, Caller caller) {
    if (!orders.use(version, caller)) {
      throw Problem.NOT_FOUND.because(
          "There is no version " + version + " of the predictive score. The page Prediction lists them.");
    }
    return HERE;
  }

  @PostMapping("/policies/prediction/{version}/draft")
  String draft(@PathVariable int version, Caller caller, RedirectAttributes after) {
    try {
      return "redirect:/backtests/" + drafts.make(version, caller).backtestId();
    } catch (ProblemException refused) {
      if (refused.document().getStatus() == HttpStatus.NOT_FOUND.value()) {
        throw refused;
      }
      after.addFlashAttribute("refused", String.valueOf(refused.document().getDetail()));
      return HERE + "?version=" + version;
    }
  }
}
