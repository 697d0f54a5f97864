package dev.leadloop.prediction.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How one field becomes places of a model: one place for each of its values or bands, and one for its not being known. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Column.Words.class, name = "words"),
  @JsonSubTypes.Type(value = Column.Bands.class, name = "bands")
})
public sealed interface Column {
  /** In the place of a place: there is none for the value, which then weighs nothing. */
  int NONE = -1;

  /** The value of a field that only says that something is so. */
  String FIRES = "fires";

  /** The longest text that is read as a number. */
  int LONGEST_NUMBER = 40;

  /** The field that it is of. */
  String field();

  /** How many places it has; the first is for what is not known. */
  int places();

  /** The place of a value; null for what is not known. A value that was never seen has none. */
  int place(@Nullable String value);

  /** What a place stands for, in words. */
  String words(int place);

  /**
   * Values that are words, without regard to case.
   *
   * @param values those that were seen often enough, in small letters and in order
   */
  record Words(String field, List<String> values) implements Column {
    public Words {
      values = List.copyOf(values);
    }

    /** A value as it is compared. */
    public static String plain(String value) {
      return value.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public int places() {
      return values.size() + 1;
    }

    @Override
    public int place(@Nullable String value) {
      if (value == null || value.isBlank()) {
        return 0;
      }
      int found = Collections.binarySearch(values, plain(value));
      return found < 0 ? NONE : found + 1;
    }

    @Override
    public String words(int place) {
      if (values.equals(List.of(FIRES))) {
        return place == 0 ? "not " + field : field;
      }
      return place == 0 ? field + " is not known" : field + " is " + values.get(place - 1);
    }
  }

  /**
   * Values that are numbers, in bands.
   *
   * @param cuts where the next band begins, in order
   */
  record Bands(String field, List<Double> cuts) implements Column {
    public Bands {
      cuts = List.copyOf(cuts);
    }

    @Override
    public int places() {
      return cuts.size() + 2;
    }

    @Override
    public int place(@Nullable String value) {
      if (value == null || value.isBlank()) {
        return 0;
      }
      Double number = number(value);
      if (number == null) {
        return NONE;
      }
      int band = 0;
      while (band < cuts.size() && number >= cuts.get(band)) {
        band++;
      }
      return band + 1;
    }

    @Override
    public String words(int place) {
      if (place == 0) {
        return field + " is not known";
      }
      String from = place == 1 ? "" : plain(cuts.get(place - 2));
      String to = place == cuts.size() + 1 ? "" : plain(cuts.get(place - 1));
      return field + (from.isEmpty() && to.isEmpty() ? " is known"
          : from.isEmpty() ? " is below " + to
          : to.isEmpty() ? " is " + from + " or more" : " is from " + from + " to below " + to);
    }

    private static String plain(double cut) {
      return new BigDecimal(Double.toString(cut)).stripTrailingZeros().toPlainString();
    }
  }

  /** The number that a value is; null where it is none. */
  static @Nullable Double number(String value) {
    String plain = value.strip();
    if (plain.isEmpty() || plain.length() > LONGEST_NUMBER
        || !plain.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '-')) {
      return null;
    }
    try {
      double number = Double.parseDouble(plain);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException none) {
      return null;
    }
  }

  /** Where the places of each column begin, and at the end how many there are. */
  static int[] offsets(List<Column> columns) {
    int[] offsets = new int[columns.size() + 1];
    for (int i = 0; i < columns.size(); i++) {
      offsets[i + 1] = offsets[i] + columns.get(i).places();
    }
    return offsets;
  }
}
