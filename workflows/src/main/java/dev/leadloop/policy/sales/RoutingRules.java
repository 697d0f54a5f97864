package dev.leadloop.policy.sales;

import dev.leadloop.policy.scoring.Condition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who gets handoffs.
 *
 * @param team whose reps are offered the leads that no other team is for
 * @param queue name of the manager's queue, the owner where no rep can be
 * @param maxReassignments how often one lead may move on to another rep, because the rep before did not answer or gave a
 *     reason that asks for another, before the queue gets it; what a manager, an absence or a colleague who takes it over
 *     moves does not count
 * @param teams further teams, in order: each is asked first for the leads its condition holds for
 * @param territories by name; a rep of a territory is offered leads of it only
 * @param segments by name; a rep of a segment is offered leads of it only, and answer times may differ by them
 * @param ownerField fact that names the rep who owns the account; null for none
 * @param languageField fact that names the lead's language; null where language plays no part
 * @param balance what is shared evenly within a team
 * @param preferWorking whether a rep who works now comes before one who does not
 * @param reassignAbsent whether an unanswered handoff moves on when its owner's absence begins
 */
public record RoutingRules(
    String team,
    String queue,
    int maxReassignments,
    List<TeamRule> teams,
    Map<String, Condition> territories,
    Map<String, Condition> segments,
    @Nullable String ownerField,
    @Nullable String languageField,
    Balance balance,
    boolean preferWorking,
    boolean reassignAbsent) {

  /** A team and the leads it is for. */
  public record TeamRule(String team, Condition when) {}

  /** What a team shares evenly, by the weights of its reps. */
  public enum Balance {
    /** The leads given: of those there for the same leads nobody is ahead by more than one turn. */
    TURNS,
    /** The handoffs that wait for an answer: the rep with the fewest by weight is next, and turns decide between equals. */
    OPEN_WORK
  }

  public RoutingRules {
    teams = List.copyOf(teams);
    territories = Collections.unmodifiableMap(new LinkedHashMap<>(territories));
    segments = Collections.unmodifiableMap(new LinkedHashMap<>(segments));
  }
}
