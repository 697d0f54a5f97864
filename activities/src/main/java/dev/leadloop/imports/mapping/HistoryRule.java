package dev.leadloop.imports.mapping;

import dev.leadloop.imports.mapping.ImportMapping.When;
import dev.leadloop.lead.Stage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A step of a lead's past that a row may tell of: it does where its date is known.
 *
 * @param when what the row must say beside; null for every row
 * @param at column of the date
 * @param format pattern of the date; null for ISO 8601
 * @param amount column of what the deal was worth; null for none
 * @param currency of the amount; null for none
 * @param reason why it was lost or disqualified; null for none
 */
public record HistoryRule(
    Stage stage,
    @Nullable When when,
    String at,
    @Nullable String format,
    @Nullable String amount,
    @Nullable Word currency,
    @Nullable Word reason) {

  /**
   * A word that every row has, or that a column has.
   *
   * @param column null where it is the same in every row
   * @param values replacements for cells; null means "not known"
   * @param constant null where a column has it
   */
  public record Word(@Nullable String column, Map<String, @Nullable String> values, @Nullable String constant) {
    public Word {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The word of a row; null where it is not known. */
    public @Nullable String of(Cells cells) {
      if (column == null) {
        return constant;
      }
      String cell = cells.value(column);
      return cell != null && values.containsKey(cell) ? values.get(cell) : cell;
    }
  }

  /** The columns it reads. */
  Set<String> columns() {
    Set<String> columns = new TreeSet<>(Set.of(at));
    if (when != null) {
      columns.add(when.column());
    }
    if (amount != null) {
      columns.add(amount);
    }
    for (Word word : new Word[] {currency, reason}) {
      if (word != null && word.column() != null) {
        columns.add(word.column());
      }
    }
    return columns;
  }
}
