package dev.leadloop.console.settings;

import dev.leadloop.security.console.OidcProvider;
import dev.leadloop.security.console.OidcRefusal;
import dev.leadloop.security.console.OidcSignOut;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form that people sign in with, and the link to their provider; what either sends is taken before any controller. */
@Controller
@Hidden
class SignInController {
  private final OidcProvider provider;

  SignInController(OidcProvider provider) {
    this.provider = provider;
  }

  @GetMapping("/sign-in")
  String show(
      @RequestParam(name = "provider", defaultValue = "") String refusal, Model model, HttpServletRequest request,
      HttpServletResponse response) {
    provider.offer().ifPresent(offer -> {
      model.addAttribute("provider", offer);
      OidcRefusal.of(refusal).ifPresent(why -> model.addAttribute("refused", "signin.provider." + why.inAddress()));
      OidcSignOut.next(request).ifPresent(next -> {
        model.addAttribute("next", next);
        // By itself: a policy of forms keeps the form that signs out from being led there.
        response.setHeader("Refresh", "0;url=" + next);
      });
    });
    return "sign-in";
  }
}
