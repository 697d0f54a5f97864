package dev.leadloop.console.dryrun;

import dev.leadloop.backtest.Backtest;
import dev.leadloop.backtests.BacktestDesk;
import dev.leadloop.console.ConsolePages;
import dev.leadloop.dryrun.SalesAnswer;
import dev.leadloop.policies.DraftApprovals;
import dev.leadloop.policies.DryRunDesk;
import dev.leadloop.policies.DryRunDesk.Wish;
import dev.leadloop.policyfile.draft.Draft;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a draft of the policy would do: tried on the leads there are and on what is on record, before it is published. */
@Controller
@Hidden
class WhatIfController extends ConsolePages {
  private final DraftApprovals drafts;
  private final DryRunDesk dryRuns;
  private final BacktestDesk backtests;

  WhatIfController(DraftApprovals drafts, DryRunDesk dryRuns, BacktestDesk backtests) {
    this.drafts = drafts;
    this.dryRuns = dryRuns;
    this.backtests = backtests;
  }

  @GetMapping("/policies/drafts/{draft}/what-if")
  String show(@PathVariable String draft, Model model) {
    Draft found = draft(draft);
    List<Backtest> newest = backtests.newest(found.name(), 1);
    model.addAttribute("card", WhatIfCard.of(
        found, dryRuns.newestOf(found.name()).orElse(null), newest.isEmpty() ? null : newest.getFirst()));
    return "what-if";
  }

  /** Both at once: what it would do from now on, against the version in force, and what it would have done. */
  @PostMapping("/policies/drafts/{draft}/what-if")
  String begin(@PathVariable String draft, Caller caller, RedirectAttributes after) {
    Draft found = draft(draft);
    try {
      dryRuns.order(
          new Wish(found.name(), null, String.valueOf(drafts.inForce()), null, null, null, null, SalesAnswer.IN_TIME.word(),
          null),
          caller);
      backtests.begin(found.name(), new BacktestDesk.Asked(null, null, null, null), caller);
    } catch (ProblemException refused) {
      after.addFlashAttribute("refused", String.valueOf(refused.document().getDetail()));
    }
    return "redirect:/policies#" + found.name();
  }

  private Draft draft(String name) {
    return drafts.find(name).orElseThrow(() -> Problem.NOT_FOUND.because("There is no such draft of the policy.")).draft();
  }
}
