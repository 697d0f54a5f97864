package dev.leadloop.routing;

import dev.leadloop.policy.RoutingRules.Balance;
import dev.leadloop.routing.RoutingLog.Turn;
import dev.leadloop.routing.SalesDesk.Load;
import dev.leadloop.routing.SalesDesk.Rep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Weighted round robin by stride: each lead moves its rep on by one turn over the rep's weight, and whoever has come the
 * least far is next. Equal places are settled by open work, then by a lot drawn from the lead, so that the order of a
 * list favours nobody.
 */
final class Round {
  private final Balance balance;
  private final String leadId;
  private final Collection<Rep> candidates;
  private final long least;

  /** A round among those who can take the lead. */
  Round(Balance balance, Collection<Rep> candidates, String leadId) {
    this.balance = balance;
    this.leadId = leadId;
    this.candidates = candidates;
    this.least = least(candidates);
  }

  /** The least place among reps; 0 where nobody has had a turn. */
  static long least(Collection<Rep> reps) {
    return reps.stream().map(rep -> rep.load().turns()).filter(turns -> turns != null).mapToLong(Long::longValue).min()
        .orElse(0);
  }

  Comparator<Rep> order() {
    Comparator<Rep> byTurns = Comparator.comparingLong(this::place);
    Comparator<Rep> byOpenWork = Round::compareOpenWork;
    Comparator<Rep> balanced =
        switch (balance) {
          case TURNS -> byTurns.thenComparing(byOpenWork);
          case OPEN_WORK -> Comparator.comparing(this::farAhead).thenComparing(byOpenWork).thenComparing(byTurns);
        };
    return balanced.thenComparingLong(rep -> lot(leadId + '/' + rep.id())).thenComparing(Rep::id);
  }

  /** A rep who has had nothing yet joins where the one stands who is next. */
  long place(Rep rep) {
    Long turns = rep.load().turns();
    return turns == null ? least : turns;
  }

  boolean farAhead(Rep rep) {
    return place(rep) - least >= 2 * step(rep);
  }

  static long step(Rep rep) {
    return SalesDesk.TURN / Math.max(1, rep.share().weight());
  }

  private static int compareOpenWork(Rep a, Rep b) {
    return Long.compare((long) a.load().open() * b.share().weight(), (long) b.load().open() * a.share().weight());
  }

  /** Places after the lead was given: who is new has joined, and who lost a turn for good is moved along. */
  List<Turn> after(Rep chosen, Collection<Rep> missedTurn) {
    List<Turn> turns = new ArrayList<>();
    turns.add(new Turn(chosen.id(), place(chosen) + step(chosen)));
    for (Rep rep : candidates) {
      if (rep.load().turns() == null && !rep.equals(chosen)) {
        turns.add(new Turn(rep.id(), least));
      }
    }
    for (Rep rep : missedTurn) {
      Load load = rep.load();
      if (load.turns() != null && load.turns() < least) {
        turns.add(new Turn(rep.id(), least));
      }
    }
    return turns;
  }

  /** FNV-1a with a last mix: neighbouring names must not give neighbouring lots. */
  static long lot(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
