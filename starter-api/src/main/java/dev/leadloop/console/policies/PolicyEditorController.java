package dev.leadloop.console.policies;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.KnownPeople;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.policies.PolicyLines.Line;
import dev.leadloop.policies.DraftApprovals;
import dev.leadloop.policies.DraftApprovals.Shown;
import dev.leadloop.policies.PolicyLook;
import dev.leadloop.policies.PolicyOverview;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.diff.PolicyChange;
import dev.leadloop.policy.diff.PolicyDiff;
import dev.leadloop.policyfile.check.PolicyReport;
import dev.leadloop.policyfile.draft.Draft;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.view.PolicyReadStore.Version;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A version of the policy beside any other, and a draft as a text that is looked over line by line as it is written. */
@Controller
@Hidden
class PolicyEditorController extends ConsolePages {
  private final DraftApprovals desk;
  private final PolicyOverview overview;
  private final PolicyLook look;
  private final KnownPeople people;
  private final Clock clock;

  PolicyEditorController(DraftApprovals desk, PolicyOverview overview, PolicyLook look, KnownPeople people, Clock clock) {
    this.people = people;
    this.desk = desk;
    this.overview = overview;
    this.look = look;
    this.clock = clock;
  }

  /**
   * A document in the making.
   *
   * @param draft the draft it is of; null for a new one
   * @param revision of that draft that was opened
   * @param against the version that its changes are told to
   * @param lines those that something is said of
   */
  record Editor(
      @Nullable String draft, int revision, String document, int against, List<Line> lines, int errors, int warnings,
      List<PolicyChange> changes, boolean valid) {}

  @GetMapping("/policies/{version}")
  String version(@PathVariable int version, @RequestParam(required = false) @Nullable Integer from, Model model) {
    PolicyOverview.Document document = overview.document(version);
    int other = from == null ? Math.max(1, version - 1) : from;
    List<Version> versions = overview.versions();
    PageTimes times = PageTimes.forReader(PageTimes.zone(document.policy(), null), clock.instant());
    Version published = versions.stream().filter(one -> one.version() == version).findFirst().orElseThrow();
    model.addAttribute("version", version);
    model.addAttribute("from", other);
    model.addAttribute("by", people.now().by(published.publishedBy()));
    model.addAttribute("at", times.at(published.publishedAt()));
    model.addAttribute("inForce", versions.getFirst().version() == version);
    model.addAttribute("document", document.yaml().lines().toList());
    model.addAttribute("changes", other == version ? List.of()
        : PolicyDiff.between(overview.document(other).policy(), document.policy()));
    model.addAttribute("versions", versions.stream().map(Version::version).filter(one -> one != version).toList());
    return "policy-version";
  }

  @GetMapping("/policies/drafts/new")
  String begin(@RequestParam(required = false) @Nullable Integer from, Model model) {
    String document = (from == null ? overview.inForce() : overview.document(from)).yaml();
    model.addAttribute("editor", editor(null, 0, document));
    return "policy-draft";
  }

  @GetMapping("/policies/drafts/{draft}")
  String draft(@PathVariable String draft, Model model) {
    Draft found = known(draft).draft();
    if (!found.waits()) {
      return "redirect:/policies" + (found.version() == null ? "" : "/" + found.version());
    }
    model.addAttribute("editor", editor(found.name(), found.revision(), found.document()));
    return "policy-draft";
  }

  /** Keeps nothing: tells what is to be said of the text as it stands. */
  @PostMapping("/policies/drafts/look")
  String looked(
      @RequestParam(defaultValue = "") String document, @RequestParam(defaultValue = "") String draft,
      @RequestParam(defaultValue = "0") int revision, Model model) {
    model.addAttribute("editor", editor(draft.isEmpty() ? null : draft, revision, clean(document)));
    return "policy-draft";
  }

  @PostMapping("/policies/drafts/text")
  String keep(
      @RequestParam(defaultValue = "") String document, @RequestParam(defaultValue = "") String draft,
      @RequestParam(defaultValue = "0") int revision, Caller caller, Model model, HttpServletResponse response,
      RedirectAttributes after) {
    String text = clean(document);
    try {
      PolicyLook.refuseUnreadable(text, "Nothing was kept. ");
      String name = draft.isEmpty() ? desk.send(text, caller).draft().name() : replaced(draft, revision, text, caller);
      after.addFlashAttribute("done", "Draft " + name + " is kept" + (draft.isEmpty() ? "" : " as it is now")
          + ". It is published once it is approved of.");
      return "redirect:/policies#" + name;
    } catch (InvalidPolicy invalid) {
      model.addAttribute("refused", "Nothing was kept: mend the lines that are marked below, and send it again.");
      response.setStatus(HttpStatus.BAD_REQUEST.value());
    } catch (ProblemException refused) {
      model.addAttribute("refused", String.valueOf(refused.document().getDetail()));
      response.setStatus(refused.document().getStatus());
    }
    model.addAttribute("editor", editor(draft.isEmpty() ? null : draft, revision, text));
    return "policy-draft";
  }

  private String replaced(String name, int revision, String text, Caller caller) {
    Draft draft = known(name).draft();
    if (draft.revision() != revision) {
      throw dev.leadloop.problem.Problem.REFUSED.because("Nothing was kept: somebody else has changed draft " + name
          + " since you opened it. Your text stands below; open the draft anew in another window and bring the two together.");
    }
    if (!desk.replace(draft, text, caller)) {
      throw dev.leadloop.problem.Problem.REFUSED.because(
          "Nothing was kept: the draft was published, withdrawn or changed by somebody else just now. Look at it anew, or send"
              + " your text as another one.");
    }
    return name;
  }

  private Shown known(String name) {
    return desk.find(name).orElseThrow(
        () -> dev.leadloop.problem.Problem.NOT_FOUND.because("There is no such draft of the policy."));
  }

  private Editor editor(@Nullable String draft, int revision, String document) {
    LeadPolicy inForce = overview.inForce().policy();
    PolicyReport report = look.at(document, inForce);
    LeadPolicy policy = report.policy();
    List<Problem> errors = report.errors();
    return new Editor(
        draft, revision, document, inForce.version(), PolicyLines.of(document, errors, report.warnings()), errors.size(),
        report.warnings().size(), policy == null ? List.of() : PolicyDiff.between(inForce, policy), policy != null);
  }

  /** Browsers send lines as they like. */
  private static String clean(String document) {
    return document.replace("\r\n", "\n");
  }
}
