package dev.leadloop.dryrun;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.RoutingRules.TeamRule;
import dev.leadloop.routing.SalesDesk.Hours;
import dev.leadloop.routing.SalesDesk.Load;
import dev.leadloop.routing.SalesDesk.Rep;
import dev.leadloop.routing.SalesDesk.Share;
import dev.leadloop.routing.SalesDesk.Skills;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A made-up desk, for a policy that is played where no reps are known. */
public final class LocalDesk {
  private LocalDesk() {}

  /** So many reps in each team that the policy names, each there for everything, without limits, and working as it says. */
  public static List<Rep> reps(LeadPolicy policy, int each) {
    Set<String> teams = new LinkedHashSet<>();
    teams.add(policy.routing().team());
    policy.routing().teams().stream().map(TeamRule::team).forEach(teams::add);
    List<Rep> reps = new ArrayList<>();
    for (String team : teams) {
      for (int i = 1; i <= each; i++) {
        reps.add(new Rep(
            team + "-" + i, team, true, null, Share.FULL, new Load(0, 0, null, 0), Hours.OF_POLICY, Hours.OF_POLICY, Skills.ANY,
            false));
      }
    }
    return reps.stream().sorted(Comparator.comparing(Rep::id)).toList();
  }
}
