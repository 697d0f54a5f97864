package dev.leadloop.console.leads;

import dev.leadloop.checks.Attention;
import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.lead.Stage;
import dev.leadloop.security.Caller;
import dev.leadloop.security.LeadSight;
import dev.leadloop.security.Role;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.LeadReadStore.ReadyCount;
import dev.leadloop.view.ReadyAs;
import dev.leadloop.view.Sight;
import dev.leadloop.worker.temporal.TemporalUi;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What stands above the list: how many leads are in each stage, and what stands still. */
@Component
class LeadOverview {
  private static final List<String> STAGES = Arrays.stream(Stage.values()).map(Stage::label).toList();

  private final LeadReadStore reads;
  private final TemporalUi temporalUi;
  private final Attention attention;
  private final ReplyDoubtStore doubts;
  private final LeadSight sight;

  LeadOverview(
      LeadReadStore reads, TemporalUi temporalUi, Attention attention, ReplyDoubtStore doubts, LeadSight sight) {
    this.reads = reads;
    this.temporalUi = temporalUi;
    this.attention = attention;
    this.doubts = doubts;
    this.sight = sight;
  }

  void tell(Model model, LeadAddress address, Caller caller) {
    Sight seen = sight.of(caller);
    String stage = address.get("stage");
    String as = address.get("qualifiedBy");
    boolean desk = caller.role() != Role.SALES;
    List<ReadyCount> ready = reads.countsOfReady(seen);
    model.addAttribute("standing", desk && !attention.seen().nothing() ? attention.seen().sentence() : null);
    model.addAttribute("answers", desk ? doubts.waiting().answers() : 0);
    model.addAttribute("counts", as.isEmpty() ? counts(STAGES, reads.countsByStage(seen)) : counts(STAGES,
        sums(ready, one -> one.qualifiedBy().equals(as), ReadyCount::stage)));
    model.addAttribute("ready", counts(ReadyAs.WORDS,
        sums(ready, one -> stage.isEmpty() || one.stage().equals(stage), ReadyCount::qualifiedBy)));
    model.addAttribute("histories", temporalUi.workflows().orElse(null));
  }

  private static Map<String, Long> sums(
      List<ReadyCount> counts, Predicate<ReadyCount> which, Function<ReadyCount, String> by) {
    return counts.stream().filter(which).collect(Collectors.groupingBy(by, Collectors.summingLong(ReadyCount::leads)));
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
}
