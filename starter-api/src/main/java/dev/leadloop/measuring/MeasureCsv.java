package dev.leadloop.measuring;

import dev.leadloop.csv.CsvDownload;
import dev.leadloop.measures.catalogue.Counting.Telling;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.counting.Counted;
import dev.leadloop.measures.counting.Counted.Part;
import dev.leadloop.measures.counting.Figures;
import dev.leadloop.measures.counting.Figures.Counts;
import dev.leadloop.measures.counting.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a measure comes to as records of CSV: the whole first, then its parts; of a value one a currency. */
public final class MeasureCsv {
  /** Stands for the value of each cut in the record of the whole. */
  private static final String ALL = "all";

  private MeasureCsv() {}

  /** Writes a head and the records. */
  public static void write(CsvDownload csv, Question question, Counted counted) throws IOException {
    Telling telling = question.measure().counting().telling();
    csv.write(Stream.concat(question.by().stream().map(Cut::called), columns(telling).stream()).toList());
    for (List<String> record : records(telling, Collections.nCopies(question.by().size(), ALL), counted.whole())) {
      csv.write(record);
    }
    for (Part part : counted.parts()) {
      for (List<String> record : records(telling, List.copyOf(part.key().values()), part.figures())) {
        csv.write(record);
      }
    }
    csv.flush();
  }

  private static List<String> columns(Telling telling) {
    return switch (telling) {
      case COUNT -> List.of("count");
      case COHORT_SHARE, SETTLED_SHARE -> List.of(
          "count", "reached", "over", "open", "young", "rate", "low", "high", "earlier_count", "earlier_rate");
      case TIME -> List.of("count", "reached", "open", "median_seconds", "p75_seconds", "p90_seconds",
          "median_of_done_seconds");
      case MONEY -> List.of("currency", "amount", "count", "unvalued", "converted_currency", "converted", "without_rate");
    };
  }

  private static List<List<String>> records(Telling telling, List<String> key, Figures figures) {
    Counts counts = figures.counts();
    return switch (telling) {
      case COUNT -> List.of(record(key, counts.count()));
      case COHORT_SHARE, SETTLED_SHARE -> List.of(record(
          key, counts.count(), counts.reached(), counts.over(), counts.open(), counts.young(),
          figures.rate() == null ? null : figures.rate().rate(), figures.rate() == null ? null : figures.rate().low(),
          figures.rate() == null ? null : figures.rate().high(), figures.earlier() == null ? null : figures.earlier().count(),
          figures.earlier() == null ? null : figures.earlier().rate()));
      case TIME -> {
        Figures.Times times = Objects.requireNonNull(figures.times());
        yield List.of(record(key, counts.count(), counts.reached(), counts.open(), times.median(), times.p75(), times.p90(),
            times.medianOfDone()));
      }
      case MONEY -> {
        List<List<String>> records = new ArrayList<>();
        figures.sums().forEach(sum -> records.add(
            record(key, sum.currency(), sum.amount().toPlainString(), sum.count(), sum.unvalued(), null, null, null)));
        Figures.Converted converted = figures.converted();
        if (converted != null) {
          records.add(record(key, null, null, counts.count(), null, converted.currency(), converted.amount().toPlainString(),
              converted.withoutRate()));
        }
        yield records;
      }
    };
  }

  private static List<String> record(List<String> key, @Nullable Object... values) {
    List<String> record = new ArrayList<>(key);
    for (Object value : values) {
      record.add(value == null ? "" : String.valueOf(value));
    }
    return record;
  }
}
