package dev.leadloop.routing;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.RoutingRules;
import dev.leadloop.policy.sales.RoutingRules.TeamRule;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.routing.RoutingLog.PassedOver;
import dev.leadloop.routing.SalesDesk.Rep;
import dev.leadloop.scoring.Conditions;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the owner of a handoff: whoever owns the account; else of the teams that the lead is for, in order, the rep
 * whose turn it is among those who can take it; else the manager's queue.
 */
public final class Routing {
  private final SalesDesk desk;
  private final RoutingRules rules;
  private final Request request;
  private final Suitability suitability;
  private final List<PassedOver> passedOver = new ArrayList<>();

  private Routing(SalesDesk desk, LeadPolicy policy, Request request) {
    this.desk = desk;
    this.rules = policy.routing();
    this.request = request;
    this.suitability = new Suitability(policy, request, holding(rules.territories()), holding(rules.segments()));
  }

  /**
   * What an owner is wanted for.
   *
   * @param tried reps who have had this lead since it was handed over; they are not asked again
   * @param leadId draws the lot between equals
   * @param calendar the working hours of reps and teams who have none of their own
   */
  public record Request(
      String leadId, LeadProfile profile, List<Signal> signals, List<String> tried, BusinessCalendar calendar, Instant at) {}

  /**
   * Where a handoff goes.
   *
   * @param queue whether the owner is the manager's queue, since no rep could be chosen
   */
  public record Choice(String owner, boolean queue, RoutingLog log) {}

  /** The segments of the policy that a lead belongs to, in the policy's order. */
  public static List<String> segments(LeadPolicy policy, LeadProfile profile, List<Signal> signals, Instant at) {
    return policy.routing().segments().entrySet().stream()
        .filter(one -> Conditions.holds(one.getValue(), profile, signals, at))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The owner for a handoff; the same for the same arguments. */
  public static Choice choose(SalesDesk desk, LeadPolicy policy, Request request) {
    return new Routing(desk, policy, request).choose();
  }

  /** The choice of a rep whom a person named. */
  public static Choice named(SalesDesk desk, String rep, String why, Instant at) {
    Rep known = desk.rep(rep);
    List<RoutingLog.Turn> turns = known == null ? List.of() : turn(desk, known, at);
    return new Choice(rep, false, new RoutingLog(why, List.of(), turns));
  }

  private Choice choose() {
    Choice owner = accountOwner();
    if (owner != null) {
      return owner;
    }
    Set<String> teams = teams();
    for (String team : teams) {
      Choice choice = ofTeam(team);
      if (choice != null) {
        return choice;
      }
    }
    String why = "no rep of team '" + String.join("', '", teams) + "' can take it";
    return new Choice(rules.queue(), true, new RoutingLog(why, passedOver, List.of()));
  }

  private @Nullable Choice accountOwner() {
    String field = rules.ownerField();
    String named = field == null ? null : request.profile().fact(field);
    for (Rep rep : desk.reps()) {
      if (rep.id().equals(named) || rep.ownsAccount()) {
        String gone = suitability.gone(rep);
        if (gone == null) {
          String why = rep.id().equals(named) ? "named as owner by " + field : "owns the account";
          return new Choice(rep.id(), false, new RoutingLog(why, passedOver, turn(desk, rep, request.at())));
        }
        passedOver.add(new PassedOver(rep.id(), "owns the account, but " + gone));
      }
    }
    return null;
  }

  /** A lead that comes outside the round is a turn in it all the same. */
  private static List<RoutingLog.Turn> turn(SalesDesk desk, Rep rep, Instant at) {
    List<Rep> team = desk.reps().stream().filter(other -> other.active() && other.team().equals(rep.team())).toList();
    List<Rep> there = team.stream().filter(other -> other.available(at)).toList();
    return new Round(RoutingRules.Balance.TURNS, there, team, rep.id()).after(rep, List.of(), List.of());
  }

  private Set<String> teams() {
    Set<String> teams = new LinkedHashSet<>();
    for (TeamRule rule : rules.teams()) {
      if (holds(rule.when())) {
        teams.add(rule.team());
      }
    }
    teams.add(rules.team());
    return teams;
  }

  private @Nullable Choice ofTeam(String team) {
    List<Rep> reps = desk.reps().stream().filter(rep -> rep.team().equals(team)).toList();
    List<Rep> candidates = new ArrayList<>();
    for (Rep rep : reps) {
      String not = suitability.unsuitable(rep);
      if (not == null) {
        candidates.add(rep);
      } else {
        pass(rep, not);
      }
    }
    return candidates.isEmpty() ? null : first(team, reps, candidates);
  }

  private Choice first(String team, List<Rep> reps, List<Rep> candidates) {
    int best = candidates.stream().mapToInt(suitability::preference).max().orElse(0);
    List<Rep> preferred = candidates.stream().filter(rep -> suitability.preference(rep) == best).toList();
    // Whoever is there for such leads and cannot take one in its turn misses it; leads that are for others take no turn away.
    List<Rep> missing =
        reps.stream().filter(rep -> !preferred.contains(rep) && suitability.isThereFor(rep, preferred.get(0))).toList();
    Round round = new Round(rules.balance(), preferred, missing, request.leadId());
    Rep chosen = preferred.stream().min(round.order()).orElseThrow();
    for (Rep other : candidates) {
      if (!other.equals(chosen)) {
        pass(other, preferred.contains(other) ? round.behind(chosen, other) : suitability.lessPreferred(other, chosen));
      }
    }
    List<RoutingLog.Turn> turns =
        round.after(
            chosen,
            missing.stream().filter(rep -> !suitability.isOwed(rep)).toList(),
            missing.stream().filter(suitability::isOwed).toList());
    return new Choice(chosen.id(), false, new RoutingLog(why(team, chosen, best), passedOver, turns));
  }

  private String why(String team, Rep chosen, int preference) {
    String balance = rules.balance() == RoutingRules.Balance.TURNS ? "next in the round" : "least open work";
    String suits = preference == 0 ? "" : suitability.whyPreferred(chosen);
    String owed = chosen.load().owed() > 0 ? ", makes up for an absence" : "";
    return balance + " of team '" + team + "'" + suits + owed + ", " + handoffs(chosen.load().open());
  }

  static String handoffs(int open) {
    return open + (open == 1 ? " open handoff" : " open handoffs");
  }

  private void pass(Rep rep, String why) {
    passedOver.add(new PassedOver(rep.id(), why));
  }

  private boolean holds(Condition condition) {
    return Conditions.holds(condition, request.profile(), request.signals(), request.at());
  }

  private Set<String> holding(Map<String, Condition> named) {
    return named.entrySet().stream().filter(one -> holds(one.getValue())).map(Map.Entry::getKey)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
