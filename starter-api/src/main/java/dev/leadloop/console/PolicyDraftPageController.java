package dev.leadloop.console;

import dev.leadloop.console.PageTimes.When;
import dev.leadloop.lead.Principal;
import dev.leadloop.policies.DraftApprovals;
import dev.leadloop.policies.DraftApprovals.Shown;
import dev.leadloop.policyfile.draft.Draft;
import dev.leadloop.policyfile.draft.PolicyDrafts.Outcome;
import dev.leadloop.policyfile.draft.PolicyDrafts.Read;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.problem.Problem;
import dev.leadloop.review.PolicyReviewStore.Side;
import dev.leadloop.security.Caller;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The drafts of the policy that wait, with what each would change, and a button for each side. */
@Controller
class PolicyDraftPageController extends ConsolePages {
  private static final int SHOWN = 10;

  private final DraftApprovals desk;
  private final Clock clock;

  PolicyDraftPageController(DraftApprovals desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /** A side's yes, in words. */
  record ApprovalLine(String side, String by, When at, boolean counts) {}

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

  @GetMapping("/policies")
  String list(Model model, Caller caller) {
    PageTimes times = new PageTimes(ZoneOffset.UTC, clock.instant());
    List<Draft> waiting = desk.newest().stream().filter(draft -> draft.version() == null).toList();
    model.addAttribute("inForce", desk.inForce());
    model.addAttribute("needed", desk.needed());
    model.addAttribute("drafts",
        waiting.stream().limit(SHOWN).map(desk::shown).map(shown -> card(shown, times, caller)).toList());
    model.addAttribute("more", waiting.size() > SHOWN);
    return "policies";
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

  private DraftCard card(Shown shown, PageTimes times, Caller caller) {
    Draft draft = shown.draft();
    List<Draft.Approval> counting = draft.counting(shown.against());
    List<String> sides = new ArrayList<>();
    for (Side side : Side.values()) {
      Side own = DraftApprovals.sideOf(caller);
      if ((own == null || own == side) && counting.stream().noneMatch(one -> one.side() == side)) {
        sides.add(words(side));
      }
    }
    return new DraftCard(draft.name(), draft.revision(), shown.against(), who(draft.sentBy()), times.at(draft.sentAt()),
        shown.changes().stream().map(Object::toString).toList(), shown.warnings().stream().map(Object::toString).toList(),
        shown.errors().stream().map(Object::toString).toList(),
        draft.approvals().stream()
            .map(one -> new ApprovalLine(words(one.side()), who(one.by()), times.at(one.at()), counting.contains(one))).toList(),
        sides);
  }

  private static String words(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }

  private static String who(String principal) {
    return Principal.parse(principal).inWords(id -> id);
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
