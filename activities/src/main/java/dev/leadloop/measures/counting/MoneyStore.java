package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.counting.Figures.Converted;
import dev.leadloop.measures.counting.Figures.Counts;
import dev.leadloop.measures.counting.Figures.Sum;
import dev.leadloop.store.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Adds up what rows are worth, by currency and in one. */
final class MoneyStore {
  /**
   * The share of a value that a touch has: what it is up to this touch less what it was up to the one before, each rounded, so
   * that the shares add up to the value whatever it is.
   */
  private static final String SHARE =
      "(case when n = coalesce(i, 1) then %1$s else"
          + " round(%1$s * case when n = 2 then 0.5 else 0.4 + 0.2 * (i - 1) / (n - 2) end, %2$s) end"
          + " - case when coalesce(i, 1) = 1 then 0 else"
          + " round(%1$s * case when n = 2 then 0.5 else 0.4 + 0.2 * (i - 2) / (n - 2) end, %2$s) end)";

  private static final String CURRENCY = "coalesce(currency, '" + Cut.NONE + "')";

  private MoneyStore() {}

  /** Figures by the values of the cuts; the whole has none. */
  static Map<List<String>, Figures> money(CountedStore counted, Rates rates) {
    String rate = rates.currency() == null
        ? "null::numeric"
        : "case when currency = :reporting then 1 else (select f.rate from json_to_recordset(:rates::json)"
            + " as f(currency text, since date, rate numeric) where f.currency = counted.currency"
            + " and f.since <= (at at time zone :zone)::date order by f.since desc limit 1) end";
    StatementSpec statement = counted.statement(", worth as (select *, " + rate + " as rate from counted)"
            + " select " + counted.told() + CURRENCY + " as money, count(distinct deal) as n,"
            + " count(distinct deal) filter (where amount is null) as unvalued,"
            + " coalesce(sum(" + SHARE.formatted("amount", "2") + "), 0) as amount,"
            + " coalesce(sum(" + SHARE.formatted("round(amount * rate, :digits)", ":digits") + "), 0) as converted,"
            + " count(distinct deal) filter (where amount is not null and rate is null) as rateless"
            + " from worth group by grouping sets ((" + CURRENCY + ")"
            + (counted.question().by().isEmpty() ? "" : ", (" + counted.keys(CURRENCY) + ")") + ") order by money")
        .param("digits", rates.digits());
    if (rates.currency() != null) {
      statement = statement.param("reporting", rates.currency().getCurrencyCode()).param("rates", Json.rows(rates.rates()));
    }
    Map<List<String>, Valued> sums = new HashMap<>();
    sums.put(List.of(), new Valued());
    statement.query(row -> {
      sums.computeIfAbsent(counted.key(row), ignored -> new Valued()).add(
          new Sum(row.getString("money"), row.getBigDecimal("amount"), row.getLong("n"), row.getLong("unvalued")),
          row.getBigDecimal("converted"), row.getLong("rateless"));
    });
    Map<List<String>, Figures> figures = new HashMap<>();
    sums.forEach((key, sum) -> figures.put(key, sum.figures(rates)));
    return figures;
  }

  /** Sums of one part. */
  private static final class Valued {
    private final List<Sum> sums = new ArrayList<>();
    private BigDecimal converted = BigDecimal.ZERO;
    private long withoutRate;

    void add(Sum sum, BigDecimal inOne, long rateless) {
      sums.add(sum);
      converted = converted.add(inOne);
      withoutRate += rateless;
    }

    Figures figures(Rates rates) {
      long count = sums.stream().mapToLong(Sum::count).sum();
      return new Figures(
          new Counts(count, count - sums.stream().mapToLong(Sum::unvalued).sum(), 0, 0, 0), null, null, null, sums,
          rates.currency() == null
              ? null
              : new Converted(rates.currency().getCurrencyCode(), converted.setScale(rates.digits()), withoutRate));
    }
  }
}
