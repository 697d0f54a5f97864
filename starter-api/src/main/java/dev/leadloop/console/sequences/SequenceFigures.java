package dev.leadloop.console.sequences;

import dev.leadloop.console.measures.FigureWords;
import dev.leadloop.console.sequences.SequencePage.Share;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.measures.catalogue.Wilson;
import dev.leadloop.measures.counting.Counted;
import dev.leadloop.measures.counting.Counted.Part;
import dev.leadloop.measures.counting.Figures;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.measures.counting.Question.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What measures say of sequences: one question a measure, however many steps there are. */
final class SequenceFigures {
  static final List<String> MAIL = List.of("mail-delivered", "mail-clicked", "mail-answered", "mail-unsubscribed");
  static final List<String> RESULTS = List.of("sequence-to-ready", "sequence-to-sql", "sequence-to-won");
  static final List<String> ARMS = List.of("arm-to-ready", "arm-to-sql");

  private final Measuring measuring;
  private final @Nullable Instant since;

  SequenceFigures(Measuring measuring, @Nullable Instant since) {
    this.measuring = measuring;
    this.since = since;
  }

  /** The figures of some measures by what they are cut by: of each part its figures by measure, in that order. */
  Map<List<String>, Map<String, Figures>> parts(List<String> measures, List<Cut> by, Map<Cut, List<String>> only) {
    Map<List<String>, Map<String, Figures>> parts = new HashMap<>();
    for (String measure : measures) {
      for (Part part : counted(measure, by, only).parts()) {
        List<String> key = by.stream().map(cut -> part.key().getOrDefault(cut, Cut.NONE)).toList();
        parts.computeIfAbsent(key, none -> new LinkedHashMap<>()).put(measure, part.figures());
      }
    }
    return parts;
  }

  /** What a sequence came to, measure by measure. */
  List<Share> results(String sequence) {
    List<Share> shares = new ArrayList<>();
    for (String measure : RESULTS) {
      shares.add(share(measure, counted(measure, List.of(), Map.of(Cut.SEQUENCE, List.of(sequence))).whole()));
    }
    return shares;
  }

  private Counted counted(String measure, List<Cut> by, Map<Cut, List<String>> only) {
    return measuring.count(
        measuring.question(MeasureCatalogue.find(measure).orElseThrow(), since, null, by, only, Touch.FIRST, null));
  }

  /** Some measures of one part as shares. */
  static List<Share> shares(List<String> measures, Map<String, Figures> of) {
    return measures.stream().map(measure -> share(measure, of.get(measure))).toList();
  }

  /** How many mails they are of. */
  static String sent(Map<String, Figures> of) {
    Figures figures = of.get(MAIL.getFirst());
    return FigureWords.count(figures == null ? 0 : figures.counts().count());
  }

  /** A figure as a share; of no figures there is none. */
  static Share share(String measure, @Nullable Figures figures) {
    if (figures == null) {
      return new Share(measure, FigureWords.NONE, "", "", false);
    }
    Wilson rate = figures.rate();
    String beside = FigureWords.count(figures.counts().reached()) + " of " + FigureWords.count(figures.counts().count());
    boolean soFar = figures.counts().open() > 0 && !MAIL.contains(measure);
    return rate == null
        ? new Share(measure, FigureWords.NONE, beside, "", soFar)
        : new Share(
            measure, FigureWords.percent(rate.rate()), beside,
            FigureWords.percent(rate.low()) + " to " + FigureWords.percent(rate.high()), soFar);
  }
}
