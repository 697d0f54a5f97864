package dev.leadloop.console.forms;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.KnownPeople;
import dev.leadloop.console.OrderForm;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.text.BaseUrl;
import dev.leadloop.web.FormChanges;
import dev.leadloop.web.Forms;
import dev.leadloop.web.HostedForm;
import dev.leadloop.web.ShownField;
import dev.leadloop.web.WebSettings;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The builder of one form. Nothing is kept before it is saved; what is typed comes back with every step. */
@Controller
class FormPageController extends ConsolePages {
  private final Forms forms;
  private final KnownPeople known;
  private final PolicyCatalog policies;
  private final WebSettings settings;
  private final EmailSettings mail;
  private final Clock clock;

  FormPageController(
      Forms forms, KnownPeople known, PolicyCatalog policies, WebSettings settings, EmailSettings mail, Clock clock) {
    this.forms = forms;
    this.known = known;
    this.policies = policies;
    this.settings = settings;
    this.mail = mail;
    this.clock = clock;
  }

  /**
   * A version of the form, in words.
   *
   * @param by who saved it; null where it stands in the settings, as {@code at} is
   */
  record VersionLine(int version, @Nullable When at, @Nullable String by, List<String> changes) {}

  @GetMapping("/forms/{formId}")
  String show(@PathVariable String formId, Model model) {
    return page(standing(formId), model);
  }

  @PostMapping("/forms/{formId}")
  String order(
      @PathVariable String formId, @RequestParam(name = "do", defaultValue = "save") String order,
      @RequestParam MultiValueMap<String, String> sent, Model model, Caller caller, HttpServletResponse response,
      RedirectAttributes after) {
    HostedForm standing = standing(formId);
    HostedForm draft = FormDraft.sent(formId, sent);
    if (!order.equals("save")) {
      model.addAttribute("unsaved", true);
      return page(stepped(draft, order, sent, model), model);
    }
    try {
      HostedForm saved = forms.save(draft, draft.version(), caller);
      after.addFlashAttribute("done", saved.version() == standing.version()
          ? "Nothing was different." : "Saved as version " + saved.version() + ". Visitors see it from now on.");
      return "redirect:/forms/" + formId;
    } catch (ProblemException refused) {
      response.setStatus(refused.document().getStatus());
      model.addAttribute("refused", refused.document().getDetail());
      return page(draft, model);
    }
  }

  @PostMapping("/forms/{formId}/preview")
  String preview(@PathVariable String formId, @RequestParam MultiValueMap<String, String> sent, Model model) {
    show(FormDraft.sent(formId, sent), model);
    return "fragments/form-preview :: preview";
  }

  @PostMapping("/forms/{formId}/restore")
  String restore(
      @PathVariable String formId, @RequestParam(defaultValue = "-1") int version, @RequestParam(defaultValue = "-1") int seen,
      Caller caller, RedirectAttributes after) {
    HostedForm old = forms.versions(formId).stream().map(Forms.Version::form).filter(form -> form.version() == version)
        .findFirst().orElseThrow(() -> Problem.NOT_FOUND.because("The form " + formId + " has no such version."));
    HostedForm saved = forms.save(old, seen, caller);
    after.addFlashAttribute(
        "done", "Version " + version + " is back, as version " + saved.version() + ". Visitors see it from now on.");
    return "redirect:/forms/" + formId;
  }

  private HostedForm standing(String formId) {
    return forms.versions(formId).getFirst().form();
  }

  private static HostedForm stepped(HostedForm draft, String order, MultiValueMap<String, String> sent, Model model) {
    int name = order.indexOf(':');
    if (name > 0) {
      model.addAttribute("moved", order.substring(name + 1));
      return FormDraft.moved(draft, order.substring(0, name), order.substring(name + 1));
    }
    String fact = OrderForm.orEmpty(sent.getFirst("adding"));
    String added = fact.isEmpty() || fact.equals(HostedForm.ANSWERS)
        ? HostedForm.ANSWERS + OrderForm.orEmpty(sent.getFirst("addingName")) : fact;
    if (!order.equals("add") || added.equals(HostedForm.ANSWERS) || draft.field(added).isPresent()) {
      return draft;
    }
    model.addAttribute("moved", added);
    return FormDraft.added(draft, ShownField.begun(added));
  }

  private void show(HostedForm draft, Model model) {
    model.addAttribute("form", draft);
    model.addAttribute("shown", ShownField.of(draft));
    model.addAttribute("company", mail.senderCompany());
  }

  private String page(HostedForm draft, Model model) {
    PageTimes times = PageTimes.forReader(ZoneOffset.UTC, clock.instant());
    List<Forms.Version> all = forms.versions(draft.id());
    People people = known.now();
    List<VersionLine> lines = new ArrayList<>();
    for (int n = 0; n < all.size(); n++) {
      Forms.Version one = all.get(n);
      HostedForm before = n + 1 < all.size() ? all.get(n + 1).form() : null;
      String by = one.savedBy();
      lines.add(new VersionLine(
          one.form().version(), times.atOrNull(one.savedAt()), by == null ? null : people.by(by),
          one.form().version() == 0 ? List.of() : FormChanges.between(before, one.form())));
    }
    String address = BaseUrl.of(mail.publicUrl()) + "/f/" + draft.id();
    show(draft, model);
    model.addAttribute("versions", lines);
    model.addAttribute("address", address);
    model.addAttribute("snippet", "<iframe src=\"" + address + "\" title=\"" + attribute(draft.words().title())
        + "\" width=\"100%\" height=\"" + (260 + 90 * draft.fields().size()) + "\" style=\"border:0\"></iframe>");
    model.addAttribute("origins", settings.origins());
    model.addAttribute("facts", ShownField.facts().stream().filter(fact -> draft.field(fact.name()).isEmpty()).toList());
    model.addAttribute("signals", new TreeSet<>(PolicyNames.of(policies.latest()).signalTypes()));
    model.addAttribute("warnings", forms.warnings(draft));
    return "form-builder";
  }

  private static String attribute(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
