package dev.leadloop.measures;

import dev.leadloop.lifecycle.journal.Deal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a deal is worth.
 *
 * @param currency as ISO 4217 names it
 */
public record Money(BigDecimal amount, @Nullable String currency) {

  /** Null where nobody said. */
  static @Nullable Money of(@Nullable BigDecimal amount, @Nullable String currency) {
    return amount == null ? null : new Money(amount, currency);
  }

  /** Null where there is no deal, or nobody said. */
  static @Nullable Money of(@Nullable Deal deal) {
    return deal == null ? null : of(deal.amount(), deal.currency());
  }
}
