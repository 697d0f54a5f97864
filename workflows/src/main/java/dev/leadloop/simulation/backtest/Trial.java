package dev.leadloop.simulation.backtest;

import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would have made of recorded lives, beside what another would have, or did.
 *
 * @param tried the policy that is tried
 * @param against the one that it is compared with; null for how they were lived
 * @param versions the versions that they were lived by
 * @param until what was decided later is left out
 */
public record Trial(LeadPolicy tried, @Nullable LeadPolicy against, IntFunction<LeadPolicy> versions, Instant until) {
  /**
   * What came of one life.
   *
   * @param was how it went by what it is compared with
   * @param is how it would have gone
   * @param change why it changes sides; null where it does not
   */
  public record Result(Map<Target, Outcome> outcomes, Course was, Course is, Side side, @Nullable Change change) {}

  /**
   * Tries it on one life.
   *
   * @param came when a file says that the lead came; null for one that no file told of
   */
  public Result of(RecordedLife recorded, @Nullable Instant came) {
    Map<Target, Outcome> outcomes = new EnumMap<>(Target.class);
    for (Target target : Target.values()) {
      outcomes.put(target, Outcome.of(recorded, target));
    }
    boolean told = came != null && ToldLife.isTold(recorded);
    RecordedLife life = told && came != null ? ToldLife.asLived(recorded, came) : recorded;
    Course was = against == null ? asLived(recorded, outcomes) : lived(life, against, outcomes, null, new Known());
    Known known = new Known();
    Course is = lived(life, tried, outcomes, was.sql(), known);
    Side side = Side.of(was, is);
    return new Result(outcomes, was, is, side, side.changes() ? change(life, side, was, is, known) : null);
  }

  private static final class Known {
    @Nullable LeadState then;
    @Nullable LeadState last;

    void at(Moment moment, @Nullable Instant wanted) {
      LeadState after = moment.decision().next();
      last = after;
      if (wanted != null && !moment.decision().at().isAfter(wanted)) {
        then = after;
      }
    }
  }

  private Course asLived(RecordedLife life, Map<Target, Outcome> outcomes) {
    Course.Making course = new Course.Making(outcomes);
    toldOf(life).forEach(course::told);
    for (RecordedLife.Turn turn : life.turns()) {
      if (!turn.at().isAfter(until)) {
        LeadPolicy policy = versions.apply(turn.policyVersion());
        turn.journal().forEach(entry -> course.add(turn.at(), policy, turn.profile(), entry));
      }
    }
    return course.done();
  }

  /** What was told of the life before it came, each step once. */
  private Set<PastStep> toldOf(RecordedLife life) {
    Set<PastStep> steps = new LinkedHashSet<>();
    for (RecordedLife.Turn turn : life.turns()) {
      for (JournalEntry entry : turn.journal()) {
        if (Told.by(entry) instanceof Told.PastTold past && !turn.at().isAfter(until)) {
          PastStep step = past.line().step();
          if (steps.stream().noneMatch(step::same)) {
            steps.add(step);
          }
        }
      }
    }
    return steps;
  }

  private Course lived(
      RecordedLife life, LeadPolicy policy, Map<Target, Outcome> outcomes, Course.@Nullable Arrival wanted, Known known) {
    Course.Making course = new Course.Making(outcomes);
    boolean[] found = new boolean[1];
    LivingAgain.live(life, new Rules.Always(policy), until, moment -> {
      LeadState after = moment.decision().next();
      boolean handedOver = false;
      for (var noted : moment.decision().journal()) {
        JournalEntry entry = noted.entry();
        course.add(moment.decision().at(), policy, after.profile(), entry);
        handedOver |= course.handedOver();
      }
      // Whoever was handed over already is explained as it stood then; whoever is now, as it stands now.
      if (wanted != null) {
        known.at(moment, wanted.at());
      } else if (handedOver && !found[0]) {
        found[0] = true;
        known.then = after;
      }
    });
    return course.done();
  }

  private @Nullable Change change(RecordedLife life, Side side, Course was, Course is, Known known) {
    Course.Arrival arrival = side == Side.GAINED ? is.sql() : was.sql();
    LeadState then = known.then == null ? known.last : known.then;
    if (arrival == null || then == null) {
      return null;
    }
    return Reasons.of(then, side, arrival, against == null ? livedBy(life, arrival.at()) : against, tried);
  }

  private LeadPolicy livedBy(RecordedLife life, Instant at) {
    int version = life.turns().getFirst().policyVersion();
    for (RecordedLife.Turn turn : life.turns()) {
      version = turn.at().isAfter(at) ? version : turn.policyVersion();
    }
    return versions.apply(version);
  }
}
