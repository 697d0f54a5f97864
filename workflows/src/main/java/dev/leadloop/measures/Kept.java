package dev.leadloop.measures;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the record keeps them. */
final class Kept {
  private Kept() {}

  /** Cut to microseconds; what the store would round may differ from what it was told. */
  static Instant instant(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }
}
