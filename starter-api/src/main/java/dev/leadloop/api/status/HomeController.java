package dev.leadloop.api.status;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page at the root, which anybody may open: whether the product is up, and where to look. It says nothing else. */
@Controller
@Hidden
class HomeController {
  private final Readiness readiness;

  HomeController(Readiness readiness) {
    this.readiness = readiness;
  }

  @GetMapping("/")
  String home(Model model) {
    model.addAttribute("state", readiness.check());
    return "home";
  }
}
