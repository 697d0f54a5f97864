package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into a lead's inbox.
 *
 * @param eventId unique for the lead: the same id again is not stored again
 * @param label short and readable, such as "pricing_page_view"; shown in the history, so never anything of the person
 * @param occurredAt a time later than the recording is stored as the time of recording
 * @param note a person's free text; stays in the database
 */
public record InboxRow(
    LeadId lead,
    String eventId,
    String label,
    Instant occurredAt,
    Principal by,
    EventBody body,
    @Nullable String note,
    Ringing ringing) {

  /** When the lead is called for a row. */
  public enum Ringing {
    /** By the relay, at once. */
    NOW(Duration.ZERO),
    /**
     * By whoever wrote the row and waits for the verdict. The relay steps in after three seconds unless the verdict was
     * received by then: that a decision is recorded does not mean that the workflow has heard of it.
     */
    BY_CALLER(PATIENCE),
    /** By the relay, after three seconds, unless a decision has taken the row by then. */
    LATER(PATIENCE),
    /**
     * One of many of its lead: of those of one call that are new the first is called for at once, and its decision takes the
     * others along.
     */
    ALONG(Duration.ZERO),
    /** Not while something is due by which the row is decided too; else by the relay, after three seconds. */
    QUIET(PATIENCE);

    private final Duration after;

    Ringing(Duration after) {
      this.after = after;
    }

    /** How long the relay leaves a row of this kind alone. */
    Duration after() {
      return after;
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** The line it waits in by itself; what comes along with others of its lead is bulk, whatever it is. */
  Urgency urgency() {
    return ringing == Ringing.ALONG ? Urgency.BULK : Urgency.of(body);
  }

  /** The type of the signal it tells of; null where it is none. */
  @Nullable String signal() {
    return body instanceof EventBody.Engaged engaged ? engaged.type() : null;
  }

  /** A signal or another event to be decided soon. */
  public static InboxRow called(
      LeadId lead, String eventId, String label, Instant occurredAt, Principal by, EventBody body) {
    return new InboxRow(lead, eventId, label, occurredAt, by, body, null, Ringing.NOW);
  }
}
