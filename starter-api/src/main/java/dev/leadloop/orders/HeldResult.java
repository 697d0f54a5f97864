package dev.leadloop.orders;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.orders.OrderResult.NotRecorded;
import dev.leadloop.orders.OrderResult.Recorded;
import java.time.Instant;

/** What came of an answer that is to be held for a while. */
public sealed interface HeldResult {

  /**
   * It stands recorded and may be taken back until then.
   *
   * @param words what would come of it now, such as "the lead is back in NURTURING"
   */
  record Held(LeadId lead, String eventId, Instant until, String words) implements HeldResult {}

  /** There was no time to hold it, since something of the lead falls due, or it was given before: it stands given. */
  record Given(Recorded result) implements HeldResult {}

  /** Nothing was recorded, since a field of it does not do. */
  record Wrong(NotRecorded why) implements HeldResult {}

  /** Nothing was recorded, since it would have been refused. */
  record Declined(OrderResult.Refused why, String eventId) implements HeldResult {}

  /** Nothing was recorded, since somebody else has just answered, and may take that back until then. */
  record Another(Principal by, String label, Instant until) implements HeldResult {}
}
