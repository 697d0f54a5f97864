package dev.leadloop.console;

import dev.leadloop.checks.Attention;
import dev.leadloop.desk.RepStore;
import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.lead.Stage;
import dev.leadloop.naming.NearestName;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.Sentence;
import dev.leadloop.security.Caller;
import dev.leadloop.security.LeadSight;
import dev.leadloop.security.Role;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.ReadyAs;
import dev.leadloop.view.Sight;
import dev.leadloop.worker.temporal.TemporalUi;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The leads at a glance: how many in each stage, and the newest leads. */
@Controller
class LeadListController extends ConsolePages {
  private static final int SHOWN = 50;
  private static final List<String> STAGES = Arrays.stream(Stage.values()).map(Stage::label).toList();

  private final LeadReadStore reads;
  private final RepStore reps;
  private final TemporalUi temporalUi;
  private final Attention attention;
  private final ReplyDoubtStore doubts;
  private final LeadSight sight;

  LeadListController(
      LeadReadStore reads,
      RepStore reps,
      TemporalUi temporalUi,
      Attention attention,
      ReplyDoubtStore doubts,
      LeadSight sight) {
    this.reads = reads;
    this.reps = reps;
    this.temporalUi = temporalUi;
    this.attention = attention;
    this.doubts = doubts;
    this.sight = sight;
  }

  /**
   * A lead in the list.
   *
   * @param rests what keeps nurture mail from it beside its stage, such as "parked"; empty where nothing does
   */
  record ShownLead(
      String leadId, String name, String company, String stage, String rests, String score, String owner) {}

  /** Which leads the list shows; null is any. */
  record Narrowed(@Nullable String stage, @Nullable String qualifiedBy) {
    /** Whether it shows some alone. */
    public boolean some() {
      return stage != null || qualifiedBy != null;
    }

    /** Such as "Leads in SQL, ready as PQL". */
    public String title() {
      return some()
          ? "Leads" + (stage == null ? "" : " in " + stage) + (qualifiedBy == null ? "" : ", ready as " + qualifiedBy)
          : "Newest leads";
    }

    /** The address of the list of that stage. */
    public String in(String other) {
      return address(other, qualifiedBy, null);
    }

    /** The address of the list of those who are ready as that. */
    public String as(String other) {
      return address(stage, other, null);
    }

    /** The address of the page behind that lead. */
    public String after(String lead) {
      return address(stage, qualifiedBy, lead);
    }

    private static String address(@Nullable String stage, @Nullable String qualifiedBy, @Nullable String after) {
      return UriComponentsBuilder.fromPath("/leads")
          .queryParamIfPresent("stage", Optional.ofNullable(stage))
          .queryParamIfPresent("qualifiedBy", Optional.ofNullable(qualifiedBy))
          .queryParamIfPresent("after", Optional.ofNullable(after))
          .encode().build().toUriString();
    }
  }

  @GetMapping("/leads")
  String list(
      @RequestParam(required = false) @Nullable String stage,
      @RequestParam(required = false) @Nullable String qualifiedBy,
      @RequestParam(required = false) @Nullable String after,
      Model model,
      Caller caller) {
    People people = new People(reps.all());
    String only = known("stage", stage, STAGES);
    String as = known("qualifiedBy", qualifiedBy, ReadyAs.WORDS);
    Sight seen = sight.of(caller);
    List<LeadReadStore.ListedRow> found =
        reads.list(new LeadReadStore.Filter(seen, null, null, null, only, as, null, after, SHOWN + 1));
    boolean more = found.size() > SHOWN;
    model.addAttribute("standing",
        caller.role() == Role.SALES || attention.seen().nothing() ? null : attention.seen().sentence());
    model.addAttribute("answers", caller.role() == Role.SALES ? null : AttentionController.inWords(doubts.waiting()));
    List<LeadReadStore.ReadyCount> ready = reads.countsOfReady(seen);
    model.addAttribute("counts", as == null ? counts(STAGES, reads.countsByStage(seen)) : counts(STAGES,
        sums(ready, one -> one.qualifiedBy().equals(as), LeadReadStore.ReadyCount::stage)));
    model.addAttribute("ready", counts(ReadyAs.WORDS,
        sums(ready, one -> only == null || one.stage().equals(only), LeadReadStore.ReadyCount::qualifiedBy)));
    model.addAttribute("shown", new Narrowed(only, as));
    model.addAttribute("histories", temporalUi.workflows().orElse(null));
    model.addAttribute("leads", (more ? found.subList(0, SHOWN) : found).stream().map(lead -> shown(lead, people)).toList());
    model.addAttribute("after", more ? found.get(SHOWN - 1).leadId() : null);
    return "leads";
  }

  /** A stage that is none, or a word that is none, would show every lead. */
  private static @Nullable String known(String field, @Nullable String given, List<String> words) {
    if (given != null && !words.contains(given)) {
      throw Problem.INVALID.because(Sentence.ended("'" + field + "' " + NearestName.among(given, words)));
    }
    return given;
  }

  private static Map<String, Long> sums(
      List<LeadReadStore.ReadyCount> counts, Predicate<LeadReadStore.ReadyCount> which,
      Function<LeadReadStore.ReadyCount, String> by) {
    return counts.stream().filter(which)
        .collect(Collectors.groupingBy(by, Collectors.summingLong(LeadReadStore.ReadyCount::leads)));
  }

  private static Map<String, Long> counts(List<String> inOrder, Map<String, Long> found) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String word : inOrder) {
      Long count = found.get(word);
      if (count != null) {
        counts.put(word, count);
      }
    }
    return counts;
  }

  /** The numbers that count in a line, such as "62 B, product use 40 (PQL)"; empty where nothing is decided yet. */
  static String score(
      @Nullable Integer score,
      @Nullable String grade,
      @Nullable Integer product,
      @Nullable Integer account,
      @Nullable String qualifiedBy) {
    return score == null
        ? ""
        : score + " " + grade
            + (product == null || product == 0 ? "" : ", product use " + product)
            + (account == null || account == 0 ? "" : ", company " + account)
            + (qualifiedBy == null ? "" : " (" + qualifiedBy + ")");
  }

  private static ShownLead shown(LeadReadStore.ListedRow lead, People people) {
    String name = OrderForm.orEmpty(OrderForm.orEmpty(lead.firstName()) + " " + OrderForm.orEmpty(lead.lastName()));
    String email = lead.email();
    return new ShownLead(
        lead.leadId(),
        name.isEmpty() ? email == null ? "Name not known" : email : name,
        OrderForm.orEmpty(lead.company()),
        lead.stage() == null ? "not decided yet" : lead.stage(),
        lead.parkedUntil() != null ? "parked" : lead.withheld() != null ? "withheld" : "",
        score(lead.score(), lead.grade(), lead.product(), lead.account(), lead.qualifiedBy()),
        lead.owner() == null ? "" : people.rep(lead.owner()));
  }
}
