package dev.leadloop.console.sequences;

import dev.leadloop.console.KnownPeople;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.console.sequences.SequenceList.Dot;
import dev.leadloop.console.sequences.SequenceList.Line;
import dev.leadloop.console.sequences.SequencePage.Flow;
import dev.leadloop.console.sequences.SequencePage.PauseView;
import dev.leadloop.lead.Principal;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.counting.Figures;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.sending.SequencePauses;
import dev.leadloop.sending.SequencePauses.Pause;
import dev.leadloop.sequences.SequenceDesk;
import dev.leadloop.view.SequenceReadStore;
import dev.leadloop.view.SequenceReadStore.HeldBack;
import dev.leadloop.view.SequenceReadStore.Standing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the pages of sequences together; how many statements that takes does not depend on how many steps there are. */
@Component
class SequencePages {
  private static final List<SequenceSpan> SPANS = List.copyOf(Arrays.asList(SequenceSpan.values()));

  private final PolicyCatalog policies;
  private final SequenceReadStore reads;
  private final SequencePauses pauses;
  private final SequenceDesk orders;
  private final Measuring measuring;
  private final KnownPeople known;
  private final Clock clock;

  SequencePages(
      PolicyCatalog policies, SequenceReadStore reads, SequencePauses pauses, SequenceDesk orders, Measuring measuring,
      KnownPeople known, Clock clock) {
    this.policies = policies;
    this.reads = reads;
    this.pauses = pauses;
    this.orders = orders;
    this.measuring = measuring;
    this.known = known;
    this.clock = clock;
  }

  SequenceList list(SequenceSpan span) {
    LeadPolicy policy = policies.latest();
    List<Standing> standing = reads.standing();
    Map<String, Pause> paused = pauses.open().stream().collect(Collectors.toMap(Pause::sequence, one -> one));
    Map<String, Integer> held = reads.held().stream()
        .collect(Collectors.toMap(SequenceReadStore.Held::sequence, SequenceReadStore.Held::mails));
    SequenceFigures figures = new SequenceFigures(measuring, span.since(clock.instant()));
    Map<List<String>, Map<String, Figures>> mail = figures.parts(SequenceFigures.MAIL, List.of(Cut.SEQUENCE), Map.of());
    String ready = SequenceFigures.RESULTS.getFirst();
    Map<List<String>, Map<String, Figures>> results = figures.parts(List.of(ready), List.of(Cut.SEQUENCE), Map.of());
    TreeSet<String> ids = new TreeSet<>(policy.sequences().keySet());
    standing.forEach(place -> ids.add(place.sequence()));
    ids.addAll(paused.keySet());
    List<Line> lines = ids.stream().map(id -> {
      Sequence sequence = policy.sequences().get(id);
      List<Standing> own = standing.stream().filter(place -> place.sequence().equals(id)).toList();
      Map<String, Figures> mails = mail.getOrDefault(List.of(id), Map.of());
      Figures became = results.getOrDefault(List.of(id), Map.of()).get(ready);
      return new Line(
          id, sequence == null ? null : sequence.version(), SequenceBegins.of(policy, id), paused.containsKey(id), leads(own),
          leads(own.stream().filter(place -> sequence == null || place.version() != sequence.version()).toList()),
          held.getOrDefault(id, 0), sequence == null ? List.of() : strip(sequence, own), SequenceFigures.sent(mails),
          SequenceFigures.shares(SequenceFigures.MAIL, mails), became == null ? null : SequenceFigures.share(ready, became));
    }).toList();
    return new SequenceList(lines, span, SPANS);
  }

  /** The page of one; ends the call where there is no such sequence. */
  SequencePage read(String id, SequenceSpan span) {
    orders.check(id);
    LeadPolicy policy = policies.latest();
    Instant now = clock.instant();
    Instant since = span.since(now);
    People people = known.now();
    PageTimes times = PageTimes.forReader(measuring.zone(), now);
    List<Standing> standing = reads.standing().stream().filter(place -> place.sequence().equals(id)).toList();
    List<HeldBack> held = reads.heldBack(id, since == null ? Instant.EPOCH : since);
    SequenceFigures figures = new SequenceFigures(measuring, since);
    Map<Cut, List<String>> only = Map.of(Cut.SEQUENCE, List.of(id));
    List<Versioned> versions = versions(id, policy, standing);
    boolean splits = versions.stream().anyMatch(one -> FlowDrawing.splits(one.sequence()));
    FlowDrawing drawing = new FlowDrawing(
        standing, held,
        figures.parts(SequenceFigures.MAIL, List.of(Cut.VERSION, Cut.STEP), only),
        splits ? figures.parts(SequenceFigures.ARMS, List.of(Cut.VERSION, Cut.ARM), only) : Map.of(),
        reason -> times.inWords(people.inWords(reason)));
    List<Flow> flows = new ArrayList<>();
    for (Versioned one : versions) {
      flows.add(new Flow(
          one.sequence().version(), one.newest(), one.policies(),
          leads(standing.stream().filter(place -> place.version() == one.sequence().version()).toList()),
          drawing.of(one.sequence())));
    }
    Sequence newest = policy.sequences().get(id);
    return new SequencePage(
        id, newest == null ? null : newest.version(), SequenceBegins.of(policy, id), leads(standing),
        held.stream().filter(HeldBack::again).mapToLong(HeldBack::mails).sum(),
        pauses.find(id).map(pause -> paused(pause, people, times)).orElse(null), figures.results(id), flows, span, SPANS);
  }

  /** How many leads run it now, and how many of its mails are held. */
  Now now(String id) {
    return new Now(
        leads(reads.standing().stream().filter(place -> place.sequence().equals(id)).toList()),
        reads.held().stream().filter(one -> one.sequence().equals(id)).mapToLong(SequenceReadStore.Held::mails).sum());
  }

  /** How a sequence stands. */
  record Now(long leads, long held) {}

  /**
   * A version of a sequence.
   *
   * @param policies numbers of the policies that leads run it by
   */
  private record Versioned(Sequence sequence, boolean newest, String policies) {}

  private List<Versioned> versions(String id, LeadPolicy policy, List<Standing> standing) {
    Sequence newest = policy.sequences().get(id);
    Map<Integer, TreeSet<Integer>> pinned = new TreeMap<>((one, other) -> Integer.compare(other, one));
    standing.forEach(place -> pinned.computeIfAbsent(place.version(), none -> new TreeSet<>()).add(place.policyVersion()));
    List<Versioned> versions = new ArrayList<>();
    if (newest != null) {
      versions.add(new Versioned(newest, true, numbers(pinned.get(newest.version()))));
    }
    pinned.forEach((version, by) -> {
      Sequence older = policies.version(by.last()).sequences().get(id);
      if (older != null && (newest == null || version != newest.version())) {
        versions.add(new Versioned(older, false, numbers(by)));
      }
    });
    return versions;
  }

  private static String numbers(@Nullable TreeSet<Integer> policies) {
    return policies == null ? "" : policies.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static List<Dot> strip(Sequence sequence, List<Standing> own) {
    return sequence.steps().stream()
        .map(step -> new Dot(
            FlowDrawing.kind(step), step.words(),
            leads(own.stream().filter(place -> place.step().equals(step.id())).toList())))
        .toList();
  }

  private static PauseView paused(Pause pause, People people, PageTimes times) {
    String by = pause.by().contains(":") ? people.by(Principal.parse(pause.by())) : pause.by();
    return new PauseView(times.at(pause.at()), by, pause.why());
  }

  private static long leads(List<Standing> places) {
    return places.stream().mapToLong(Standing::leads).sum();
  }
}
