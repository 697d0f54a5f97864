package dev.leadloop.routing;

import dev.leadloop.policy.sales.RoutingRules.Balance;
import dev.leadloop.routing.RoutingLog.Turn;
import dev.leadloop.routing.SalesDesk.Rep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Weighted round robin by stride: each lead moves its rep on by one turn over the rep's weight, and whoever has come the
 * least far is next. Who is away moves along with the others and loses those turns, or is owed them and is next until they
 * are made up for. Equal places are settled by open work, then by a lot drawn from the lead, so that the order of a list
 * favours nobody. Where open work is shared it comes first, and the round decides between equals.
 *
 * <p>What holds of the turns of reps who were there for the same leads is asserted by simulation in {@code FairRoundTest}.
 */
final class Round {
  private final Balance balance;
  private final String leadId;
  private final Collection<Rep> candidates;
  private final long stand;

  /**
   * A round among those who can take the lead.
   *
   * @param peers who else is there for such leads: where none of the candidates has had one, they tell how far the round is
   */
  Round(Balance balance, Collection<Rep> candidates, Collection<Rep> peers, String leadId) {
    this.balance = balance;
    this.leadId = leadId;
    this.candidates = candidates;
    this.stand = least(candidates).orElseGet(() -> least(peers).orElse(0));
  }

  private static OptionalLong least(Collection<Rep> reps) {
    return reps.stream().flatMap(rep -> Stream.ofNullable(rep.load().turns())).mapToLong(Long::longValue).min();
  }

  Comparator<Rep> order() {
    Comparator<Rep> byTurns = Comparator.comparingLong(this::had);
    Comparator<Rep> byOpenWork = Round::compareOpenWork;
    Comparator<Rep> balanced =
        switch (balance) {
          case TURNS -> byTurns.thenComparing(byOpenWork);
          case OPEN_WORK -> byOpenWork.thenComparing(byTurns);
        };
    return balanced.thenComparingLong(rep -> lot(leadId + '/' + rep.id())).thenComparing(Rep::id);
  }

  /** Why a candidate comes after the one that was chosen. */
  String behind(Rep chosen, Rep other) {
    int work = compareOpenWork(other, chosen);
    boolean moreTurns = had(other) > had(chosen);
    if (moreTurns && (balance == Balance.TURNS || work == 0)) {
      return chosen.load().owed() > other.load().owed() ? chosen.id() + " makes up for an absence" : "has had more turns";
    }
    return work > 0
        ? "has " + Routing.handoffs(other.load().open()) + byWeight(chosen, other)
        : "equal; the lot fell on another";
  }

  private static String byWeight(Rep chosen, Rep other) {
    int weight = other.share().weight();
    return weight == chosen.share().weight() ? "" : " at a weight of " + weight;
  }

  /** A rep who has had nothing yet joins where the one stands who is next. */
  private long place(Rep rep) {
    Long turns = rep.load().turns();
    return turns == null ? stand : turns;
  }

  /** The turns a rep has really had: the place in the round less what is owed. */
  private long had(Rep rep) {
    return place(rep) - rep.load().owed();
  }

  private static long step(Rep rep) {
    return SalesDesk.TURN / Math.max(1, rep.share().weight());
  }

  private static int compareOpenWork(Rep a, Rep b) {
    return Long.compare((long) a.load().open() * b.share().weight(), (long) b.load().open() * a.share().weight());
  }

  /**
   * Places after the lead was given: who is new has joined, and who could not take a lead in its turn has moved along.
   *
   * @param lost reps who lose such a turn for good
   * @param owed reps who are owed it
   */
  List<Turn> after(Rep chosen, Collection<Rep> lost, Collection<Rep> owed) {
    List<Turn> turns = new ArrayList<>();
    turns.add(given(chosen));
    for (Rep rep : candidates) {
      if (rep.load().turns() == null && !rep.equals(chosen)) {
        turns.add(new Turn(rep.id(), stand, 0));
      }
    }
    lost.stream().filter(this::isBehind).forEach(rep -> turns.add(new Turn(rep.id(), stand, rep.load().owed())));
    owed.stream()
        .filter(this::isBehind)
        .forEach(rep -> turns.add(new Turn(rep.id(), stand, rep.load().owed() + stand - place(rep))));
    return turns;
  }

  private Turn given(Rep rep) {
    long madeUp = Math.min(rep.load().owed(), step(rep));
    return new Turn(rep.id(), place(rep) + step(rep) - madeUp, rep.load().owed() - madeUp);
  }

  private boolean isBehind(Rep rep) {
    return rep.load().turns() != null && rep.load().turns() < stand;
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
