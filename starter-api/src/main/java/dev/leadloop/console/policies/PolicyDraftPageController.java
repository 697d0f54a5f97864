package dev.leadloop.console.policies;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.KnownPeople;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.policies.DraftApprovals;
import dev.leadloop.policies.DraftApprovals.Shown;
import dev.leadloop.policies.PolicyLook;
import dev.leadloop.policies.PolicyOverview;
import dev.leadloop.policies.ReviewDesk;
import dev.leadloop.policies.RolloutControls;
import dev.leadloop.policyfile.draft.Draft;
import dev.leadloop.policyfile.draft.PolicyDrafts.Outcome;
import dev.leadloop.policyfile.draft.PolicyDrafts.Read;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.review.PolicyReviewStore.Side;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.temporal.rollout.RolloutProgress;
import dev.leadloop.view.PolicyReadStore;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The policy in force, its versions and latest rollout; and the drafts that wait, with a button for each side. */
@Controller
class PolicyDraftPageController extends ConsolePages {
  private static final int SHOWN = 10;
  private static final int LINES = 100;
  private static final int LONGEST_LINE = 1_000;
  private static final int LONGEST_WORD = 4_000;
  private static final int LONGEST_NAME = 100;
  private static final List<String> ORDERS = List.of("pause", "resume", "stop");

  private final DraftApprovals desk;
  private final PolicyOverview overview;
  private final RolloutControls controls;
  private final ReviewDesk reviews;
  private final KnownPeople known;
  private final Clock clock;

  PolicyDraftPageController(
      DraftApprovals desk, PolicyOverview overview, RolloutControls controls, ReviewDesk reviews, KnownPeople known,
      Clock clock) {
    this.known = known;
    this.reviews = reviews;
    this.desk = desk;
    this.overview = overview;
    this.controls = controls;
    this.clock = clock;
  }

  /** A side's yes, in words. */
  record ApprovalLine(String side, String by, When at, boolean counts, boolean revoked) {}

  /**
   * A draft that waits, in words.
   *
   * @param sides for which whoever looks may approve
   */
  record DraftCard(
      String name,
      int revision,
      int against,
      String sentBy,
      When sentAt,
      List<String> changes,
      List<String> warnings,
      List<String> errors,
      List<ApprovalLine> approvals,
      List<String> sides) {}

  /**
   * A version that was published.
   *
   * @param draft the draft that it was; null where it was published without one
   * @param approvals the yeses by which that was published
   */
  record VersionLine(int version, String by, When at, @Nullable String draft, List<ApprovalLine> approvals) {}

  @GetMapping("/policies")
  String list(Model model, Caller caller) {
    PolicyOverview.Document document = overview.inForce();
    PageTimes times = PageTimes.forReader(PageTimes.zone(document.policy(), null), clock.instant());
    People people = known.now();
    List<PolicyReadStore.Version> versions = overview.versions();
    model.addAttribute("document", document.yaml());
    List<Draft> drafts = desk.newest();
    model.addAttribute("versions", versions.stream().limit(SHOWN).map(one -> line(one, drafts, people, times)).toList());
    model.addAttribute("older", Math.max(0, versions.size() - SHOWN));
    model.addAttribute("rollout",
        RolloutCard.of(overview.rollout(), times, caller.role() == Role.MANAGER || caller.role() == Role.ADMIN));
    List<Draft> waiting = drafts.stream().filter(Draft::waits).toList();
    model.addAttribute("inForce", document.policy().version());
    model.addAttribute("reviews", ReviewCard.of(reviews.all(), people, times, caller));
    model.addAttribute("needed", desk.needed());
    model.addAttribute("drafts",
        waiting.stream().limit(SHOWN).map(desk::shown).map(shown -> card(shown, people, times, caller)).toList());
    model.addAttribute("more", waiting.size() > SHOWN);
    return "policies";
  }

