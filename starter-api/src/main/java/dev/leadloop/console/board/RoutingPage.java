package dev.leadloop.console.board;

import dev.leadloop.console.LeadName;
import dev.leadloop.console.PageTimes.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why handoffs went where they went, in words.
 *
 * @param of the lead whose handoffs these are; null for any
 * @param owner who got them; empty for anybody
 * @param passed who was passed over; empty for anybody
 * @param owners reps and the queue to choose from
 * @param next where the list goes on; null on its last page
 * @param looked in how many of the newest it was looked for who was passed over
 */
record RoutingPage(
    List<Line> lines,
    @Nullable String of,
    String owner,
    String passed,
    List<Option> owners,
    @Nullable String next,
    int looked) {

  /** Whether the list is of some alone. */
  public boolean some() {
    return of != null || !owner.isEmpty() || !passed.isEmpty();
  }

  /**
   * A handoff.
   *
   * @param owner who got it; empty for the queue
   * @param why in words
   * @param became how it ended, such as "accepted"; empty while it is open
   */
  record Line(
      String leadId, int cycle, LeadName name, When at, String owner, String why, List<Passed> passed, String became) {}

  /** Somebody who was not chosen, and why. */
  record Passed(String rep, String why) {}

  /** A choice of a list. */
  record Option(String value, String label) {}
}
