package dev.leadloop.api.status;

import dev.leadloop.lead.Stage;
import dev.leadloop.store.LeadReadStore;
import dev.leadloop.worker.TemporalUi;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page at the root: whether the product is up, and where to look. It shows no lead. */
@Controller
@Hidden
class HomeController {
  private final Readiness readiness;
  private final LeadReadStore leads;
  private final TemporalUi temporalUi;

  HomeController(Readiness readiness, LeadReadStore leads, TemporalUi temporalUi) {
    this.readiness = readiness;
    this.leads = leads;
    this.temporalUi = temporalUi;
  }

  @GetMapping("/")
  String home(Model model) {
    Readiness.State state = readiness.check();
    model.addAttribute("state", state);
    model.addAttribute("counts", state.databaseUp() ? counts() : Map.of());
    Optional<String> histories =
        temporalUi.url().map(url -> url + "/namespaces/" + temporalUi.namespace() + "/workflows");
    model.addAttribute("temporalUi", histories.orElse(null));
    return "home";
  }

  private Map<String, Long> counts() {
    try {
      Map<String, Long> byStage = leads.countsByStage();
      Map<String, Long> inOrder = new LinkedHashMap<>();
      for (Stage stage : Stage.values()) {
        Long count = byStage.get(stage.label());
        if (count != null) {
          inOrder.put(stage.label(), count);
        }
      }
      return inOrder;
    } catch (DataAccessException justGone) {
      return Map.of();
    }
  }
}
