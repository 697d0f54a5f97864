package dev.leadloop.temporal;

import dev.leadloop.lifecycle.event.EventBody;
import org.jspecify.annotations.Nullable;

/** Reads answers typed by hand: whatever is missing is left for the decision to judge, and to record. */
final class Orders {

  private Orders() {}

  static EventBody.Accepted accepted(LeadMessages.@Nullable Accept message) {
    return new EventBody.Accepted(message == null ? 0 : cycle(message.cycle()));
  }

  static EventBody.Rejected rejected(LeadMessages.@Nullable Reject message) {
    return message == null
        ? new EventBody.Rejected(0, "", false)
        : new EventBody.Rejected(cycle(message.cycle()), reason(message.reason()), false);
  }

  static EventBody.Returned returned(LeadMessages.@Nullable Return message) {
    return message == null
        ? new EventBody.Returned(0, "", false, null)
        : new EventBody.Returned(cycle(message.cycle()), reason(message.reason()), false, message.until());
  }

  private static int cycle(@Nullable Integer cycle) {
    return cycle == null ? 0 : cycle;
  }

  private static String reason(@Nullable String reason) {
    return reason == null ? "" : reason;
  }
}
