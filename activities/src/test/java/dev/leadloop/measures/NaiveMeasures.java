package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.measures.CycleFacts.Ended;
import dev.leadloop.measures.catalogue.Counting;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.Step;
import dev.leadloop.measures.counting.Question;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures counted another way: of each lead's journal, read by {@link NaiveFacts}, its stays and handoffs are gone through one
 * by one; there is no statement, and nothing is grouped before it is looked at.
 */
final class NaiveMeasures {
  private static final List<String> CLOSED = List.of("WON", "LOST", "DISQUALIFIED", "ERASED");
  private static final List<String> WAY = List.of("NURTURING", "MQL", "SQL", "ACCEPTED", "OPPORTUNITY", "WON");

  private final List<Lead> leads;
  private final Map<String, String> teams;

  /** What came in by a touch; null where it does not say. */
  record Contact(
      Instant at, @Nullable String source, @Nullable String campaign, @Nullable String content, @Nullable String channel) {}

  /** A lead, its journal, and what is known beside it: when signals were stored and owners told, by cycle. */
  record Lead(
      FactChanges facts, List<JournalLine> journal, List<Contact> touches, @Nullable String industry, @Nullable Integer size,
      @Nullable String country, Map<Integer, Instant> signalled, Map<Integer, Instant> told) {}

  /** One row that counts. */
  static final class Row {
    Lead lead;
    Instant at;
    Map<Cut, String> cuts = new HashMap<>();
    boolean reached;
    boolean over;
    @Nullable Instant reachedAt;
    @Nullable Duration took;
    boolean done;
    @Nullable Money worth;

    Row(Lead lead, Instant at) {
      this.lead = lead;
      this.at = at;
    }
  }

  NaiveMeasures(List<Lead> leads, Map<String, String> teams) {
    this.leads = leads;
    this.teams = teams;
  }

  /** What a part comes to, in the words of a test. */
  Map<List<String>, String> count(Question question, Map<String, TreeMap<String, BigDecimal>> rates) {
    Map<List<String>, List<Row>> parts = new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
    parts.put(List.of(), new ArrayList<>());
    for (Lead lead : leads) {
      for (Row row : rows(question.measure(), lead, question.now())) {
        if (question.from() != null && row.at.isBefore(question.from())
            || question.to() != null && !row.at.isBefore(question.to())) {
          continue;
        }
        cut(row, question);
        if (question.only().entrySet().stream().allMatch(one -> one.getValue().contains(value(row, one.getKey())))) {
          parts.get(List.of()).add(row);
          if (!question.by().isEmpty()) {
            parts.computeIfAbsent(question.by().stream().map(cut -> value(row, cut)).toList(), key -> new ArrayList<>()).add(row);
          }
        }
      }
    }
    Map<List<String>, String> told = new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
    parts.forEach((key, rows) -> told.put(key, told(question, key, rows, parts, rates)));
    return told;
  }

  private static String value(Row row, Cut cut) {
    return row.cuts.getOrDefault(cut, "none");
  }

  private String told(
      Question question, List<String> key, List<Row> rows, Map<List<String>, List<Row>> parts,
      Map<String, TreeMap<String, BigDecimal>> rates) {
    return switch (question.measure().counting()) {
      case Counting.Reaching ignored -> "count " + rows.size();
      case Counting.Refused ignored -> "count " + rows.size();
      case Counting.Handled ignored -> {
        long reached = rows.stream().filter(row -> row.reached).count();
        long over = rows.stream().filter(row -> row.over).count();
        yield share(reached + over, reached, over, rows.size() - reached - over, 0) + " earlier null";
      }
      case Counting.Taking ignored -> times(rows);
      case Counting.Answering ignored -> times(rows);
      case Counting.Worth ignored -> worth(rows, question.zone(), rates);
      default -> cohort(question, key, rows, parts);
    };
  }

  private static String share(long count, long reached, long over, long open, long young) {
    return "count " + count + " reached " + reached + " over " + over + " open " + open + " young " + young + " rate "
        + (count == 0 ? "null" : "%.9f".formatted((double) reached / count));
  }

