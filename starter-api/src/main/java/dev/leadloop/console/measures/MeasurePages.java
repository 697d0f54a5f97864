package dev.leadloop.console.measures;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.measures.MeasurePage.Choice;
import dev.leadloop.console.measures.MeasurePage.Filter;
import dev.leadloop.console.measures.MeasurePage.Key;
import dev.leadloop.console.measures.MeasurePage.Line;
import dev.leadloop.console.measures.MeasurePage.Table;
import dev.leadloop.measures.catalogue.Counting.Telling;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.counting.Counted;
import dev.leadloop.measures.counting.Counted.Part;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.measures.counting.Question;
import dev.leadloop.measuring.MeasureQuery;
import dev.leadloop.sla.SpokenTime;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Puts the page of a measure together. */
@Component
class MeasurePages {
  private static final int MOST_CUTS = 3;
  private static final int MOST_LINES = 500;
  /** More lines of one chart cannot be told apart. */
  private static final int MOST_SERIES = 8;
  private static final int MOST_BARS = 25;
  private static final int MONTHS = 12;

  private final MeasureQuery queries;
  private final Measuring measuring;
  private final CutWords words;
  private final Clock clock;

  MeasurePages(Measuring measuring, CutWords words, Clock clock) {
    this.queries = new MeasureQuery(measuring, clock);
    this.measuring = measuring;
    this.words = words;
    this.clock = clock;
  }

  /** What a page shows of which nothing is asked: the last months, one by one. */
  MeasureAddress asked(String name, MultiValueMap<String, String> sent) {
    MeasureAddress asked = MeasureAddress.of(name, sent);
    return sent.isEmpty()
        ? asked.with("from", List.of(since(MONTHS).toString())).with("by", List.of(Cut.MONTH.called()))
        : asked;
  }

  /** The first day of so many months, this one the last of them. */
  LocalDate since(int months) {
    return clock.instant().atZone(measuring.zone()).toLocalDate().withDayOfMonth(1).minusMonths(months - 1L);
  }

  /** The question and its answer; ends the call where nothing can be meant by what is asked. */
  Answer answer(MeasureAddress address) {
    Question question = queries.question(address.name(), address.given());
    return new Answer(question, queries.counted(question));
  }

  /** The answers to some that stand on one page, counted at the same time: together they would keep it waiting. */
  List<Answer> answers(List<MeasureAddress> addresses) {
    List<Question> questions =
        addresses.stream().map(address -> queries.question(address.name(), address.given())).toList();
    try (ExecutorService counting = Executors.newVirtualThreadPerTaskExecutor()) {
      return questions.stream()
          .map(question -> CompletableFuture.supplyAsync(() -> new Answer(question, queries.counted(question)), counting))
          .toList().stream().map(MeasurePages::counted).toList();
    }
  }

  private static Answer counted(CompletableFuture<Answer> counting) {
    try {
      return counting.join();
    } catch (CompletionException refused) {
      throw refused.getCause() instanceof RuntimeException told ? told : refused;
    }
  }

  /** A question and its answer. */
  record Answer(Question question, Counted counted) {
    Telling telling() {
      return question.measure().counting().telling();
    }

    FigureCells whole() {
      return FigureCells.of(counted.whole(), telling(), question.within() != null, counted.whole().counts().count());
    }
  }

  MeasurePage read(MeasureAddress address) {
    Answer answer = answer(address);
    Question question = answer.question();
    CutWords.Known known = words.known();
    PageTimes times = PageTimes.forReader(measuring.zone(), question.now());
    return new MeasurePage(
        question.measure(), address, answer.whole(), choices(question.measure(), address), filters(question, address, known),
        table(answer, address, known), chart(answer), SpokenTime.clock(measuring.zone()),
        SpokenTime.full(question.now(), times.zone()));
  }

  private static List<Choice> choices(Measure measure, MeasureAddress address) {
    List<String> by = address.all("by");
    return measure.counting().cuts().stream()
        .map(cut -> {
          boolean chosen = by.contains(cut.called());
          String page = chosen || by.size() < MOST_CUTS ? address.toggled("by", cut.called()).page() : null;
          return new Choice(cut.called(), CutWords.named(cut), cut.words().replace("`", "'"), chosen, page,
              address.all(cut.called()));
        })
        .toList();
  }

  private static List<Filter> filters(Question question, MeasureAddress address, CutWords.Known known) {
    List<Filter> filters = new ArrayList<>();
    for (Cut cut : question.measure().counting().cuts()) {
      for (String value : address.all(cut.called())) {
        filters.add(new Filter(CutWords.named(cut), known.told(cut, value), address.toggled(cut.called(), value).page()));
      }
    }
    return filters;
  }

  /** By time a line, of what adds up stacked; else bars beside each other. */
  private static @Nullable String chart(Answer answer) {
    List<Cut> by = answer.question().by();
    if (by.isEmpty() || answer.counted().parts().isEmpty()) {
      return null;
    }
    boolean sums = answer.telling() == Telling.COUNT || answer.telling() == Telling.MONEY;
    return by.stream().noneMatch(Cut::time) ? "bars" : sums ? "stacked" : "line";
  }

  static Table table(Answer answer, MeasureAddress address, CutWords.Known known) {
    List<Cut> by = answer.question().by();
    boolean within = answer.question().within() != null;
    List<Part> parts = answer.counted().parts();
    List<String> largest = largest(parts, known);
    Set<String> drawn = largest.stream().limit(by.stream().anyMatch(Cut::time) ? MOST_SERIES : MOST_BARS)
        .collect(Collectors.toSet());
    long all = answer.counted().whole().counts().count();
    List<Line> lines = parts.stream().limit(MOST_LINES)
        .map(part -> {
          String series = series(part, known);
          return new Line(
              by.stream().map(cut -> key(cut, part.key().getOrDefault(cut, Cut.NONE), address, known)).toList(),
              FigureCells.of(part.figures(), answer.telling(), within, all), label(part, known), series,
              drawn.contains(series));
        })
        .toList();
    return new Table(
        by.stream().map(CutWords::named).toList(), FigureCells.heads(answer.telling(), within), lines,
        Math.max(0, parts.size() - MOST_LINES), largest.size() - drawn.size());
  }

  private static Key key(Cut cut, String value, MeasureAddress address, CutWords.Known known) {
    List<String> by = new ArrayList<>(address.all("by"));
    if (by.size() > 1) {
      by.remove(cut.called());
    }
    return new Key(
        known.told(cut, value), value.equals(Cut.NONE), address.with("by", by).with(cut.called(), List.of(value)).page());
  }

  /** The names of the series, the one of most rows first. */
  private static List<String> largest(List<Part> parts, CutWords.Known known) {
    Map<String, Long> rows = new LinkedHashMap<>();
    parts.forEach(part -> rows.merge(series(part, known), part.figures().counts().count(), Long::sum));
    return rows.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey).toList();
  }

  private static String label(Part part, CutWords.Known known) {
    return part.key().entrySet().stream().filter(entry -> entry.getKey().time()).map(Map.Entry::getValue).findFirst()
        .orElseGet(() -> series(part, known));
  }

  /** What else than its time a part is of; empty where nothing else is. */
  private static String series(Part part, CutWords.Known known) {
    boolean month = part.key().keySet().stream().anyMatch(Cut::time);
    Cut first = part.key().keySet().stream().filter(Cut::time).findFirst().orElse(null);
    return part.key().entrySet().stream().filter(entry -> !month || entry.getKey() != first)
        .map(entry -> known.told(entry.getKey(), entry.getValue())).collect(Collectors.joining(" · "));
  }
}
