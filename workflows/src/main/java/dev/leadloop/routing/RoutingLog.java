package dev.leadloop.routing;

import java.util.List;

/**
 * Why a handoff went where it went.
 *
 * @param why in words
 * @param passedOver the other candidates, each with the reason
 * @param turns the places in the round of the team that this changed
 */
public record RoutingLog(String why, List<PassedOver> passedOver, List<Turn> turns) {
  /** A rep who was not chosen. */
  public record PassedOver(String rep, String why) {}

  /**
   * A rep's place in the round of the team from now on.
   *
   * @param owed how much of it the rep has not had but is to make up for
   */
  public record Turn(String rep, long turns, long owed) {}

  public RoutingLog {
    passedOver = List.copyOf(passedOver);
    turns = List.copyOf(turns);
  }
}
