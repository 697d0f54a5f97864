package dev.leadloop.routing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reps a handoff may go to, as they stand when the decision is made.
 *
 * @param locked false for the first look, when nobody may be assigned yet
 */
public record SalesDesk(boolean locked, List<Rep> reps) {
  /**
   * A rep as routing sees one.
   *
   * @param available active and not absent
   * @param openCycles handoffs waiting for this rep's answer
   * @param lastAssignedAt when the rep last got a lead; null for never
   */
  public record Rep(
      String id, String team, boolean available, int openCycles, @Nullable Instant lastAssignedAt) {}

  /** The desk before it is locked: a decision that needs it asks for it. */
  public static final SalesDesk UNSEEN = new SalesDesk(false, List.of());

  public SalesDesk {
    reps = List.copyOf(reps);
  }

  /** The desk once a rep was given one more handoff. */
  public SalesDesk afterAssigning(String rep, Instant at) {
    return new SalesDesk(
        locked,
        reps.stream()
            .map(
                known ->
                    known.id().equals(rep)
                        ? new Rep(known.id(), known.team(), known.available(), known.openCycles() + 1, at)
                        : known)
            .toList());
  }
}
