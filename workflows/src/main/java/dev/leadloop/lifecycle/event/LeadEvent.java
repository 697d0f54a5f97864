package dev.leadloop.lifecycle.event;

import dev.leadloop.lead.Principal;
import java.time.Instant;

/**
 * One thing that came in about a lead: a row of its inbox.
 *
 * @param row the row's number, rising with the order of recording
 * @param eventId unique for the lead; a second row with the same id is never stored
 * @param occurredAt when it happened, never later than recordedAt
 * @param recordedAt when it was committed
 */
public record LeadEvent(
    long row, String eventId, Instant occurredAt, Instant recordedAt, Principal by, EventBody body) {

  /** The instant that orders this event: answers count when recorded, everything else when it happened. */
  public Instant effectiveAt() {
    return body instanceof EventBody.ByPerson ? recordedAt : occurredAt;
  }
}
