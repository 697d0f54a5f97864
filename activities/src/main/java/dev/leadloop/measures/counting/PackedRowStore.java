package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Cut;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads values of all rows of a question packed, by what they are cut by. PostgreSQL groups them by all cuts but that by time,
 * which it would have to look up for each row; the calendar is asked here, once for each day.
 *
 * @param <T> what is gathered for each part
 */
final class PackedRowStore<T> {
  private final CountedStore counted;
  private final Question question;
  private final int place;
  private final List<Integer> others;
  private final Map<List<String>, T> parts = new HashMap<>();

  PackedRowStore(CountedStore counted) {
    this.counted = counted;
    this.question = counted.question();
    this.place = IntStream.range(0, question.by().size()).filter(i -> question.by().get(i).time()).findFirst().orElse(-1);
    this.others = IntStream.range(0, question.by().size()).filter(i -> i != place).boxed().toList();
  }

  /** Reads the rows of one line of an answer into the parts they are of. */
  @FunctionalInterface
  interface Line<T> {
    void read(ResultSet row, Part<T> part) throws SQLException;
  }

  /** The part of a row, by the microseconds of its instant; without a cut by time it is one. */
  @FunctionalInterface
  interface Part<T> {
    T at(long micros);
  }

  /**
   * Reads all rows.
   *
   * @param values aggregates, and what is grouped by besides, each with its name
   * @param besides the latter alone
   * @param most more lines than that are not looked at
   */
  Map<List<String>, T> read(String values, String besides, int most, Function<List<String>, T> begin, Line<T> line) {
    // One column to group by: of several PostgreSQL expects so many groups that it would sort all rows.
    String key = switch (others.size()) {
      case 0 -> "null::text";
      case 1 -> told(others.getFirst());
      default -> others.stream().map(this::told).collect(Collectors.joining(", ", "array[", "]"));
    };
    counted.statement(", keyed as (select *, " + key + " as part from counted " + RowStore.FENCE + ") select part, " + values
            + " from keyed group by part" + besides + " limit " + most)
        .query(row -> {
          List<String> known = key(row);
          if (place >= 0) {
            line.read(row, byTime(known, begin));
          } else {
            T one = parts.computeIfAbsent(known, begin);
            line.read(row, ignored -> one);
          }
        });
    return parts;
  }

  private String told(int which) {
    return CutStore.words(question.by().get(which), "k" + which);
  }

  private List<String> key(ResultSet row) throws SQLException {
    return switch (others.size()) {
      case 0 -> List.of();
      case 1 -> List.of(row.getString("part"));
      default -> Arrays.asList((String[]) row.getArray("part").getArray());
    };
  }

  private Part<T> byTime(List<String> known, Function<List<String>, T> begin) {
    ZoneId zone = question.zone();
    Cut cut = question.by().get(place);
    Map<Long, T> days = new HashMap<>();
    return micros -> {
      long day = Packed.second(micros).atZone(zone).toLocalDate().toEpochDay();
      return days.computeIfAbsent(day, first -> parts.computeIfAbsent(with(known, called(cut, first)), begin));
    };
  }

  private List<String> with(List<String> known, String time) {
    List<String> key = new ArrayList<>(known);
    key.add(place, time);
    return key;
  }

  /** What {@link CutStore#words} calls the month or week of a day. */
  private static String called(Cut cut, long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return cut == Cut.MONTH
        ? "%04d-%02d".formatted(date.getYear(), date.getMonthValue())
        : "%04d-W%02d".formatted(date.get(IsoFields.WEEK_BASED_YEAR), date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** Which of the cuts is by time; negative where none is. */
  int place() {
    return place;
  }
}
