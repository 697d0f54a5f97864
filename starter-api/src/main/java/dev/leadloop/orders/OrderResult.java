package dev.leadloop.orders;

import dev.leadloop.lead.LeadId;
import dev.leadloop.view.LeadReadStore.Current;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of an order. */
public sealed interface OrderResult {

  /** It is not recorded, and nothing was changed. */
  sealed interface NotRecorded extends OrderResult {}

  /** No lead has this id. */
  record UnknownLead() implements NotRecorded {}

  /** The lead has no order of this id; only where one is read. */
  record UnknownOrder(String eventId) implements NotRecorded {}

  /**
   * A field of it does not do.
   *
   * @param message to be read after the field's name
   */
  record FieldWrong(String field, String message) implements NotRecorded {}

  /** Whoever gives it has used the key for another order about this lead. */
  record KeyUsed() implements NotRecorded {}

  /**
   * It stands recorded, and counts from then.
   *
   * @param after how the lead stands after it; null where it is not decided, or nothing is decided about the lead
   */
  record Recorded(LeadId lead, String eventId, Instant recordedAt, Decision decision, @Nullable Current after)
      implements OrderResult {}

  /** What was decided about a recorded order. */
  sealed interface Decision {}

  /** Nothing yet. */
  record Waiting() implements Decision {}

  /** It was followed. */
  record Applied(String code, String message) implements Decision {}

  /** It was not followed; nothing was changed. */
  record Refused(String code, String message) implements Decision {}

  /** It could not be decided and was set aside. */
  record Failed(String message) implements Decision {
    /** The code of it. */
    public static final String CODE = "failed";
  }
}
