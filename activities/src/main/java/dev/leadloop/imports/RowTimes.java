package dev.leadloop.imports;

import dev.leadloop.imports.mapping.Cells;
import dev.leadloop.imports.mapping.Dates;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.RowFault;
import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.text.IntakeLimits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads times of rows, and says what is odd about them. */
final class RowTimes {
  private final ImportMapping mapping;
  private final Instant importedAt;
  private final PolicyNames names;

  RowTimes(ImportMapping mapping, Instant importedAt, PolicyNames names) {
    this.mapping = mapping;
    this.importedAt = importedAt;
    this.names = names;
  }

  /**
   * A time of a column; null where it is not known.
   *
   * @param signal type of the signal that happened then; null where it is a time of something else
   * @param warnings to which is added what is odd about it
   */
  @Nullable Instant read(
      Cells cells, String column, @Nullable String format, @Nullable String signal, List<String> warnings) throws RowFault {
    Dates.Read read = cells.time(column, format);
    if (read == null) {
      return null;
    }
    String text = Cells.shortened(cells.value(column));
    Instant time = plausible(column, text, read.instant());
    if (IntakeWarnings.isAhead(time, importedAt) && Dates.hasShortYears(format)) {
      throw new RowFault(column, "'" + text + "' has a year of two digits that lies in the future if it is of this century;"
          + " write years with four digits.");
    }
    Optional<Warning> told = signal == null ? IntakeWarnings.time(column, time, importedAt)
        : IntakeWarnings.occurred(column, signal, time, names, importedAt);
    told.ifPresent(warning ->
        warnings.add("The column '" + column + "' has '" + text + "', which " + warning.message() + "."));
    if (read.twice()) {
      warnings.add("The column '" + column + "' has '" + text + "', which clocks in " + mapping.timeZone()
          + " show twice that night; it is taken as the first. Write the offset from UTC to be certain.");
    }
    return time;
  }

  /** The same time, if a lead can have had it. */
  static Instant plausible(@Nullable String column, String text, Instant time) throws RowFault {
    if (!IntakeLimits.plausible(time)) {
      throw new RowFault(column,
          "'" + Cells.shortened(text) + "' is not a time from 1990 to 2200. Where it stands for a time that"
          + " is not known, name it under \"unknown\" in the mapping.");
    }
    return time;
  }
}
