package dev.leadloop.console;

import dev.leadloop.checks.Attention;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.desk.RepStore;
import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.lead.Stage;
import dev.leadloop.naming.NearestName;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.Sentence;
import dev.leadloop.security.Caller;
import dev.leadloop.security.LeadSight;
import dev.leadloop.security.Role;
import dev.leadloop.view.HandoffReadStore;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.Sight;
import dev.leadloop.worker.temporal.TemporalUi;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The leads at a glance: how many in each stage, which handoffs wait, and the newest leads. */
@Controller
class LeadListController extends ConsolePages {
  private static final int SHOWN = 50;

  private final LeadReadStore reads;
  private final HandoffReadStore handoffs;
  private final RepStore reps;
  private final PolicyCatalog policies;
  private final TemporalUi temporalUi;
  private final Attention attention;
  private final ReplyDoubtStore doubts;
  private final LeadSight sight;
  private final Clock clock;

  LeadListController(
      LeadReadStore reads,
      HandoffReadStore handoffs,
      RepStore reps,
      PolicyCatalog policies,
      TemporalUi temporalUi,
      Attention attention,
      ReplyDoubtStore doubts,
      LeadSight sight,
      Clock clock) {
    this.reads = reads;
    this.handoffs = handoffs;
    this.reps = reps;
    this.policies = policies;
    this.temporalUi = temporalUi;
    this.attention = attention;
    this.doubts = doubts;
    this.sight = sight;
    this.clock = clock;
  }

  /** A handoff that waits for an answer. */
  record Open(String leadId, String company, String owner, String level, When deadline) {}

  /** A lead in the list. */
  record ShownLead(String leadId, String name, String company, String stage, String score, String owner) {}

  @GetMapping("/leads")
  String list(
      @RequestParam(required = false) @Nullable String stage,
      @RequestParam(required = false) @Nullable String after,
      Model model,
      Caller caller) {
    People people = new People(reps.all());
    String only = stage == null ? null : known(stage);
    Sight seen = sight.of(caller);
    List<LeadReadStore.ListedLead> found =
        reads.list(new LeadReadStore.Filter(seen, null, null, null, only, null, after, SHOWN + 1));
    boolean more = found.size() > SHOWN;
    model.addAttribute("standing",
        caller.role() == Role.SALES || attention.seen().nothing() ? null : attention.seen().sentence());
    model.addAttribute("answers", caller.role() == Role.SALES ? null : AttentionController.inWords(doubts.waiting()));
    model.addAttribute("counts", counts(seen));
    model.addAttribute("stage", only);
    model.addAttribute("histories", temporalUi.workflows().orElse(null));
    model.addAttribute("mine", seen.reps() != null && seen.reps().size() == 1);
    model.addAttribute("open", open(seen, people, clock.instant()));
    model.addAttribute("leads", (more ? found.subList(0, SHOWN) : found).stream().map(lead -> shown(lead, people)).toList());
    model.addAttribute("after", more ? found.get(SHOWN - 1).leadId() : null);
    return "leads";
  }

  /** A stage that is none would show every lead. */
  private static String known(String stage) {
    List<String> stages = Arrays.stream(Stage.values()).map(Stage::label).toList();
    if (!stages.contains(stage)) {
      throw Problem.INVALID.because(Sentence.ended("'stage' " + NearestName.among(stage, stages)));
    }
    return stage;
  }

  private List<Open> open(Sight seen, People people, Instant now) {
    return handoffs.list(new HandoffReadStore.Filter(seen, true, null, null, null, null, null, 0, SHOWN)).stream()
        .map(
            handoff ->
                new Open(
                    handoff.leadId(),
                    handoff.company() == null ? "Company not known" : handoff.company(),
                    people.rep(handoff.owner()),
                    handoff.level(),
                    deadline(handoff, now)))
        .toList();
  }

  private When deadline(HandoffReadStore.ListedHandoff handoff, Instant now) {
    LeadPolicy policy = policies.version(handoff.happened().policyVersion());
    return new PageTimes(handoff.clock().toldIn(policy.calendars()), now).at(handoff.deadline());
  }

  private Map<String, Long> counts(Sight seen) {
    Map<String, Long> byStage = reads.countsByStage(seen);
    Map<String, Long> inOrder = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      Long count = byStage.get(stage.label());
      if (count != null) {
        inOrder.put(stage.label(), count);
      }
    }
    return inOrder;
  }

  private static ShownLead shown(LeadReadStore.ListedLead lead, People people) {
    String name = OrderForm.orEmpty(OrderForm.orEmpty(lead.firstName()) + " " + OrderForm.orEmpty(lead.lastName()));
    String email = lead.email();
    return new ShownLead(
        lead.leadId(),
        name.isEmpty() ? email == null ? "Name not known" : email : name,
        OrderForm.orEmpty(lead.company()),
        lead.stage() == null ? "not decided yet" : lead.stage(),
        lead.score() == null ? "" : lead.score() + " " + lead.grade(),
        lead.owner() == null ? "" : people.rep(lead.owner()));
  }
}
