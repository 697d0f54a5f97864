package dev.leadloop.imports.mapping;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a file become leads and signals.
 *
 * @param system whose ids the column mapped to {@code externalId} holds
 * @param columns what each mapped column means, by its name in the header
 * @param constants fields that have the same value in every row
 * @param unknown words that mean "not known" in every column, such as "Select"; an empty cell always does
 * @param signals engagement that the columns tell of
 * @param history steps of the leads' lives before they came to us, that the columns tell of
 * @param timeZone zone of dates and times that name none
 * @param separator between two cells
 * @param decimal sign before the fractions of numbers, a point or a comma; null where the file leaves that open
 * @param handoff whether imported engagement may hand a lead to sales at once
 * @param bringBack whether rows take up again who was forgotten
 */
public record ImportMapping(
    @Nullable String system,
    Map<String, ColumnRule> columns,
    Map<String, String> constants,
    Set<String> unknown,
    List<SignalRule> signals,
    List<HistoryRule> history,
    ZoneId timeZone,
    char separator,
    @Nullable Character decimal,
    boolean handoff,
    boolean bringBack) {

  public ImportMapping {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    constants = Map.copyOf(constants);
    unknown = Set.copyOf(unknown);
    signals = List.copyOf(signals);
    history = List.copyOf(history);
  }

  /** The sign before fractions in a column, mapped to a field or not. */
  public @Nullable Character decimalOf(String column) {
    ColumnRule rule = columns.get(column);
    return rule == null || rule.decimal() == null ? decimal : rule.decimal();
  }

  /**
   * What one column means.
   *
   * @param values replacements for cells; null means "not known"
   * @param format pattern of a date, such as {@code dd/MM/yyyy}; null for ISO 8601
   * @param decimal sign before fractions; null for that of the whole file
   */
  public record ColumnRule(
      String field, Map<String, @Nullable String> values, @Nullable String format, @Nullable Character decimal) {
    public ColumnRule {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /**
   * A signal that a row may tell of.
   *
   * @param when what the row must say; null for every row
   * @param count how many of them; null for one
   * @param occurredAt when it happened; null for the time of the import
   */
  public record SignalRule(
      String type, @Nullable When when, @Nullable Count count, @Nullable OccurredAt occurredAt) {}

  /** Holds where the column's cell is this text, or a number of at least that. */
  public record When(String column, @Nullable String equalTo, @Nullable Integer atLeast) {}

  /** The number in a column, at most so many. */
  public record Count(String column, int atMost) {}

  /** A column with a date and its pattern, or a constant. */
  public record OccurredAt(@Nullable String column, @Nullable String format, @Nullable Instant constant) {}
}