  @GetMapping("/policies.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<PolicyReadStore.Version>(
        "policies", List.of("version", "published_at", "published_by", "content_hash"),
        one -> Stream.of(one.version(), one.publishedAt(), one.publishedBy(), one.contentHash()))
        .send(overview.versions(), response);
  }

  @PostMapping("/policies/drafts")
  String send(@RequestParam("document") MultipartFile file, Caller caller, RedirectAttributes after) throws IOException {
    String document = new String(file.getBytes(), StandardCharsets.UTF_8);
    if (document.isBlank()) {
      after.addFlashAttribute("refused", "Nothing was kept: choose the file of a policy that is not empty.");
      return "redirect:/policies";
    }
    try {
      PolicyLook.refuseUnreadable(document, "Nothing was kept. ");
      Shown sent = desk.send(document, caller);
      after.addFlashAttribute("done", "Draft " + sent.draft().name() + " is taken. Below stands what it changes; it is published"
          + (desk.needed() == 2 ? " once both sides have approved of it." : " once a side has approved of it."));
    } catch (InvalidPolicy invalid) {
      after.addFlashAttribute("refused", "Nothing was kept: this is no policy that could be published. Mend these lines of '"
          + ShortText.of(String.valueOf(file.getOriginalFilename()), LONGEST_NAME) + "' and send it again.");
      after.addFlashAttribute("faults", brief(invalid.problems()));
    } catch (ProblemException refused) {
      after.addFlashAttribute("refused", String.valueOf(refused.document().getDetail()));
    }
    return "redirect:/policies";
  }

  @PostMapping("/policies/{draft}/approve")
  String approve(
      @PathVariable String draft,
      @RequestParam(defaultValue = "0") String revision,
      @RequestParam(defaultValue = "0") String against,
      @RequestParam(defaultValue = "") String side,
      Caller caller,
      RedirectAttributes after) {
    Shown shown = desk.find(draft).orElseThrow(() -> Problem.NOT_FOUND.because("There is no such draft of the policy."));
    try {
      Outcome outcome =
          desk.approve(shown.draft(), new Read(number(revision), number(against)), side(side, caller), caller);
      switch (outcome) {
        case Outcome.Waits ignored ->
            after.addFlashAttribute("done", "Draft " + draft + " has your approval, and waits for the other side's.");
        case Outcome.Published published ->
            after.addFlashAttribute("done", "Draft " + draft + " is published as version " + published.version() + ".");
        case Outcome.Refused refused -> after.addFlashAttribute("refused", "Nothing was changed: " + refused.why() + ".");
      }
    } catch (InvalidPolicy invalid) {
      after.addFlashAttribute("refused", "Nothing was published. " + invalid.getMessage());
    }
    return "redirect:/policies";
  }

  @PostMapping("/policies/{draft}/withdraw")
  String withdraw(@PathVariable String draft, Caller caller, RedirectAttributes after) {
    Shown shown = desk.find(draft).orElseThrow(() -> Problem.NOT_FOUND.because("There is no such draft of the policy."));
    if (desk.withdraw(shown.draft(), caller)) {
      after.addFlashAttribute("done", "Draft " + draft + " is withdrawn; nobody can approve of it any more.");
    } else {
      after.addFlashAttribute("refused", "Nothing was changed: the draft was published or withdrawn before.");
    }
    return "redirect:/policies";
  }

  @PostMapping("/policies/reviews/{review}/close")
  String review(
      @PathVariable long review, @RequestParam(defaultValue = "") String word, @RequestParam(defaultValue = "") String side,
      Caller caller, RedirectAttributes after) {
    if (word.isBlank() || word.length() > LONGEST_WORD) {
      after.addFlashAttribute("refused", "Nothing was changed: say in at most " + LONGEST_WORD
          + " characters what your side will change, or why nothing changes.");
      return "redirect:/policies";
    }
    try {
      boolean closed = reviews.say(review, side(side, caller), word, caller).closedAt() != null;
      after.addFlashAttribute("done", closed ? "Both sides have had their say: the review is closed."
          : "Your side has had its say; the review waits for the other's.");
    } catch (ProblemException refused) {
      after.addFlashAttribute("refused", String.valueOf(refused.document().getDetail()));
    }
    return "redirect:/policies";
  }

  @PostMapping("/policies/{version}/rollout/{order}")
  String rollout(@PathVariable int version, @PathVariable String order, Caller caller, RedirectAttributes after) {
    if (!ORDERS.contains(order)) {
      throw Problem.NOT_FOUND.because("A rollout is paused, resumed or stopped; it cannot be told to '" + order + "'.");
    }
    try {
      RolloutProgress now = switch (order) {
        case "pause" -> controls.pause(version, caller);
        case "resume" -> controls.resume(version, caller);
        default -> controls.stop(version, caller);
      };
      after.addFlashAttribute("done",
          "The rollout of version " + version + ": " + RolloutCard.state(now).toLowerCase(Locale.ROOT) + ".");
    } catch (ProblemException refused) {
      after.addFlashAttribute("refused", String.valueOf(refused.document().getDetail()));
    }
    return "redirect:/policies";
  }

  private static VersionLine line(PolicyReadStore.Version one, List<Draft> drafts, People people, PageTimes times) {
    Draft draft = drafts.stream().filter(known -> Objects.equals(known.version(), one.version())).findFirst().orElse(null);
    return new VersionLine(one.version(), people.by(one.publishedBy()), times.at(one.publishedAt()),
        draft == null ? null : draft.name(),
        draft == null ? List.of() : approvals(draft, publishing(draft, one.version()), people, times));
  }

  /** The yeses that counted: of the document as it was published, read against the version before. */
  private static List<Draft.Approval> publishing(Draft draft, int version) {
    return draft.approvals().stream()
        .filter(one -> one.revision() == draft.revision() && one.against() == version - 1).toList();
  }

  private static List<ApprovalLine> approvals(
      Draft draft, List<Draft.Approval> counting, People people, PageTimes times) {
    return draft.approvals().stream()
        .map(one -> new ApprovalLine(words(one.side()), people.by(one.by()), times.at(one.at()), counting.contains(one),
            one.revokedAt() != null))
        .toList();
  }

  private DraftCard card(Shown shown, People people, PageTimes times, Caller caller) {
    Draft draft = shown.draft();
    List<Draft.Approval> counting = draft.counting(shown.against());
    List<String> sides = new ArrayList<>();
    for (Side side : Side.values()) {
      Side own = DraftApprovals.sideOf(caller);
      if (caller.isPerson() && (own == null || own == side) && counting.stream().noneMatch(one -> one.side() == side)) {
        sides.add(words(side));
      }
    }
    return new DraftCard(draft.name(), draft.revision(), shown.against(), people.by(draft.sentBy()), times.at(draft.sentAt()),
        brief(shown.changes()), brief(shown.warnings()), brief(shown.errors()),
        approvals(draft, counting, people, times), sides);
  }

  /** As much as anybody reads on a page. */
  private static List<String> brief(List<?> lines) {
    List<String> brief =
        new ArrayList<>(lines.stream().limit(LINES).map(line -> ShortText.of(line.toString(), LONGEST_LINE)).toList());
    if (lines.size() > LINES) {
      brief.add("and " + (lines.size() - LINES) + " more, which GET /api/v1/policies/drafts/{draftId} lists");
    }
    return brief;
  }

  private static String words(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  private static Side side(String given, Caller caller) {
    Side own = DraftApprovals.sideOf(caller);
    @Nullable Side named = Arrays.stream(Side.values()).filter(side -> words(side).equals(given)).findFirst().orElse(own);
    if (named == null || own != null && named != own) {
      throw Problem.INVALID.because("Nothing was changed. Approve for your own side; an administrator says for which.");
    }
    return named;
  }
}
