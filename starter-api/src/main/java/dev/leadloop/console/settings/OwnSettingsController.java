package dev.leadloop.console.settings;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.people.OwnPassword;
import dev.leadloop.people.Users;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.users.User;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people set for themselves: on which clock pages tell times, and their password. */
@Controller
@Hidden
class OwnSettingsController extends ConsolePages {
  private final Users users;
  private final OwnPassword passwords;

  OwnSettingsController(Users users, OwnPassword passwords) {
    this.users = users;
    this.passwords = passwords;
  }

  @GetMapping("/settings")
  String settings() {
    return "redirect:/settings/me";
  }

  @GetMapping("/settings/me")
  String show(@RequestParam(required = false) @Nullable String zone, Model model, Caller caller) {
    model.addAttribute("zoneSet", zone != null);
    return page(model, caller);
  }

  @PostMapping("/settings/me/zone")
  String zone(@RequestParam(defaultValue = "") String timeZone, Model model, Caller caller, HttpServletResponse response) {
    Caller.Person person = person(caller);
    try {
      users.setZone(person, timeZone.isBlank() ? null : timeZone.strip());
      return "redirect:/settings/me?zone";
    } catch (ProblemException refused) {
      response.setStatus(refused.document().getStatus());
      model.addAttribute("refused", refused.document().getDetail());
      return page(model, caller);
    }
  }

  @PostMapping("/settings/me/password")
  String password(
      @RequestParam(defaultValue = "") String old, @RequestParam(defaultValue = "") String password, Model model, Caller caller,
      HttpServletResponse response) {
    return switch (passwords.byOld(person(caller), old, password)) {
      case OwnPassword.Set.Done ignored -> "redirect:/sign-in?set";
      case OwnPassword.Set.Closed ignored ->
          refused("Nothing was changed: that is not your password until now. After ten wrong ones wait five minutes.", model,
              caller, response);
      case OwnPassword.Set.Refused refused ->
          refused("Nothing was changed: the new password " + refused.why() + ".", model, caller, response);
    };
  }

  private String refused(String why, Model model, Caller caller, HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("refused", why);
    return page(model, caller);
  }

  private static Caller.Person person(Caller caller) {
    Caller.Person person = caller.person();
    if (person == null) {
      throw Problem.REFUSED.because(
          "Nothing was changed: you signed in with a key or as admin. An administrator invites you under Settings, Users.");
    }
    return person;
  }

  private String page(Model model, Caller caller) {
    Caller.Person person = caller.person();
    @Nullable User user = person == null ? null : users.find(person.handle()).orElse(null);
    model.addAttribute("caller", caller);
    model.addAttribute("role", caller.role().name().toLowerCase(Locale.ROOT));
    model.addAttribute("user", user);
    model.addAttribute("zone", person == null ? null : person.timeZone());
    model.addAttribute("zones", new TreeSet<>(ZoneId.getAvailableZoneIds()));
    return "settings-me";
  }
}
