package dev.leadloop.simulation;

import dev.leadloop.routing.SalesDesk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays leads in a world with one sales desk between them. A lead by itself concerns no other, so leads are lived by many hands
 * at once, each until an owner must be assigned; owners are assigned in order of time, and of leads at one time in the order in
 * which they came. What comes of it hangs on nothing but the leads and the world.
 */
public final class Play {
  private static final Comparator<Turn> IN_ORDER =
      Comparator.comparing(Turn::at).thenComparingInt(turn -> turn.lead().place()).thenComparingLong(Turn::number);

  private final World world;
  private final Hands hands;
  private final IntConsumer finished;
  private final VirtualDesk desk;
  private final PriorityQueue<Turn> turns = new PriorityQueue<>(IN_ORDER);
  private int places;
  private long numbers;

  /**
   * A play that has not begun.
   *
   * @param reps the desk as it is when the clock begins
   * @param finished told of each lead that is through, by its place among those that came, from 0; never from two hands at once
   */
  public Play(World world, List<SalesDesk.Rep> reps, Hands hands, IntConsumer finished) {
    this.world = world;
    this.hands = hands;
    this.finished = finished;
    this.desk = new VirtualDesk(world.policy(), reps);
  }

  /** A lead with its place among those that came. */
  private record Placed(int place, LeadLife life) {}

  /**
   * What a lead does to the desk, or that it needs it.
   *
   * @param change null where it needs the desk
   */
  private record Turn(Instant at, Placed lead, long number, @Nullable DeskChange change) {}

  /**
   * Takes some more leads in, and lives each as far as it comes without the desk.
   *
   * @param watchers who looks on, by the lead's place among all that came
   */
  public void come(List<PlayedLead> leads, Function<Integer, Watcher> watchers) {
    List<Placed> coming = new ArrayList<>(leads.size());
    for (PlayedLead lead : leads) {
      coming.add(new Placed(places, new LeadLife(lead, world, watchers.apply(places))));
      places++;
    }
    ahead(coming);
  }

  /** Plays everything to its end; call it once all leads have come. */
  public void playOut() {
    List<Placed> lively = new ArrayList<>();
    while (!turns.isEmpty() || !lively.isEmpty()) {
      ahead(lively);
      lively.clear();
      assignUntilSomebodyLives(lively);
    }
  }

  /** Nobody is assigned an owner at a time by which another lead, which is not lived so far, may change the desk. */
  private void assignUntilSomebodyLives(List<Placed> lively) {
    Instant before = null;
    while (!turns.isEmpty() && (before == null || turns.peek().at().isBefore(before))) {
      Turn turn = turns.remove();
      LeadLife life = turn.lead().life();
      if (turn.change() != null) {
        desk.after(turn.change());
        continue;
      }
      life.decideWith(desk.at(turn.at(), life.accountOwner()));
      life.takeChanges().forEach(desk::after);
      Instant next = life.over() ? null : life.wakesAt();
      if (next == null) {
        finished.accept(turn.lead().place());
      } else {
        lively.add(turn.lead());
        before = before == null || next.isBefore(before) ? next : before;
      }
    }
  }

  private void ahead(List<Placed> leads) {
    hands.each(leads.size(), i -> leads.get(i).life().liveAhead());
    for (Placed lead : leads) {
      for (DeskChange change : lead.life().takeChanges()) {
        turns.add(new Turn(change.at(), lead, numbers++, change));
      }
      if (lead.life().over()) {
        finished.accept(lead.place());
      } else {
        turns.add(new Turn(lead.life().now(), lead, numbers++, null));
      }
    }
  }
}
