package dev.leadloop.lifecycle.journal;

import dev.leadloop.lifecycle.event.EventBody;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What sales makes of a lead it accepted.
 *
 * @param amount the latest that was reported; null where none was
 * @param currency of the amount, as ISO 4217 names it
 * @param openedAt when it became an opportunity; null where it was settled without being one
 * @param result the latest one, such as OPPORTUNITY, WON or LOST
 * @param reason why it ended so; null where none was given
 */
public record Deal(
    @Nullable BigDecimal amount,
    @Nullable String currency,
    @Nullable Instant openedAt,
    String result,
    @Nullable String reason,
    Instant at) {

  /** The deal after one more report; what a report leaves out stays as it was. */
  static Deal after(@Nullable Deal before, JournalEntry.OutcomeNoted noted, Instant at) {
    boolean opens = noted.result().equals(EventBody.Outcome.OPPORTUNITY.name());
    Instant opened = before == null ? null : before.openedAt();
    boolean valued = noted.amount() != null;
    return new Deal(
        valued ? noted.amount() : before == null ? null : before.amount(),
        valued ? noted.currency() : before == null ? null : before.currency(),
        opened == null && opens ? at : opened,
        noted.result(),
        noted.reason(),
        at);
  }
}
