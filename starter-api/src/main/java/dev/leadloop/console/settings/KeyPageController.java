package dev.leadloop.console.settings;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.desk.RepStore;
import dev.leadloop.keys.ApiKeyStore.KeyRow;
import dev.leadloop.keys.KeyHolder;
import dev.leadloop.people.KeyDesk;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Keys of systems and people: made, labelled and revoked by administrators; each is shown once. */
@Controller
@Hidden
class KeyPageController extends ConsolePages {
  private final KeyDesk keys;
  private final RepStore reps;
  private final Clock clock;

  KeyPageController(KeyDesk keys, RepStore reps, Clock clock) {
    this.keys = keys;
    this.reps = reps;
    this.clock = clock;
  }

  /** A key as the page shows one. */
  record KeyLine(
      String keyId, String name, @Nullable String label, String role, @Nullable String repId, boolean person, When createdAt,
      @Nullable When revokedAt) {
    static KeyLine of(KeyRow key, PageTimes times) {
      return new KeyLine(
          key.keyId(), key.name(), key.label(), key.role(), key.repId(), key.holder() == KeyHolder.PERSON,
          times.at(key.createdAt()), times.atOrNull(key.revokedAt()));
    }
  }

  @GetMapping("/settings/keys")
  String list(Model model) {
    return page(model);
  }

  @GetMapping("/settings/keys.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<KeyRow>(
        "keys", List.of("key_id", "name", "label", "role", "rep_id", "holder", "made_at", "revoked_at"),
        key -> Stream.of(key.keyId(), key.name(), key.label(), key.role(), key.repId(),
            key.holder().name().toLowerCase(Locale.ROOT), key.createdAt(), key.revokedAt()))
        .send(keys.all(), response);
  }

  @PostMapping("/settings/keys")
  String make(
      @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String role,
      @RequestParam(defaultValue = "") String repId, @RequestParam(defaultValue = "SYSTEM") String holder, Model model,
      Caller caller, HttpServletResponse response) {
    try {
      Role asked = Arrays.stream(Role.values()).filter(one -> one.name().equals(role)).findFirst()
          .orElseThrow(() -> FieldError.in("role", "is needed"));
      KeyHolder by = "PERSON".equals(holder) ? KeyHolder.PERSON : KeyHolder.SYSTEM;
      ApiKeys.NewKey made = keys.make(new KeyDesk.Asked(name.strip(), asked, repId.isBlank() ? null : repId, by), caller);
      model.addAttribute("done", "The key " + name.strip() + " is made. It is shown this once: put it where it belongs now.");
      model.addAttribute("key", made.key());
      return page(model);
    } catch (ProblemException refused) {
      return refused(refused, model, response);
    }
  }

  @PostMapping("/settings/keys/{keyId}/label")
  String label(
      @PathVariable String keyId, @RequestParam(defaultValue = "") String label, Model model, Caller caller,
      HttpServletResponse response) {
    try {
      KeyRow key = keys.label(keyId, label, caller);
      model.addAttribute(
          "done", "The key " + key.name() + (key.label() == null ? " has no label." : " is called " + key.label() + "."));
      return page(model);
    } catch (ProblemException refused) {
      return refused(refused, model, response);
    }
  }

  @PostMapping("/settings/keys/{keyId}/revoke")
  String revoke(@PathVariable String keyId, Model model, Caller caller, HttpServletResponse response) {
    try {
      model.addAttribute("done", "The key " + keys.revoke(keyId, caller).name() + " opens nothing any more.");
      return page(model);
    } catch (ProblemException refused) {
      return refused(refused, model, response);
    }
  }

  private String refused(ProblemException refused, Model model, HttpServletResponse response) {
    response.setStatus(refused.document().getStatus());
    model.addAttribute("refused", refused.document().getDetail());
    return page(model);
  }

  private String page(Model model) {
    PageTimes times = PageTimes.forReader(ZoneOffset.UTC, clock.instant());
    model.addAttribute("keys", keys.all().stream().map(key -> KeyLine.of(key, times)).toList());
    model.addAttribute("reps", reps.all().stream().filter(RepStore.Rep::active).toList());
    model.addAttribute("roles", Role.values());
    return "settings-keys";
  }
}
