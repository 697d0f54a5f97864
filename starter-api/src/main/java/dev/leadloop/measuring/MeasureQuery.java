package dev.leadloop.measuring;

import dev.leadloop.finding.Instants;
import dev.leadloop.finding.Span;
import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.measures.catalogue.Counting.Telling;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.measures.counting.CannotCut;
import dev.leadloop.measures.counting.Counted;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.measures.counting.Question;
import dev.leadloop.measures.counting.Question.Touch;
import dev.leadloop.naming.NearestName;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads what is asked of a measure; what cannot be meant ends the call, with the names there are. */
public final class MeasureQuery {
  private static final int MOST_CUTS = 3;
  private static final int MOST_VALUES = 100;
  private static final int LONGEST_VALUE = 300;
  private static final int MOST_DAYS = 3_650;
  private static final int NAMED = 20;

  private final Measuring measuring;
  private final Clock clock;

  /** Reads for whoever answers by that. */
  public MeasureQuery(Measuring measuring, Clock clock) {
    this.measuring = measuring;
    this.clock = clock;
  }

  /** The measure of that name. */
  public static Measure measure(String name) {
    return MeasureCatalogue.find(name).orElseThrow(() -> Problem.NOT_FOUND.because(
        "There is no measure of that name. "
            + NearestName.to(name, MeasureCatalogue.names()).map(nearest -> "Did you mean '" + nearest + "'? ").orElse("")
            + "There are " + String.join(", ", MeasureCatalogue.names()) + "."));
  }

  /** What is asked of the measure of that name: of each name of the query its values; none of them is empty. */
  public Question question(String name, MultiValueMap<String, String> query) {
    Measure measure = measure(name);
    Instant from = day("from", query, false);
    Instant to = day("to", query, true);
    if (from != null && from.equals(to) && !isDay(query.getFirst("to"))) {
      throw FieldError.in("to", "is the same instant as 'from', and an instant is the first that is not in the span; give a later"
          + " one, or days: '" + from.atZone(measuring.zone()).toLocalDate() + "' for both is that whole day");
    }
    if (from != null && IntakeWarnings.isAhead(from, clock.instant())) {
      throw FieldError.in("from", Span.AHEAD);
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw FieldError.in("to", "lies before 'from'; swap the two");
    }
    return measuring.question(
        measure, from, to, by(measure, query), only(measure, query), touch(measure, query), within(measure, query));
  }

  /** Counts; an answer of nothing because a filter names what cannot be would look like a bad month. */
  public Counted counted(Question question) {
    try {
      possible(question, false);
      Counted counted = measuring.count(question);
      if (counted.whole().counts().count() + counted.whole().counts().open() + counted.whole().counts().young() == 0) {
        possible(question, true);
      }
      return counted;
    } catch (CannotCut cannot) {
      throw FieldError.in(cannot.field(), String.valueOf(cannot.getMessage()));
    }
  }

  private void possible(Question question, boolean looking) {
    question.only().forEach((cut, values) -> values.forEach(value -> measuring.instead(question, cut, value, looking)
        .ifPresent(known -> {
          throw FieldError.in(cut.called(), cut.time() ? noPeriod(cut, value) : unknown(value, known));
        })));
  }

  private static String noPeriod(Cut cut, String value) {
    return "is '" + shortened(value) + "', which is no " + cut.called() + " such as "
        + (cut == Cut.MONTH ? "2026-03" : "2026-W10");
  }

  private static String unknown(String value, List<String> known) {
    return "is '" + shortened(value) + "', which nothing has or can have; "
        + NearestName.to(value, known).map(nearest -> "did you mean '" + nearest + "'? ").orElse("")
        + (known.isEmpty() ? "there is nothing yet"
            : "there are " + String.join(", ", known.stream().limit(NAMED).toList()));
  }

  private @Nullable Instant day(String name, MultiValueMap<String, String> query, boolean end) {
    String text = one(name, query);
    if (text == null) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(text.strip());
      if (day.getYear() >= 1990 && day.getYear() < 2200) {
        return (end ? day.plusDays(1) : day).atStartOfDay(measuring.zone()).toInstant();
      }
    } catch (DateTimeParseException noDay) {
      // It may be an instant.
    }
    return Instants.parse(text).orElseThrow(() -> FieldError.in(name, "is neither a day such as 2026-03-01 nor "
        + Instants.HINT.replace("is not ", "")));
  }

  private static boolean isDay(@Nullable String text) {
    return text != null && text.strip().length() == "2026-03-01".length();
  }

  private static List<Cut> by(Measure measure, MultiValueMap<String, String> query) {
    List<Cut> cuts = new ArrayList<>();
    List<String> names = query.getOrDefault("by", List.of()).stream().flatMap(one -> Stream.of(one.split(",", -1))).toList();
    for (String name : names) {
      Cut cut = Cut.find(name.strip()).filter(measure.counting().cuts()::contains).orElseThrow(() -> FieldError.in(
          "by", "has '" + shortened(name) + "', which " + NearestName.among(name, Cut.names(measure.counting().cuts()))));
      if (cuts.contains(cut)) {
        throw FieldError.in("by", "names '" + cut.called() + "' twice; name it once");
      }
      cuts.add(cut);
    }
    if (cuts.size() > MOST_CUTS) {
      throw FieldError.in("by", "names more than " + MOST_CUTS + " cuts; leave some out, or filter by them");
    }
    return cuts;
  }

  private static Map<Cut, List<String>> only(Measure measure, MultiValueMap<String, String> query) {
    Map<Cut, List<String>> only = new EnumMap<>(Cut.class);
    for (Cut cut : Cut.values()) {
      List<String> values = query.get(cut.called());
      if (values != null) {
        if (!measure.counting().cuts().contains(cut)) {
          throw FieldError.in(cut.called(), "cuts no " + measure.name() + "; there are "
              + String.join(", ", Cut.names(measure.counting().cuts())));
        }
        if (values.size() > MOST_VALUES || values.stream().anyMatch(value -> value.length() > LONGEST_VALUE)) {
          throw FieldError.in(cut.called(), "has more than " + MOST_VALUES + " values, or one of more than " + LONGEST_VALUE
              + " characters");
        }
        only.put(cut, values);
      }
    }
    return only;
  }

  private static Touch touch(Measure measure, MultiValueMap<String, String> query) {
    String text = one("touch", query);
    return switch (text) {
      case null -> Touch.FIRST;
      case "first" -> Touch.FIRST;
      case "last" -> Touch.LAST;
      case "position" -> {
        if (measure.counting().telling() != Telling.MONEY) {
          throw FieldError.in("touch", "shares values out by position, of which " + measure.name() + " has none;"
              + " use first or last");
        }
        yield Touch.POSITION;
      }
      default -> throw FieldError.in("touch", NearestName.among(text, List.of("first", "last", "position")));
    };
  }

  private static @Nullable Integer within(Measure measure, MultiValueMap<String, String> query) {
    String text = one("within", query);
    if (text == null) {
      return null;
    }
    if (!measure.within()) {
      throw FieldError.in("within", "is for shares of cohorts, which " + measure.name() + " is not; leave it out");
    }
    if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_DAYS) {
      throw FieldError.in("within", "is not a number of days from 1 to " + MOST_DAYS);
    }
    return Integer.valueOf(text);
  }

  private static @Nullable String one(String name, MultiValueMap<String, String> query) {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw FieldError.in(name, "is given " + values.size() + " times; give it once");
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40).toLowerCase(Locale.ROOT) + "…";
  }
}
