package dev.leadloop.routing;

import dev.leadloop.routing.SalesDesk.Hours;
import dev.leadloop.routing.SalesDesk.Load;
import dev.leadloop.routing.SalesDesk.Rep;
import dev.leadloop.routing.SalesDesk.Share;
import dev.leadloop.routing.SalesDesk.Skills;

/** Reps for tests. */
public final class TestReps {
  private TestReps() {}

  /** One without limits who has had nothing yet and works when the policy's calendar says. */
  public static Rep rep(String id, String team) {
    return new Rep(
        id, team, true, null, Share.FULL, new Load(0, 0, null, 0), Hours.OF_POLICY, Hours.OF_POLICY, Skills.ANY, false);
  }
}
