package dev.leadloop.measures.catalogue;

import dev.leadloop.measures.catalogue.Counting.Telling;

/**
 * What a measure is. Every sentence is told as it stands here, by the call and by the documents.
 *
 * @param name its name in calls
 * @param counting how it is counted
 * @param numerator what is counted; of a time what it is, of a value what is added
 * @param denominator of how many; of what is only counted, that there is none
 * @param instant the one by which a row is in a span, a month or a week
 * @param leftOut which rows are not in it
 */
public record Measure(
    String name, String title, Counting counting, String numerator, String denominator, String instant, String leftOut) {

  /** In what it is told. */
  public String unit() {
    return switch (counting.telling()) {
      case COUNT -> counting.rows() == Counting.Rows.LEADS ? "leads" : "handoffs";
      case COHORT_SHARE, SETTLED_SHARE -> "share from 0 to 1";
      case TIME -> "seconds";
      case MONEY -> "amount a currency";
    };
  }

  /** Whether it can be asked within so many days. */
  public boolean within() {
    return counting.telling() == Telling.COHORT_SHARE;
  }
}