  private static String cohort(Question question, List<String> key, List<Row> rows, Map<List<String>, List<Row>> parts) {
    long young = 0;
    long reached = 0;
    long over = 0;
    long open = 0;
    for (Row row : rows) {
      if (question.within() != null) {
        Duration within = Duration.ofDays(question.within());
        if (grown(row, question).plus(within).isAfter(question.now())) {
          young++;
        } else if (row.reachedAt != null && !row.reachedAt.isAfter(row.at.plus(within))) {
          reached++;
        } else {
          over++;
        }
      } else if (row.reached) {
        reached++;
      } else if (row.over) {
        over++;
      } else {
        open++;
      }
    }
    return share(reached + over + open, reached, over, open, young) + " earlier "
        + (open == 0 || key.isEmpty() || question.within() != null ? "null" : earlier(question, key, rows, parts));
  }

  private static String earlier(Question question, List<String> key, List<Row> rows, Map<List<String>, List<Row>> parts) {
    int place = -1;
    for (int i = question.by().size() - 1; i >= 0; i--) {
      place = question.by().get(i).time() ? i : place;
    }
    if (place < 0) {
      return "null";
    }
    List<Row> older = new ArrayList<>();
    for (Map.Entry<List<String>, List<Row>> other : parts.entrySet()) {
      boolean alike = !other.getKey().isEmpty();
      for (int i = 0; alike && i < key.size(); i++) {
        int difference = other.getKey().get(i).compareTo(key.get(i));
        alike = i == place ? difference < 0 : difference == 0;
      }
      if (alike) {
        older.addAll(other.getValue());
      }
    }
    if (older.isEmpty()) {
      return "null";
    }
    double sum = 0;
    for (Row row : rows) {
      Duration age = Duration.ofDays(Duration.between(row.at, question.now()).toDays());
      sum += (double) older.stream()
          .filter(one -> one.reachedAt != null && Duration.between(one.at, one.reachedAt).compareTo(age) <= 0).count()
          / older.size();
    }
    return older.size() + " %.9f".formatted(sum / rows.size());
  }

  private static Instant grown(Row row, Question question) {
    ZonedDateTime local = row.at.atZone(question.zone());
    if (question.by().contains(Cut.MONTH)) {
      return YearMonth.from(local).plusMonths(1).atDay(1).atStartOfDay(question.zone()).toInstant();
    }
    if (question.by().contains(Cut.WEEK)) {
      return local.toLocalDate().minusDays(local.getDayOfWeek().getValue() - 1L).plusWeeks(1).atStartOfDay(question.zone())
          .toInstant();
    }
    return row.at;
  }

  /** By the definition: after each time at which some were done, the share that was not, of those still seen then. */
  private static String times(List<Row> rows) {
    StringBuilder told = new StringBuilder("count " + rows.size() + " done " + rows.stream().filter(row -> row.done).count());
    for (double share : new double[] {0.5, 0.75, 0.9}) {
      Duration found = null;
      List<Duration> times = rows.stream().filter(row -> row.done).map(row -> row.took).distinct().sorted().toList();
      for (Duration time : times) {
        double left = 1;
        for (Duration before : times) {
          if (before.compareTo(time) <= 0) {
            long done = rows.stream().filter(row -> row.done && row.took.equals(before)).count();
            long seen = rows.stream().filter(row -> row.took.compareTo(before) >= 0).count();
            left *= 1 - (double) done / seen;
          }
        }
        if (found == null && left <= 1 - share + 1e-12) {
          found = time;
        }
      }
      told.append(" ").append(found == null ? "null" : "%.3f".formatted(found.toNanos() / 1e9));
    }
    return told.toString();
  }

  private static String worth(List<Row> rows, ZoneId zone, Map<String, TreeMap<String, BigDecimal>> rates) {
    TreeMap<String, BigDecimal> sums = new TreeMap<>();
    TreeMap<String, Integer> counts = new TreeMap<>();
    BigDecimal converted = BigDecimal.ZERO;
    int without = 0;
    for (Row row : rows) {
      String currency = row.worth == null || row.worth.currency() == null ? "none" : row.worth.currency();
      sums.merge(currency, row.worth == null ? BigDecimal.ZERO : row.worth.amount(), BigDecimal::add);
      counts.merge(currency, 1, Integer::sum);
      if (row.worth != null) {
        Map.Entry<String, BigDecimal> rate = currency.equals("EUR") ? Map.entry("", BigDecimal.ONE)
            : rates.getOrDefault(currency, new TreeMap<>()).floorEntry(row.at.atZone(zone).toLocalDate().toString());
        if (rate == null) {
          without++;
        } else {
          converted = converted.add(row.worth.amount().multiply(rate.getValue()).setScale(2, RoundingMode.HALF_UP));
        }
      }
    }
    StringBuilder told = new StringBuilder();
    sums.forEach((currency, sum) -> told.append(currency).append(" ").append(sum.stripTrailingZeros().toPlainString())
        .append(" of ").append(counts.get(currency)).append(", "));
    return told + converted.setScale(2).toPlainString() + " without " + without;
  }

