package dev.leadloop.console.measures;

import dev.leadloop.console.measures.FunnelPage.Compared;
import dev.leadloop.console.measures.FunnelPage.Flow;
import dev.leadloop.console.measures.FunnelPage.From;
import dev.leadloop.console.measures.FunnelPage.Head;
import dev.leadloop.console.measures.FunnelPage.Option;
import dev.leadloop.console.measures.FunnelPage.Row;
import dev.leadloop.console.measures.FunnelPage.Section;
import dev.leadloop.console.measures.FunnelPage.Went;
import dev.leadloop.console.measures.MeasurePages.Answer;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.finding.LeadFinder;
import dev.leadloop.lead.Stage;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.counting.Counted.Part;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.measuring.MeasureQuery;
import dev.leadloop.naming.NearestName;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.security.Caller;
import dev.leadloop.sla.SpokenTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** Puts the funnel together, part by part: each is one measure as its own page has it, or a few of them side by side. */
@Component
class FunnelPages {
  /** What the funnel as a whole can be asked for. */
  private static final List<String> ASKED = List.of("from", "to", "source", "segment", "team");

  private static final List<String> COMPARED_BY = List.of("source", "segment", "team");
  private static final int MONTHS = 6;
  private static final int PARTS = 15;
  private static final int WARM = 25;

  private static final Map<String, List<String>> SECTIONS = sections();
  private static final List<String> COMPARED = List.of("lead-volume", "lead-to-ready", "sql-to-accepted", "sql-to-customer");

  private final MeasurePages measures;
  private final CutWords words;
  private final LeadFinder leads;
  private final PolicyCatalog policies;
  private final TeamStore teams;
  private final Measuring measuring;

  FunnelPages(
      MeasurePages measures, CutWords words, LeadFinder leads, PolicyCatalog policies, TeamStore teams, Measuring measuring) {
    this.measures = measures;
    this.words = words;
    this.leads = leads;
    this.policies = policies;
    this.teams = teams;
    this.measuring = measuring;
  }

  private static Map<String, List<String>> sections() {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    sections.put("conversion",
        List.of("lead-to-ready", "mql-to-sql", "sql-to-accepted", "accepted-to-opportunity", "sql-to-customer"));
    sections.put("volume", List.of("mql-volume", "sql-volume", "pipeline-value", "won-value"));
    sections.put("answers", List.of("sla-attainment", "sales-accepted-rate", "silence"));
    sections.put("velocity", List.of("nurture-time", "mql-to-sql-time", "sql-to-customer-time"));
    sections.put("speed",
        List.of("speed-to-lead-system", "speed-to-lead-rep", "speed-to-lead-rep-business", "speed-to-contact"));
    sections.put("recycle", List.of("recycle-to-sql", "recycle-to-accepted", "recycle-to-won"));
    return sections;
  }

  /** What is asked of every measure of the funnel; of nothing asked the last months. */
  MeasureAddress asked(MultiValueMap<String, String> sent) {
    MultiValueMap<String, String> kept = new LinkedMultiValueMap<>();
    ASKED.forEach(name -> kept.put(name, sent.getOrDefault(name, List.of())));
    MeasureAddress asked = MeasureAddress.of("lead-volume", kept);
    return sent.isEmpty() ? asked.with("from", List.of(measures.since(MONTHS).toString())) : asked;
  }

  /** By what parts are compared; ends the call where they cannot be. */
  static String by(@Nullable String by) {
    if (by == null || by.isBlank()) {
      return COMPARED_BY.getFirst();
    }
    if (!COMPARED_BY.contains(by)) {
      throw FieldError.in("by", NearestName.among(by, COMPARED_BY));
    }
    return by;
  }

  /** The skeleton, with how many leads came in: a filter that cannot be meant ends the call here. */
  FunnelPage read(MeasureAddress asked, String by, Caller caller) {
    List<Section> sections = new ArrayList<>();
    SECTIONS.forEach((name, rows) -> sections.add(new Section(name, rows.stream().map(row -> row(asked.of(row))).toList())));
    return new FunnelPage(
        asked, measures.answer(asked).whole(), sections, leads.sources(caller),
        policies.latest().routing().segments().keySet().stream().sorted().toList(),
        teams.all().stream().map(team -> new Option(team.id(), team.name())).toList(), by,
        SpokenTime.clock(measuring.zone()));
  }

  private static Row row(MeasureAddress asked) {
    String title = MeasureQuery.measure(asked.name()).title();
    MeasureAddress byMonth = asked.with("by", List.of(Cut.MONTH.called()));
    return new Row(title, byMonth.page(), asked.part("row", "measure", asked.name()));
  }

  /** In what a measure is told: share, seconds, amount or count. */
  static String unit(MeasureAddress asked) {
    return MeasureQuery.measure(asked.name()).unit().split(" ", 2)[0];
  }

  /** The figures of one measure. */
  Answer figures(MeasureAddress asked) {
    return measures.answer(asked);
  }

