package dev.leadloop.text;

import java.math.BigDecimal;
import java.util.Optional;

/** What amount of money a deal may have, by whatever door it is told. */
public final class AmountLimits {
  /** The least. */
  public static final String LEAST = "0";

  /** The greatest. */
  public static final String MOST = "1000000000000";

  /** Digits before the point. */
  public static final int DIGITS = 13;

  /** Digits behind the point. */
  public static final int FRACTION = 4;

  private AmountLimits() {}

  /** What is wrong with an amount, to be read after it; empty where nothing is. */
  public static Optional<String> fault(BigDecimal amount) {
    if (amount.signum() < 0) {
      return Optional.of("is less than nothing; an amount of a deal is 0 or more");
    }
    if (amount.compareTo(new BigDecimal(MOST)) > 0) {
      return Optional.of("is more than " + MOST + ", which no deal is worth; correct it");
    }
    return amount.stripTrailingZeros().scale() > FRACTION
        ? Optional.of("has more than " + FRACTION + " digits behind the point; round it")
        : Optional.empty();
  }
}
