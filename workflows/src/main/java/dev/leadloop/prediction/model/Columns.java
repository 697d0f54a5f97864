package dev.leadloop.prediction.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds from examples how each field becomes places: numbers in tenths of the leads, words that enough leads have. */
public final class Columns {
  /** A value that fewer leads have weighs nothing: of so few nothing is learned, and one of them could be told by it. */
  public static final int FEWEST = 10;

  private static final int MOST_VALUES = 100;
  private static final int BANDS = 10;
  private static final double NUMBERS = 0.98;

  private Columns() {}

  /** The columns of all fields but those, in the order of their names; a field that says one thing of all leads has none. */
  public static List<Column> of(List<Example> examples, Set<String> without) {
    SortedMap<String, List<String>> values = new TreeMap<>();
    for (Example example : examples) {
      example.known().forEach((field, value) -> {
        if (!without.contains(field) && !value.isBlank()) {
          values.computeIfAbsent(field, f -> new ArrayList<>()).add(value);
        }
      });
    }
    List<Column> columns = new ArrayList<>();
    values.forEach((field, all) -> {
      Column column = of(field, all);
      if (column.places() > 2 || column.places() == 2 && examples.size() - all.size() >= FEWEST) {
        columns.add(column);
      }
    });
    return columns;
  }

  /** The column of one field by its known values. */
  public static Column of(String field, List<String> values) {
    Column numbers = numbers(field, values);
    return numbers == null ? words(field, values) : numbers;
  }

  private static @Nullable Column numbers(String field, List<String> values) {
    double[] numbers = values.stream().map(Column::number).filter(Objects::nonNull).mapToDouble(n -> n).sorted().toArray();
    if (numbers.length < NUMBERS * values.size() || numbers.length == 0) {
      return null;
    }
    List<Double> cuts = new ArrayList<>();
    for (int band = 1; band < BANDS; band++) {
      double cut = numbers[(int) ((long) numbers.length * band / BANDS)];
      if (cut > numbers[0] && (cuts.isEmpty() || cut > cuts.getLast())) {
        cuts.add(cut);
      }
    }
    return new Column.Bands(field, cuts);
  }

  private static Column words(String field, List<String> values) {
    Map<String, Integer> counts = new TreeMap<>();
    values.forEach(value -> counts.merge(Column.Words.plain(value), 1, Integer::sum));
    List<String> kept = counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= FEWEST)
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_VALUES).map(Map.Entry::getKey).sorted().toList();
    return new Column.Words(field, kept);
  }
}
