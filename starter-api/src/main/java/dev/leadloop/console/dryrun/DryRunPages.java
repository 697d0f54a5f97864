package dev.leadloop.console.dryrun;

import dev.leadloop.console.KnownPeople;
import dev.leadloop.console.LeadName;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.console.dryrun.DryRunPage.ChangeRow;
import dev.leadloop.console.dryrun.DryRunPage.Changes;
import dev.leadloop.console.dryrun.DryRunPage.Count;
import dev.leadloop.console.dryrun.DryRunPage.LeadRow;
import dev.leadloop.console.dryrun.DryRunPage.Leads;
import dev.leadloop.console.dryrun.DryRunPage.Mails;
import dev.leadloop.console.dryrun.DryRunPage.Result;
import dev.leadloop.console.dryrun.DryRunPage.StepRow;
import dev.leadloop.console.dryrun.DryRunPage.WhyRow;
import dev.leadloop.console.measures.FigureWords;
import dev.leadloop.dryrun.Simulation;
import dev.leadloop.dryrun.SimulationOrder.LeadFile;
import dev.leadloop.dryrun.SimulationStore;
import dev.leadloop.dryrun.SimulationStore.Called;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.simulation.dryrun.Change;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.simulation.dryrun.DryRunReport.Changed;
import dev.leadloop.simulation.dryrun.DryRunReport.Made;
import dev.leadloop.simulation.dryrun.DryRunReport.Reached;
import dev.leadloop.simulation.dryrun.What;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Dry runs as their pages show them. */
@Component
class DryRunPages {
  private static final int SHOWN = 100;
  private static final int DAY = 10;
  private static final List<What> TILES = List.of(What.LEAD, What.MQL, What.PQL, What.SQL, What.SENT, What.HELD, What.NOT_SENT,
      What.ESCALATED);

  private final SimulationStore store;
  private final KnownPeople known;
  private final Measuring measuring;
  private final Clock clock;

  DryRunPages(SimulationStore store, KnownPeople known, Measuring measuring, Clock clock) {
    this.store = store;
    this.known = known;
    this.measuring = measuring;
    this.clock = clock;
  }

  /** Runs as lines of the list. */
  List<DryRunLine> lines(List<Simulation> runs) {
    People people = known.now();
    PageTimes times = PageTimes.forReader(measuring.zone(), clock.instant());
    return runs.stream().map(one -> DryRunLine.of(one, times, people)).toList();
  }

  /** A run with what came of it. */
  DryRunPage page(Simulation one) {
    LeadFile file = one.order().file();
    DryRunReport report = one.result();
    return new DryRunPage(
        lines(List.of(one)).getFirst(), one.order().seed(), one.failure(), file == null ? null : file.mapping(),
        report == null ? null : result(report));
  }

  private Result result(DryRunReport report) {
    Made now = report.policy();
    Made before = report.against();
    List<Count> counts = counts(now, before, Arrays.asList(What.values())).stream()
        .filter(count -> !count.is().equals("0") || !count.was().isEmpty() && !count.was().equals("0")).toList();
    List<Changed> changes = report.changes().subList(0, Math.min(SHOWN, report.changes().size()));
    List<DryRunReport.Lead> leads = report.leads().subList(0, Math.min(SHOWN, report.leads().size()));
    Map<String, Called> called = store.called(
        Stream.concat(changes.stream().map(Changed::lead), leads.stream().map(DryRunReport.Lead::lead)).distinct().toList());
    People people = known.now();
    return new Result(
        before != null, counts, counts(now, before, TILES), DryRunTables.days(now), DryRunTables.bars(now), mails(now, before),
        DryRunTables.sales(report, people),
        new Leads(leads.stream().map(lead -> lead(lead, called, people)).toList(), report.leads().size() - leads.size()),
        new Changes(
            report.changed().entrySet().stream()
                .map(kind -> new Count(kind.getKey(), FigureWords.count(kind.getValue()), "")).toList(),
            changes.stream().map(change -> change(change, called, people)).toList(),
            report.changed().values().stream().mapToInt(Integer::intValue).sum() - changes.size()),
        report.terms().assumptions());
  }

  private static List<Count> counts(Made now, @Nullable Made before, Collection<What> whats) {
    return whats.stream()
        .map(what -> new Count(what.word(), FigureWords.count(now.count(what)),
            before == null ? "" : FigureWords.count(before.count(what))))
        .toList();
  }

  private static Mails mails(Made now, @Nullable Made before) {
    TreeSet<String> steps = new TreeSet<>(now.steps().keySet());
    Map<String, Map<String, Integer>> other = before == null ? Map.of() : before.steps();
    steps.addAll(other.keySet());
    return new Mails(
        steps.stream().map(step -> {
          Map<String, Integer> counts = now.steps().getOrDefault(step, Map.of());
          return new StepRow(step, of(counts, What.SENT, What.CONFIRMATION), of(counts, What.HELD), of(counts, What.NOT_SENT),
              before == null ? "" : of(other.getOrDefault(step, Map.of()), What.SENT, What.CONFIRMATION));
        }).toList(),
        whys(now.heldBecause()), whys(now.failedBecause()));
  }

  private static String of(Map<String, Integer> counts, What... whats) {
    return FigureWords.count(Arrays.stream(whats).mapToInt(what -> counts.getOrDefault(what.word(), 0)).sum());
  }

  private static List<WhyRow> whys(Map<String, Integer> because) {
    return because.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
        .limit(SHOWN).map(why -> new WhyRow(FigureWords.count(why.getValue()), why.getKey())).toList();
  }

  private static LeadRow lead(DryRunReport.Lead lead, Map<String, Called> called, People people) {
    Reached at = lead.reached();
    return new LeadRow(
        page(lead.lead(), called), name(lead.lead(), lead.name(), called), day(at.mql()), day(at.pql()), day(at.sql()),
        at.owner() == null ? "" : people.rep(at.owner()), at.stage(), String.valueOf(at.score()), String.valueOf(at.mails()));
  }

  private static ChangeRow change(Changed one, Map<String, Called> called, People people) {
    boolean owners = one.kind().equals(Change.Kind.OWNER.word());
    return new ChangeRow(
        page(one.lead(), called), name(one.lead(), one.name(), called), one.kind(), one.what(),
        owners ? rep(one.before(), people) : steps(one.before()), owners ? rep(one.now(), people) : steps(one.now()), one.why());
  }

  private static String rep(Reached reached, People people) {
    return reached.owner() == null ? "" : people.rep(reached.owner());
  }

  /** Such as "MQL 2026-03-04, SQL 2026-03-09". */
  private static String steps(Reached reached) {
    return String.join(", ", Stream.of(step("MQL", reached.mql()), step("PQL", reached.pql()), step("SQL", reached.sql()))
        .filter(step -> !step.isEmpty()).toList());
  }

  private static String step(String name, @Nullable String at) {
    return at == null ? "" : name + " " + day(at);
  }

  private static @Nullable String page(String lead, Map<String, Called> called) {
    return called.containsKey(lead) ? "/leads/" + lead : null;
  }

  private static String name(String lead, String otherwise, Map<String, Called> called) {
    Called of = called.get(lead);
    return of == null ? otherwise : LeadName.of(lead, of.firstName(), of.lastName(), of.email(), of.company()).title();
  }

  private static String day(@Nullable String instant) {
    return instant == null ? "" : Objects.requireNonNull(instant).substring(0, DAY);
  }
}