  /** The table of rejections by reason and month, as the page of that measure has it. */
  MeasurePage reasons(MeasureAddress asked) {
    return measures.read(asked.of("rejections").with("by", List.of(Cut.REASON.called(), Cut.MONTH.called())));
  }

  /** Where leads went from each stage. */
  Flow flow(MeasureAddress asked) {
    MeasureAddress cut = asked.of("drop-off").with("by", List.of(Cut.STAGE.called(), Cut.TO.called()));
    Map<String, Map<String, Long>> counts = new HashMap<>();
    for (Part part : measures.answer(cut).counted().parts()) {
      counts.computeIfAbsent(part.key().getOrDefault(Cut.STAGE, Cut.NONE), stage -> new HashMap<>())
          .put(part.key().getOrDefault(Cut.TO, Cut.NONE), part.figures().counts().count());
    }
    List<String> stages = Arrays.stream(Stage.values()).map(Stage::label).toList();
    List<String> to = stages.stream().filter(stage -> counts.values().stream().anyMatch(row -> row.containsKey(stage))).toList();
    List<From> from = stages.stream().filter(counts::containsKey)
        .map(stage -> from(stage, counts.getOrDefault(stage, Map.of()), to, cut)).toList();
    return new Flow(to.stream().map(Stage::words).toList(), from, cut.page());
  }

  private static From from(String stage, Map<String, Long> counts, List<String> to, MeasureAddress cut) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    return new From(
        Stage.words(stage), FigureWords.count(all),
        to.stream().map(one -> went(counts.get(one), all, of(cut, stage, one))).toList(),
        went(counts.get(Cut.NONE), all, of(cut, stage, Cut.NONE)), stillThere(stage, cut));
  }

  private static String of(MeasureAddress cut, String stage, String to) {
    return cut.with("by", List.of(Cut.MONTH.called())).with(Cut.STAGE.called(), List.of(stage))
        .with(Cut.TO.called(), List.of(to)).page();
  }

  private static Went went(@Nullable Long count, long all, String page) {
    if (count == null || count == 0) {
      return new Went("", "", 0, null);
    }
    double share = (double) count / all;
    return new Went(FigureWords.count(count), FigureWords.percent(share), 1 + Math.min(3, (int) (100 * share) / WARM), page);
  }

  /** The list of leads knows sources and days, and nothing of segments and teams. */
  private static @Nullable String stillThere(String stage, MeasureAddress cut) {
    boolean days = List.of("from", "to").stream().allMatch(name -> cut.get(name).length() <= "2026-03-01".length());
    if (!days || !cut.get("segment").isEmpty() || !cut.get("team").isEmpty() || cut.all("source").size() > 1) {
      return null;
    }
    Map<String, String> values = new LinkedHashMap<>();
    values.put("stage", stage);
    values.put("source", cut.get("source"));
    values.put("enteredFrom", cut.get("from"));
    values.put("enteredUntil", cut.get("to"));
    values.values().removeIf(String::isEmpty);
    UriComponentsBuilder address = UriComponentsBuilder.fromPath("/leads");
    values.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
    return address.encode().buildAndExpand(values).toUriString();
  }

  /** Some measures by source, segment or team, the part of most leads first. */
  Compared compared(MeasureAddress asked, String by) {
    Cut cut = Cut.find(by).orElseThrow();
    CutWords.Known known = words.known();
    Map<String, List<FigureCells>> parts = new LinkedHashMap<>();
    Map<String, Long> sizes = new HashMap<>();
    List<Head> heads = new ArrayList<>();
    List<MeasureAddress> addresses = COMPARED.stream().map(name -> asked.of(name).with("by", List.of(by))).toList();
    List<Answer> answers = measures.answers(addresses);
    for (int n = 0; n < COMPARED.size(); n++) {
      MeasureAddress address = addresses.get(n);
      Answer answer = answers.get(n);
      heads.add(new Head(answer.question().measure().title(), address.page()));
      long all = answer.counted().whole().counts().count();
      for (Part part : answer.counted().parts()) {
        String value = part.key().getOrDefault(cut, Cut.NONE);
        sizes.merge(value, part.figures().counts().count(), Math::max);
        parts.computeIfAbsent(value, ignored -> new ArrayList<>(Collections.nCopies(COMPARED.size(), FigureCells.EMPTY)))
            .set(n, FigureCells.of(part.figures(), answer.telling(), false, all));
      }
    }
    List<FunnelPage.Part> shown = parts.entrySet().stream()
        .sorted((one, other) -> Long.compare(sizes.getOrDefault(other.getKey(), 0L), sizes.getOrDefault(one.getKey(), 0L)))
        .limit(PARTS)
        .map(part -> new FunnelPage.Part(
            known.told(cut, part.getKey()), part.getKey().equals(Cut.NONE),
            asked.with(by, List.of(part.getKey())).part("", "by", by), part.getValue()))
        .toList();
    return new Compared(by, heads, shown, Math.max(0, parts.size() - PARTS));
  }
}