  private List<Row> rows(Measure measure, Lead lead, Instant now) {
    List<Row> rows = new ArrayList<>();
    switch (measure.counting()) {
      case Counting.Reaching reaching -> of(lead, reaching.step(), reaching.step(), now).filter(row -> reaching.by() == null
          || value(row, Cut.QUALIFICATION).equals(reaching.by().called())).forEach(rows::add);
      case Counting.Going going -> of(lead, going.from(), going.to(), now).forEach(rows::add);
      case Counting.Taking taking -> of(lead, taking.from(), taking.to(), now).forEach(rows::add);
      case Counting.Handled handled -> lead.facts().cycles().forEach(cycle -> handled(rows, lead, cycle, handled.how(), now));
      case Counting.Refused ignored -> lead.facts().cycles().stream().filter(NaiveMeasures::no)
          .forEach(cycle -> rows.add(handoff(lead, cycle, Objects.requireNonNull(cycle.ended()).at(), holder(cycle))));
      case Counting.Answering answering ->
          lead.facts().cycles().forEach(cycle -> answering(rows, lead, cycle, answering.part(), now));
      case Counting.ComingBack back -> comingBack(rows, lead, back.to());
      case Counting.DroppingOff ignored -> droppingOff(rows, lead);
      case Counting.Worth worth -> {
        for (Visit visit : lead.facts().visits()) {
          if (visit.stage().equals(worth.step().name())) {
            Row row = stay(lead, visit);
            row.worth = visit.worth();
            row.cuts.put(Cut.STAGE, visit.stage());
            set(row, Cut.TO, visit.left() == null ? null : visit.left().to());
            rows.add(row);
          }
        }
      }
      case Counting.Mailed ignored -> {}
      case Counting.Drawn ignored -> {}
      case Counting.Enrolled ignored -> {}
    }
    return rows;
  }

  private static List<String> stages(Step step) {
    return switch (step) {
      case ENTERED -> List.of("NURTURING");
      case READY -> List.of("MQL", "SQL");
      case MQL, SQL, ACCEPTED, OPPORTUNITY, WON -> List.of(step.name());
    };
  }

  private static List<String> orBeyond(Step step) {
    return switch (step) {
      case ENTERED -> WAY;
      case READY, MQL -> List.of("MQL", "SQL", "ACCEPTED", "OPPORTUNITY", "WON");
      case SQL -> List.of("SQL", "ACCEPTED", "OPPORTUNITY", "WON");
      case ACCEPTED -> List.of("ACCEPTED", "OPPORTUNITY", "WON");
      case OPPORTUNITY -> List.of("OPPORTUNITY", "WON");
      case WON -> List.of("WON");
    };
  }

  private static @Nullable Visit first(Lead lead, List<String> stages) {
    return lead.facts().visits().stream().filter(visit -> stages.contains(visit.stage())).findFirst().orElse(null);
  }

  private static @Nullable String why(@Nullable Visit visit) {
    return visit == null ? null : visit.entered().why();
  }

  private Stream<Row> of(Lead lead, Step from, Step to, Instant now) {
    Visit came = first(lead, stages(from));
    if (came == null) {
      return Stream.of();
    }
    Row row = new Row(lead, from == Step.ENTERED ? lead.facts().visits().getFirst().entered().at() : came.entered().at());
    policy(row, came);
    String kind = switch (from) {
      case ENTERED, READY -> why(first(lead, stages(Step.READY)));
      case MQL -> came.entered().why();
      default -> why(first(lead, List.of("SQL")));
    };
    set(row, Cut.QUALIFICATION, kind == null ? null : called(kind));
    rep(row, lead.facts().cycles().isEmpty() ? null : holder(lead.facts().cycles().getLast()));
    for (Visit visit : lead.facts().visits()) {
      if (row.reachedAt == null && orBeyond(to).contains(visit.stage()) && !visit.entered().at().isBefore(row.at)) {
        row.reachedAt = visit.entered().at();
      }
    }
    LeadFacts.Stands stands = stands(lead);
    row.reached = row.reachedAt != null;
    row.done = row.reached;
    row.over = !row.reached && CLOSED.contains(stands.stage());
    row.took = Duration.between(row.at, row.reached ? row.reachedAt : row.over ? stands.stageAt() : now);
    return Stream.of(row);
  }

