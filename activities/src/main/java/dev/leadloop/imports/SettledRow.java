package dev.leadloop.imports;

import dev.leadloop.imports.mapping.MappedRow.Told;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row.
 *
 * @param lead whom it told of; null where it failed
 * @param key by which the same row is known again; null where it is known already, or failed
 * @param toldId whether it had an external id
 * @param toldAddress whether it had an address
 */
record SettledRow(
    int line,
    String outcome,
    @Nullable String errorColumn,
    @Nullable String error,
    @Nullable String lead,
    @Nullable String key,
    boolean toldId,
    boolean toldAddress,
    List<String> warnings) {
  private static final String FAILED = "FAILED";

  /** Why a row fails whose person was forgotten; its cells are not kept. */
  static final String FORGOTTEN =
      "This person was forgotten and is not taken up again. Where they want to be, say \"bringBack\": true in the mapping.";

  SettledRow {
    warnings = List.copyOf(warnings);
  }

  static SettledRow failed(int line, @Nullable String column, String reason) {
    return new SettledRow(line, FAILED, column, reason, null, null, false, false, List.of());
  }

  static SettledRow in(int line, String outcome, String lead, @Nullable String key, Told told) {
    return new SettledRow(
        line, outcome, null, null, lead, key, told.details().externalId() != null, told.details().email() != null,
        told.warnings());
  }
}
