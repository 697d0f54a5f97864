package dev.leadloop.imports;

import dev.leadloop.imports.mapping.Cells;
import dev.leadloop.imports.mapping.HistoryRule;
import dev.leadloop.imports.mapping.HistoryRule.Word;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.MappedRow.ToldPast;
import dev.leadloop.imports.mapping.RowFault;
import dev.leadloop.imports.mapping.RowHash;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody.OutcomeReported;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.naming.NearestName;
import dev.leadloop.text.AmountLimits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads of rows what their leads' lives were before they came to us. */
final class RowHistory {
  private final ImportMapping mapping;
  private final Instant importedAt;
  private final RowTimes times;
  private final Set<String> reasons;

  /** For one import; reasons are the codes of the policy's catalogue. */
  RowHistory(ImportMapping mapping, Instant importedAt, RowTimes times, Set<String> reasons) {
    this.mapping = mapping;
    this.importedAt = importedAt;
    this.times = times;
    this.reasons = reasons;
  }

  /** A step, and the column that has its date. */
  private record Told(PastStep step, String column) {}

  /** What the row tells; null where it tells nothing. */
  @Nullable ToldPast of(Cells cells, List<String> warnings) throws RowFault {
    List<Told> told = new ArrayList<>();
    for (HistoryRule rule : mapping.history()) {
      Instant at = RowMapper.holds(rule.when(), cells) ? at(rule, cells, warnings) : null;
      if (at != null) {
        Told one = new Told(step(rule, at, cells), rule.at());
        if (told.stream().noneMatch(other -> other.step().equals(one.step()))) {
          told.add(one);
        }
      }
    }
    if (told.isEmpty()) {
      return null;
    }
    disorder(told).ifPresent(warnings::add);
    Told last = told.stream().max((one, other) -> one.step().at().compareTo(other.step().at())).orElseThrow();
    List<PastStep> steps = told.stream().map(Told::step).toList();
    return new ToldPast(eventId(steps), steps, last.step().at(), last.column());
  }

  private @Nullable Instant at(HistoryRule rule, Cells cells, List<String> warnings) throws RowFault {
    Instant at = times.read(cells, rule.at(), rule.format(), null, warnings);
    if (at != null && at.isAfter(importedAt)) {
      throw new RowFault(rule.at(), "'" + Cells.shortened(cells.value(rule.at())) + "' lies in the future, and the column"
          + " tells of what has been. Correct the date, or leave it empty.");
    }
    return at;
  }

  private PastStep step(HistoryRule rule, Instant at, Cells cells) throws RowFault {
    String column = rule.amount();
    BigDecimal amount = column == null ? null : cells.number(column);
    if (column == null || amount == null) {
      return new PastStep(rule.stage(), at, null, null, reason(rule.reason(), cells));
    }
    Optional<String> fault = AmountLimits.fault(amount);
    if (fault.isPresent()) {
      throw new RowFault(column, "'" + Cells.shortened(cells.value(column)) + "' " + fault.get() + ".");
    }
    Word in = rule.currency();
    String currency = in == null ? null : in.of(cells);
    if (OutcomeReported.lacksCurrency(amount, currency)) {
      throw new RowFault(in == null ? null : in.column(), currency == null
          ? "The row has an amount but no currency. Fill the column, or give one currency for all, such as \"currency\": \"EUR\"."
          : "'" + Cells.shortened(currency) + "' is not an ISO 4217 code such as EUR. Correct it, or replace it by \"values\".");
    }
    return new PastStep(rule.stage(), at, amount, currency, reason(rule.reason(), cells));
  }

  private @Nullable String reason(@Nullable Word rule, Cells cells) throws RowFault {
    String reason = rule == null ? null : rule.of(cells);
    if (rule == null || reason == null || reasons.contains(reason)) {
      return reason;
    }
    List<String> known = reasons.stream().sorted().toList();
    throw new RowFault(rule.column(), "'" + Cells.shortened(reason) + "' is no reason of the policy's catalogue; "
        + NearestName.to(reason, known).map(nearest -> "did you mean '" + nearest + "'?")
            .orElse("there are " + String.join(", ", known) + ".")
        + " The mapping replaces words by \"values\", such as {\"Too expensive\": \"no_budget\"}.");
  }

  /** What stands out of order, which is taken: dates of different columns are often kept by different people. */
  private static Optional<String> disorder(List<Told> told) {
    for (Told later : told) {
      for (Told earlier : told) {
        boolean way = later.step().stage().compareTo(Stage.WON) <= 0
            && earlier.step().stage().compareTo(later.step().stage()) < 0;
        if (way && earlier.step().at().isAfter(later.step().at())) {
          return Optional.of("The column '" + later.column() + "' has an earlier time than '" + earlier.column() + "': "
              + earlier.step().stage().words() + " counts from the earlier of the two.");
        }
      }
    }
    return Optional.empty();
  }

  private static String eventId(List<PastStep> steps) {
    List<String> parts = new ArrayList<>();
    for (PastStep step : steps) {
      parts.add(step.stage().label());
      parts.add(step.at().toString());
      parts.add(step.amount() == null ? "" : step.amount().toPlainString());
      parts.add(step.currency() == null ? "" : step.currency());
      parts.add(step.reason() == null ? "" : step.reason());
    }
    return "past-" + RowHash.of(parts).substring(0, 32);
  }
}