  private static LeadFacts.Stands stands(Lead lead) {
    return Objects.requireNonNull(Objects.requireNonNull(lead.facts().lead()).stands());
  }

  /** What is told of a past was decided by no policy. */
  private static void policy(Row row, Visit visit) {
    if (visit.policyVersion() != null) {
      row.cuts.put(Cut.POLICY, String.valueOf(visit.policyVersion()));
    }
  }

  private static String called(String kind) {
    return switch (kind) {
      case "score" -> "MQL";
      case "product" -> "PQL";
      case "account" -> "MQA";
      case "review" -> "judged ready";
      default -> "asked for sales";
    };
  }

  private static boolean no(CycleFacts cycle) {
    Ended ended = cycle.ended();
    return ended != null && (List.of("REJECTED", "RETURNED").contains(ended.how())
        || ended.how().equals("REASSIGNED") && ended.reason() != null
            && !List.of("absent", "left", "came").contains(ended.reason()));
  }

  private static boolean how(CycleFacts cycle, String how) {
    return cycle.ended() != null && cycle.ended().how().equals(how);
  }

  private static String holder(CycleFacts cycle) {
    return Boolean.TRUE.equals(cycle.owned().queue()) ? "queue" : cycle.owned().owner();
  }

  private Row handoff(Lead lead, CycleFacts cycle, Instant at, String rep) {
    Row row = new Row(lead, at);
    row.cuts.put(Cut.POLICY, String.valueOf(cycle.opened().policyVersion()));
    row.cuts.put(Cut.QUALIFICATION, called(cycle.terms().trigger()));
    row.cuts.put(Cut.CLASS, cycle.terms().slaClass());
    set(row, Cut.REASON, cycle.ended() == null ? null : cycle.ended().reason());
    set(row, Cut.ENDED, cycle.ended() == null ? null : cycle.ended().how());
    rep(row, rep);
    return row;
  }

  /** Who had a handoff at an instant, by the journal's own lines. */
  private static String had(Lead lead, int cycle, Instant at) {
    String had = "nobody";
    for (JournalLine line : lead.journal()) {
      if (line.entry() instanceof JournalEntry.CycleOpened opened && opened.handoff().cycle() == cycle) {
        had = opened.handoff().queue() ? "queue" : opened.handoff().owner();
      }
      if (line.entry() instanceof JournalEntry.OwnerChanged changed && changed.cycle() == cycle
          && !(changed.at() == null ? line.at() : changed.at()).isAfter(at)) {
        had = changed.queue() ? "queue" : changed.owner();
      }
    }
    return had;
  }

  private static boolean paused(Lead lead, int cycle) {
    boolean paused = false;
    for (JournalLine line : lead.journal()) {
      paused = line.entry() instanceof JournalEntry.ClockPaused pause && pause.cycle() == cycle
          || paused && !(line.entry() instanceof JournalEntry.ClockResumed);
    }
    return paused;
  }

  private void handled(List<Row> rows, Lead lead, CycleFacts cycle, Counting.Handling how, Instant now) {
    boolean answered = how(cycle, "ACCEPTED") || no(cycle);
    Instant ended = cycle.ended() == null ? null : cycle.ended().at();
    boolean settled = ended == null || answered || how(cycle, "UNANSWERED");
    Instant assigned = cycle.opened().assignedAt();
    boolean intoQueue = lead.journal().stream().anyMatch(line -> line.entry() instanceof JournalEntry.OwnerChanged changed
        && changed.cycle() == cycle.cycle() && changed.queue()) && !had(lead, cycle.cycle(), assigned).equals("queue");
    switch (how) {
      case ACCEPTED -> {
        Row row = handoff(lead, cycle, assigned, holder(cycle));
        row.reached = how(cycle, "ACCEPTED");
        row.over = ended != null && !row.reached;
        if (settled) {
          rows.add(row);
        }
      }
      case SILENT -> {
        Row row = handoff(lead, cycle, assigned, intoQueue ? cycle.opened().firstOwner() : holder(cycle));
        row.reached = how(cycle, "UNANSWERED") || intoQueue;
        row.over = ended != null && !row.reached;
        if (settled || intoQueue) {
          rows.add(row);
        }
      }
      case IN_TIME -> {
        boolean late = cycle.deadline().isBefore(ended == null ? now : ended) && !(ended == null && paused(lead, cycle.cycle()));
        boolean inTime = answered && !ended.isAfter(cycle.deadline());
        Row row = handoff(lead, cycle, assigned, inTime || ended == null && !late ? holder(cycle) : had(lead, cycle.cycle(),
            cycle.deadline()));
        row.reached = inTime;
        row.over = late && !inTime;
        if (inTime || late || ended == null) {
          rows.add(row);
        }
      }
    }
  }

