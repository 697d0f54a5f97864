package dev.leadloop.console.settings;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.people.OwnPassword;
import dev.leadloop.users.User;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Setting a password by a link, and asking for one. Nobody has signed in yet: these pages tell nothing of who there is. */
@Controller
@Hidden
class PasswordLinkController extends ConsolePages {
  private final OwnPassword passwords;

  PasswordLinkController(OwnPassword passwords) {
    this.passwords = passwords;
  }

  /** To look uses nothing up: mail programs follow links before people do. */
  @GetMapping("/sign-in/link/{token}")
  String show(@PathVariable String token, Model model, CsrfToken csrf, HttpServletResponse response) {
    begin(csrf);
    return page(token, null, model, response);
  }

  @PostMapping("/sign-in/link/{token}")
  String set(
      @PathVariable String token, @RequestParam(defaultValue = "") String password, Model model, HttpServletResponse response) {
    return switch (passwords.byLink(token, password)) {
      case OwnPassword.Set.Done ignored -> "redirect:/sign-in?set";
      case OwnPassword.Set.Closed ignored -> closed(response);
      case OwnPassword.Set.Refused refused -> {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        yield page(token, "The password " + refused.why() + ".", model, response);
      }
    };
  }

  /** The form's token needs a session, which cannot begin any more once part of the page is on its way. */
  private static void begin(CsrfToken csrf) {
    csrf.getToken();
  }

  private String page(String token, @Nullable String refused, Model model, HttpServletResponse response) {
    // The address of this page is the secret: no page that is opened from here may learn it.
    response.setHeader("Referrer-Policy", "no-referrer");
    Optional<User> user = passwords.whose(token);
    if (user.isEmpty()) {
      return closed(response);
    }
    model.addAttribute("user", user.get().email());
    model.addAttribute("token", token);
    model.addAttribute("refused", refused);
    return "set-password";
  }

  private static String closed(HttpServletResponse response) {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    return "set-password-closed";
  }

  @GetMapping("/sign-in/forgotten")
  String forgotten(Model model, CsrfToken csrf) {
    begin(csrf);
    model.addAttribute("mails", passwords.mails());
    return "forgotten";
  }

  @PostMapping("/sign-in/forgotten")
  String ask(@RequestParam(defaultValue = "") String username, Model model, HttpServletRequest request) {
    boolean taken = passwords.forgotten(username, request.getRemoteAddr());
    model.addAttribute("mails", passwords.mails());
    model.addAttribute(taken ? "asked" : "wait", true);
    return "forgotten";
  }
}
