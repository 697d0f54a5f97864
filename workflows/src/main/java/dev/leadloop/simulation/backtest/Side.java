package dev.leadloop.simulation.backtest;

/** How a lead fares by the one policy that is tried, beside how it fares by the other. */
public enum Side {
  /** It is handed over, and was not. */
  GAINED,
  /** It is not handed over, and was. */
  LOST,
  /** It is handed over sooner. */
  SOONER,
  /** It is handed over later. */
  LATER,
  /** It is handed over at the same time, or by neither. */
  SAME;

  static Side of(Course was, Course is) {
    if (was.sql() == null) {
      return is.sql() == null ? SAME : GAINED;
    }
    if (is.sql() == null) {
      return LOST;
    }
    int order = is.sql().at().compareTo(was.sql().at());
    return order == 0 ? SAME : order < 0 ? SOONER : LATER;
  }

  /** Whether the lead changes sides by it. */
  public boolean changes() {
    return this == GAINED || this == LOST;
  }
}
