package dev.leadloop.measures.counting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of rates, by which values of several currencies come to one.
 *
 * @param currency the one they come to; null where there is no table
 */
public record Rates(@Nullable Currency currency, List<RateRow> rates) {
  /** No table: values stay in the currencies they were reported in. */
  public static final Rates NONE = new Rates(null, List.of());

  public Rates {
    rates = List.copyOf(rates);
  }

  /**
   * One rate.
   *
   * @param since the first day, in the organisation's time zone, that it holds for; until the next one of the currency
   * @param rate how much of the table's currency one of this currency is
   */
  public record RateRow(String currency, LocalDate since, BigDecimal rate) {}

  /** Into how many decimals an amount is rounded. */
  int digits() {
    return currency == null ? 2 : Math.max(0, currency.getDefaultFractionDigits());
  }
}
