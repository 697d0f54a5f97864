package dev.leadloop.console.forms;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.KnownPeople;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.web.Forms;
import dev.leadloop.web.HostedForm;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The hosted forms there are, and making one. */
@Controller
class FormListController extends ConsolePages {
  private final Forms forms;
  private final KnownPeople known;
  private final Clock clock;

  FormListController(Forms forms, KnownPeople known, Clock clock) {
    this.forms = forms;
    this.known = known;
    this.clock = clock;
  }

  /**
   * A form as a line.
   *
   * @param by who saved it last; null where it stands in the settings, as {@code at} is
   */
  record FormLine(
      String id, String title, boolean open, int fields, int version, String signal, @Nullable String delivers, @Nullable When at,
      @Nullable String by) {
    static FormLine of(Forms.Version version, People people, PageTimes times) {
      HostedForm form = version.form();
      String by = version.savedBy();
      return new FormLine(
          form.id(), form.words().title(), form.open(), form.fields().size(), form.version(), form.counting().signal(),
          form.delivery() == null ? null : form.delivery().title(), times.atOrNull(version.savedAt()),
          by == null ? null : people.by(by));
    }
  }

  @GetMapping("/forms")
  String show(Model model) {
    return page("", model);
  }

  @GetMapping("/forms.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<Forms.Version>(
        "forms",
        List.of("form_id", "heading", "open", "counts_as", "delivers", "fields", "version", "saved_at", "saved_by"),
        one -> {
          HostedForm form = one.form();
          return Stream.of(form.id(), form.words().title(), form.open(), form.counting().signal(),
              form.delivery() == null ? null : form.delivery().title(), form.fields().size(), form.version(), one.savedAt(),
              one.savedBy());
        })
        .send(forms.all(), response);
  }

  @PostMapping("/forms")
  String make(@RequestParam(defaultValue = "") String title, Model model, Caller caller, HttpServletResponse response) {
    try {
      return "redirect:/forms/" + forms.make(title.strip(), caller).id();
    } catch (ProblemException refused) {
      response.setStatus(refused.document().getStatus());
      model.addAttribute("refused", refused.document().getDetail());
      return page(title, model);
    }
  }

  private String page(String title, Model model) {
    PageTimes times = PageTimes.forReader(ZoneOffset.UTC, clock.instant());
    People people = known.now();
    model.addAttribute("forms", forms.all().stream().map(one -> FormLine.of(one, people, times)).toList());
    model.addAttribute("title", title);
    return "forms";
  }
}
