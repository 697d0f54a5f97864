package dev.leadloop.routing;

import dev.leadloop.policy.RoutingRules;
import dev.leadloop.routing.RoutingLog.PassedOver;
import dev.leadloop.routing.SalesDesk.Rep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses the owner of a handoff: the available rep of the team with the fewest open handoffs, longest without a new one. */
public final class Routing {
  private Routing() {}

  /**
   * Where a handoff goes.
   *
   * @param queue whether the owner is the manager's queue, since no rep could be chosen
   */
  public record Choice(String owner, boolean queue, RoutingLog log) {}

  /**
   * The owner for a handoff.
   *
   * @param tried reps who have had this lead since it was handed over; they are not asked again
   * @param leadId breaks ties, so that no rep is favoured for being first in a list
   */
  public static Choice choose(SalesDesk desk, RoutingRules rules, List<String> tried, String leadId) {
    List<PassedOver> passedOver = new ArrayList<>();
    List<Rep> candidates = new ArrayList<>();
    for (Rep rep : desk.reps()) {
      if (!rep.team().equals(rules.team())) {
        continue;
      }
      if (!rep.available()) {
        passedOver.add(new PassedOver(rep.id(), "absent or no longer active"));
      } else if (tried.contains(rep.id())) {
        passedOver.add(new PassedOver(rep.id(), "had this lead before"));
      } else {
        candidates.add(rep);
      }
    }
    candidates.sort(order(leadId));
    if (candidates.isEmpty()) {
      return new Choice(
          rules.queue(), true, new RoutingLog("no rep of team '" + rules.team() + "' can take it", passedOver));
    }
    Rep chosen = candidates.get(0);
    for (Rep other : candidates.subList(1, candidates.size())) {
      passedOver.add(new PassedOver(other.id(), whyNot(chosen, other)));
    }
    return new Choice(
        chosen.id(), false, new RoutingLog("fewest open handoffs (" + chosen.openCycles() + "), longest without a new one", passedOver));
  }

  private static Comparator<Rep> order(String leadId) {
    return Comparator.comparingInt(Rep::openCycles)
        .thenComparing(Routing::lastAssigned)
        .thenComparingInt(rep -> (leadId + '/' + rep.id()).hashCode())
        .thenComparing(Rep::id);
  }

  private static Instant lastAssigned(Rep rep) {
    Instant last = rep.lastAssignedAt();
    return last == null ? Instant.MIN : last;
  }

  private static String whyNot(Rep chosen, Rep other) {
    if (other.openCycles() > chosen.openCycles()) {
      return "has " + other.openCycles() + " open handoffs";
    }
    return lastAssigned(other).equals(lastAssigned(chosen)) ? "equal; the lot fell on another" : "got a lead more recently";
  }
}