  private void answering(List<Row> rows, Lead lead, CycleFacts cycle, Counting.Part part, Instant now) {
    Instant ended = cycle.ended() == null ? null : cycle.ended().at();
    Instant told = lead.told().get(cycle.cycle());
    Instant signal = lead.signalled().get(cycle.cycle());
    Instant assigned = cycle.opened().assignedAt();
    Row row = handoff(lead, cycle, assigned, holder(cycle));
    boolean answered = how(cycle, "ACCEPTED") || no(cycle);
    switch (part) {
      case SYSTEM -> {
        if (signal != null && (told != null || ended == null)) {
          row.took = Duration.between(signal, told == null ? now : told);
          row.done = told != null;
          rows.add(row);
        }
      }
      case REP -> {
        if (told != null && (ended == null || !told.isAfter(ended))) {
          row.took = Duration.between(told, ended == null ? now : ended);
          row.done = answered;
          rows.add(row);
        }
      }
      case REP_BUSINESS -> {
        if (told != null && ended != null && !told.isAfter(ended)) {
          row.took = business(Objects.requireNonNull(cycle.ended()).hours(), cycle.paused(), told, ended);
          row.done = answered;
          rows.add(row);
        }
      }
      case CONTACT -> {
        Instant until = cycle.contactedAt();
        if (until == null && ended != null && !how(cycle, "ACCEPTED")) {
          until = ended;
        }
        if (until == null && ended != null) {
          until = lead.facts().visits().stream()
              .filter(visit -> visit.stage().equals("ACCEPTED") && !visit.entered().at().isBefore(ended)).findFirst()
              .map(visit -> visit.left() == null ? null : visit.left().at()).orElse(null);
        }
        row.took = Duration.between(assigned, until == null ? now : until);
        row.done = cycle.contactedAt() != null;
        rows.add(row);
      }
    }
  }

  private static Duration business(@Nullable String hours, @Nullable String paused, Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    for (Instant[] open : ranges(hours)) {
      Instant[] within = both(open, new Instant[] {from, to});
      sum = sum.plus(length(within));
      for (Instant[] still : ranges(paused)) {
        sum = sum.minus(length(both(within, still)));
      }
    }
    return sum;
  }

  private static Instant[] both(Instant[] one, Instant[] other) {
    return new Instant[] {one[0].isAfter(other[0]) ? one[0] : other[0], one[1].isBefore(other[1]) ? one[1] : other[1]};
  }

  private static Duration length(Instant[] range) {
    return range[1].isAfter(range[0]) ? Duration.between(range[0], range[1]) : Duration.ZERO;
  }

  private static List<Instant[]> ranges(@Nullable String text) {
    List<Instant[]> ranges = new ArrayList<>();
    Matcher matcher = Pattern.compile("\\[\"([^\"]+)\",\"([^\"]+)\"\\)").matcher(text == null ? "" : text);
    while (matcher.find()) {
      ranges.add(new Instant[] {Instant.parse(matcher.group(1)), Instant.parse(matcher.group(2))});
    }
    return ranges;
  }

  private static boolean givenBack(Visit visit) {
    return visit.stage().equals("NURTURING") && visit.cameFrom() != null
        && List.of("SQL", "ACCEPTED", "OPPORTUNITY", "LOST").contains(visit.cameFrom());
  }

  private void comingBack(List<Row> rows, Lead lead, Step to) {
    List<Visit> visits = lead.facts().visits();
    for (int i = 0; i < visits.size(); i++) {
      if (givenBack(visits.get(i))) {
        Row row = stay(lead, visits.get(i));
        row.cuts.put(Cut.STAGE, Objects.requireNonNull(visits.get(i).cameFrom()));
        set(row, Cut.REASON, visits.get(i).entered().why());
        boolean again = false;
        for (Visit later : visits.subList(i + 1, visits.size())) {
          again = again || givenBack(later);
          if (!again && row.reachedAt == null && orBeyond(to).contains(later.stage())) {
            row.reachedAt = later.entered().at();
          }
        }
        row.reached = row.reachedAt != null;
        row.over = !row.reached && (again || CLOSED.contains(stands(lead).stage()));
        rows.add(row);
      }
    }
  }

