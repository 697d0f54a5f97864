package dev.leadloop.routing;

import java.util.List;

/**
 * Why a handoff went where it went.
 *
 * @param why in words
 * @param passedOver the other candidates, each with the reason
 */
public record RoutingLog(String why, List<PassedOver> passedOver) {
  /** A rep who was not chosen. */
  public record PassedOver(String rep, String why) {}

  public RoutingLog {
    passedOver = List.copyOf(passedOver);
  }
}
