package dev.leadloop.console.board;

import dev.leadloop.console.board.BoardPage.InTime;
import dev.leadloop.console.measures.FigureWords;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.measures.counting.Counted.Part;
import dev.leadloop.measures.counting.Figures;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.measures.counting.Question.Touch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** SLA attainment of the last days by rep and team, as the measure of that name counts it. */
@Component
class AnsweredInTime {
  /** How many days are looked at, today among them. */
  static final int DAYS = 7;

  private static final Measure MEASURE = MeasureCatalogue.find("sla-attainment").orElseThrow();

  private final Measuring measuring;

  AnsweredInTime(Measuring measuring) {
    this.measuring = measuring;
  }

  /** What each had answered in time; null where there was nothing to answer. */
  record Shares(Map<String, InTime> reps, Map<String, InTime> teams) {
    @Nullable InTime ofRep(String rep) {
      return reps.get(rep);
    }

    @Nullable InTime ofTeam(String team) {
      return teams.get(team);
    }
  }

  Shares lately(Instant now) {
    LocalDate from = now.atZone(measuring.zone()).toLocalDate().minusDays(DAYS - 1L);
    return new Shares(by(Cut.REP, from), by(Cut.TEAM, from));
  }

  private Map<String, InTime> by(Cut cut, LocalDate from) {
    Instant begin = from.atStartOfDay(measuring.zone()).toInstant();
    Map<String, InTime> all = new HashMap<>();
    for (Part part : measuring.count(measuring.question(MEASURE, begin, null, List.of(cut), Map.of(), Touch.FIRST, null))
        .parts()) {
      Figures figures = part.figures();
      if (figures.rate() != null) {
        String whose = part.key().getOrDefault(cut, Cut.NONE);
        all.put(whose, new InTime(
            FigureWords.percent(figures.rate().rate()),
            FigureWords.count(figures.counts().reached()) + " of " + FigureWords.count(figures.counts().count()),
            "/measures/" + MEASURE.name() + "?from=" + from + "&by=" + cut.called()));
      }
    }
    return all;
  }
}
