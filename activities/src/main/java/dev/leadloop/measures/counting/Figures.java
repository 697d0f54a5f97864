package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Wilson;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a measure comes to. What does not belong to a measure is null, or empty.
 *
 * @param counts how many rows, and what is known of them
 * @param rate of a share; null of nothing
 * @param earlier of a cohort that is still open, what earlier ones had come to at the same age; null where there is none
 * @param times of a time
 * @param sums of a value, one a currency
 * @param converted of a value, all of it in the currency of the table of rates; null where there is no table
 */
public record Figures(
    Counts counts,
    @Nullable Wilson rate,
    @Nullable Earlier earlier,
    @Nullable Times times,
    List<Sum> sums,
    @Nullable Converted converted) {

  public Figures {
    sums = List.copyOf(sums);
  }

  /**
   * How many rows.
   *
   * @param count all that count; of a share what it is divided by
   * @param reached of how many it is so
   * @param over of how many it is known that it will not be so
   * @param open of how many it may still be so; of handoffs beside the count, else among it
   * @param young how many were left out for being younger than what is asked for
   */
  public record Counts(long count, long reached, long over, long open, long young) {}

  /**
   * What earlier cohorts of the span had come to at the ages of this one's leads, in whole days.
   *
   * @param count how many leads they have
   */
  public record Earlier(long count, double rate) {}

  /**
   * After how many seconds so many are done; null where so many never were.
   *
   * @param medianOfDone of those that are done alone, as others count it: too short while some wait
   */
  public record Times(
      @Nullable Double median, @Nullable Double p75, @Nullable Double p90, @Nullable Double medianOfDone) {}

  /**
   * A sum in one currency.
   *
   * @param currency as it was reported; {@link dev.leadloop.measures.catalogue.Cut#NONE} where it was not
   * @param count of how many rows
   * @param unvalued how many rows say no amount
   */
  public record Sum(String currency, BigDecimal amount, long count, long unvalued) {}

  /**
   * All sums in one currency.
   *
   * @param amount each amount at the rate of its day, rounded to what the currency is paid in, and added up
   * @param withoutRate how many rows with an amount are not in it, since the table has no rate
   */
  public record Converted(String currency, BigDecimal amount, long withoutRate) {}
}
