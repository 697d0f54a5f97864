package dev.leadloop.simulation.dryrun;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.simulation.Hands;
import dev.leadloop.simulation.Play;
import dev.leadloop.simulation.PlayedLead;
import dev.leadloop.simulation.SalesModel;
import dev.leadloop.simulation.World;
import dev.leadloop.simulation.dryrun.DryRunResult.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Plays leads under a policy, and under another beside it where the two are to be compared. Of leads that are through only
 * their lines and counts are kept.
 */
public final class DryRun {
  private final Terms terms;
  private final Hands hands;
  private final Listener listener;
  private final Played now;
  private final @Nullable Played before;
  private int came;
  private int lives;

  /**
   * A run that has not begun.
   *
   * @param policy the policy that is tried
   * @param against the one that it is compared with; null for none
   * @param reps the desk as it is when the clock begins
   */
  public DryRun(
      Terms terms, Asked policy, @Nullable Asked against, SalesModel sales, List<SalesDesk.Rep> reps, Hands hands,
      Listener listener) {
    this.terms = terms;
    this.hands = hands;
    this.listener = listener;
    this.now = new Played(policy, sales, reps, false);
    this.before = against == null ? null : new Played(against, sales, reps, true);
  }

  /** A policy with how it was asked for. */
  public record Asked(String said, LeadPolicy policy) {
    private Side.PolicyName name() {
      return new Side.PolicyName(said, policy.name(), policy.version(), policy.contentHash());
    }
  }

  /** Hears of the run while it goes; never from two hands at once. */
  public interface Listener {
    /** Hears nothing. */
    Listener NONE = new Listener() {};

    /**
     * A lead is through.
     *
     * @param before whether it was played under the policy that is compared with
     * @param facts everything that happened to it, in order
     */
    default void through(boolean before, LeadLine line, List<Fact> facts) {}

    /** So many lives are through. */
    default void progress(int lives) {}
  }

  /** Takes some more leads in. */
  public void come(List<PlayedLead> leads) {
    now.come(leads);
    if (before != null) {
      before.come(leads);
    }
    came += leads.size();
  }

  /** How many leads have come. */
  public int came() {
    return came;
  }

  /**
   * Plays everything to its end; call it once all leads have come.
   *
   * @param most how many of the leads that differ, and of those that become something, are told of one by one
   */
  public DryRunResult playOut(int most) {
    now.play.playOut();
    if (before != null) {
      before.play.playOut();
    }
    Map<Change.Kind, Integer> changed = new EnumMap<>(Change.Kind.class);
    List<Change> changes = before == null ? List.of() : changes(before);
    changes.forEach(change -> changed.merge(change.kind(), 1, Integer::sum));
    return new DryRunResult(
        terms, now.tally.side(now.asked.name()), before == null ? null : before.tally.side(before.asked.name()), changed,
        changes.subList(0, Math.min(most, changes.size())), reached(most));
  }

  /** The lines of all leads under the policy that was tried, in their order; call it when all is played. */
  public List<LeadLine> lines() {
    return now.lines.stream().map(Objects::requireNonNull).toList();
  }

  private List<LeadLine> reached(int most) {
    return lines().stream().filter(line -> line.first() != null)
        .sorted(Comparator.comparing(line -> Objects.requireNonNull(line.first()))).limit(most).toList();
  }

  private List<Change> changes(Played other) {
    List<Change> changes = new ArrayList<>();
    for (int place = 0; place < came; place++) {
      Change change = Change.between(
          Objects.requireNonNull(other.lines.get(place)), Objects.requireNonNull(now.lines.get(place)));
      if (change != null) {
        changes.add(change);
      }
    }
    changes.sort(Comparator.comparing(Change::kind));
    return changes;
  }

  /** One policy's play. */
  private final class Played {
    private final Asked asked;
    private final boolean compared;
    private final Play play;
    private final Tally tally = new Tally(terms.zone(), terms.until());
    private final List<@Nullable LeadLine> lines = new ArrayList<>();
    private final Map<Integer, LeadWatch> watches = new HashMap<>();

    Played(Asked asked, SalesModel sales, List<SalesDesk.Rep> reps, boolean compared) {
      this.asked = asked;
      this.compared = compared;
      World world = new World(asked.policy(), sales, terms.seed(), terms.from(), terms.until());
      this.play = new Play(world, reps, hands, this::finished);
    }

    void come(List<PlayedLead> leads) {
      int first = lines.size();
      for (int i = 0; i < leads.size(); i++) {
        lines.add(null);
        watches.put(first + i, new LeadWatch(leads.get(i), asked.policy(), terms.from()));
      }
      play.come(leads, place -> Objects.requireNonNull(watches.get(place)));
    }

    private void finished(int place) {
      LeadWatch watch = Objects.requireNonNull(watches.remove(place));
      LeadLine line = watch.line();
      lines.set(place, line);
      tally.add(watch.facts());
      listener.through(compared, line, watch.facts());
      lives++;
      listener.progress(lives);
    }
  }
}
