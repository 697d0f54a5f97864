package dev.leadloop.bulkorders;

import dev.leadloop.orders.Order;

/** What is ordered for many leads. */
public sealed interface What {
  /** What would be ordered for one lead in the same way. */
  record Told(Order order) implements What {}

  /**
   * No more mail to the addresses that the leads have.
   *
   * @param reason a word such as asked_by_phone
   */
  record Suppress(String reason) implements What {}
}
