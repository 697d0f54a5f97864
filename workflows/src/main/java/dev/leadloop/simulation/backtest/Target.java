package dev.leadloop.simulation.backtest;

/** What a policy is held against. */
public enum Target {
  /** What sales answered: an acceptance, or a rejection or return of a lead that was never accepted. */
  ACCEPTED,
  /** What came of it: won, or lost or disqualified by sales. */
  WON
}