  private void droppingOff(List<Row> rows, Lead lead) {
    LeadFacts.Stands stands = stands(lead);
    int before = rows.size();
    for (Visit visit : lead.facts().visits()) {
      boolean stood = visit.stage().equals(stands.stage()) && visit.entered().at().equals(stands.stageAt());
      boolean unknown = visit.left() == null ? visit.seq() == 0 && !stood
          : visit.seq() == 0 ? visit.left().to() == null : "told".equals(visit.left().by());
      if (!unknown && WAY.indexOf(visit.stage()) >= 0 && !visit.stage().equals("WON")) {
        Row row = stay(lead, visit);
        row.cuts.put(Cut.STAGE, visit.stage());
        if (visit.left() != null) {
          set(row, Cut.TO, visit.left().to());
          set(row, Cut.REASON, visit.left().why());
          row.reached = WAY.indexOf(visit.left().to()) < WAY.indexOf(visit.stage());
          row.reachedAt = row.reached ? visit.left().at() : null;
          row.over = !row.reached;
        }
        rows.add(row);
      }
    }
    boolean there = WAY.indexOf(stands.stage()) >= 0 && !stands.stage().equals("WON");
    assertThat(rows.subList(before, rows.size()).stream().filter(row -> !row.reached && !row.over))
        .as("still there, of a lead that stands in %s", stands.stage()).hasSize(there ? 1 : 0);
  }

  private Row stay(Lead lead, Visit visit) {
    Row row = new Row(lead, visit.entered().at());
    policy(row, visit);
    String kind = why(first(lead, List.of("SQL")));
    kind = kind == null ? why(first(lead, List.of("MQL"))) : kind;
    set(row, Cut.QUALIFICATION, kind == null ? null : called(kind));
    String rep = null;
    for (CycleFacts cycle : lead.facts().cycles()) {
      rep = cycle.opened().assignedAt().isAfter(row.at) ? rep : holder(cycle);
    }
    rep(row, rep);
    return row;
  }

  private void rep(Row row, @Nullable String rep) {
    set(row, Cut.REP, rep);
    set(row, Cut.TEAM, rep == null ? null : teams.get(rep));
  }

  private static void set(Row row, Cut cut, @Nullable String value) {
    if (value != null) {
      row.cuts.put(cut, value);
    }
  }

  private static void cut(Row row, Question question) {
    Contact touch = null;
    for (Contact one : row.lead.touches()) {
      boolean meant = question.touch() == Question.Touch.FIRST ? touch == null : !one.at().isAfter(row.at);
      touch = meant ? one : touch;
    }
    if (touch != null) {
      set(row, Cut.SOURCE, touch.source());
      set(row, Cut.CAMPAIGN, touch.campaign());
      set(row, Cut.CONTENT, touch.content());
      set(row, Cut.CHANNEL, touch.channel());
    }
    StringBuilder path = new StringBuilder();
    String before = null;
    for (Contact one : row.lead.touches()) {
      String what = Stream.of(one.content(), one.source(), one.campaign(), one.channel()).filter(Objects::nonNull).findFirst()
          .orElse("none");
      if (!one.at().isAfter(row.at) && !what.equals(before)) {
        path.append(path.isEmpty() ? "" : " > ").append(what);
        before = what;
      }
    }
    set(row, Cut.PATH, path.isEmpty() ? null : path.toString());
    set(row, Cut.INDUSTRY, row.lead.industry());
    Integer size = row.lead.size();
    set(row, Cut.SIZE, size == null ? null
        : size <= 10 ? "1-10" : size <= 50 ? "11-50" : size <= 200 ? "51-200" : size <= 500 ? "201-500"
        : size <= 1000 ? "501-1000" : size <= 5000 ? "1001-5000" : size <= 10000 ? "5001-10000" : "10001+");
    set(row, Cut.SEGMENT, size == null || size < 51 ? null : size > 1000 ? "enterprise" : "mid-market");
    set(row, Cut.TERRITORY, row.lead.country() == null ? null : switch (row.lead.country()) {
      case "DE", "Germany", "CH" -> "dach";
      case "US", "Canada" -> "north-america";
      case "United Kingdom" -> "uk-and-ireland";
      default -> null;
    });
    ZonedDateTime local = row.at.atZone(question.zone());
    row.cuts.put(Cut.MONTH, "%d-%02d".formatted(local.getYear(), local.getMonthValue()));
    row.cuts.put(Cut.WEEK,
        "%d-W%02d".formatted(local.get(IsoFields.WEEK_BASED_YEAR), local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
  }
}
