package dev.leadloop.lead;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/**
 * One recorded engagement of a lead.
 *
 * @param occurredAt when it happened, never later than when it was recorded
 * @param voided whether it was found to be a machine's and counts for nothing
 */
public record Signal(
    String eventId, String type, Instant occurredAt, Map<String, String> properties, boolean voided) {

  /** Property of a voided signal that says why it was voided. */
  public static final String VOIDED_BECAUSE = "voidedBecause";

  /** The order in which signals are folded into a score. */
  public static final Comparator<Signal> ORDER =
      Comparator.comparing(Signal::occurredAt).thenComparing(Signal::eventId);

  public Signal {
    properties = Map.copyOf(properties);
  }
}
