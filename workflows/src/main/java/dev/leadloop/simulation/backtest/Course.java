package dev.leadloop.simulation.backtest;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a life went under a policy.
 *
 * @param mql when it became an MQL first; null where it never did
 * @param sql when it was handed over first; null where it never was
 * @param handedOver each time it was handed over
 * @param readiness the furthest it came towards an SQL before the outcome was known, in thousandths of what was asked for
 */
public record Course(
    @Nullable Arrival mql, @Nullable Arrival sql, List<Instant> handedOver, Map<Target, Integer> readiness) {
  /**
   * A stage that was reached.
   *
   * @param trigger by what, as its evidence says
   * @param told whether an import or another system told of it, and it was not decided here
   */
  public record Arrival(Instant at, String cause, String trigger, boolean told) {}

  /** Whether it was handed over before its outcome was known. */
  public boolean foresaw(Outcome outcome) {
    return sql != null && outcome.foreseenAt(sql.at());
  }

  static final class Making {
    private final Map<Target, Outcome> outcomes;
    private final Map<Target, Integer> readiness = new EnumMap<>(Target.class);
    private final List<Instant> handedOver = new ArrayList<>();
    private @Nullable Arrival mql;
    private @Nullable Arrival sql;

    Making(Map<Target, Outcome> outcomes) {
      this.outcomes = outcomes;
      for (Target target : Target.values()) {
        readiness.put(target, 0);
      }
    }

    /** Adds a step that was told of the life before it came; what a file does not tell is not guessed from what it does. */
    void told(PastStep step) {
      Arrival arrival = new Arrival(step.at(), "told of the time before it came", "", true);
      if (step.stage() == Stage.MQL && (mql == null || step.at().isBefore(mql.at()))) {
        mql = arrival;
      } else if (step.stage() == Stage.SALES_QUALIFIED) {
        sql = sql == null || step.at().isBefore(sql.at()) ? arrival : sql;
        handedOver.add(step.at());
        came(step.at(), Readiness.READY);
      }
    }

    void add(Instant at, LeadPolicy policy, LeadProfile profile, JournalEntry entry) {
      Told told = Told.by(entry);
      if (told instanceof Told.Points points) {
        came(at, Readiness.of(policy, points.line().score(), profile));
      } else if (told instanceof Told.Turned turned && !turned.line().told()) {
        changed(at, turned.line());
      }
    }

    private void changed(Instant at, JournalEntry.StageChanged change) {
      Arrival arrival =
          new Arrival(at, change.cause(), change.evidence() == null ? "" : change.evidence().trigger(), false);
      if (change.to() == Stage.MQL && mql == null) {
        mql = arrival;
      } else if (change.to() == Stage.SALES_QUALIFIED && change.from() != Stage.ACCEPTED) {
        sql = sql == null ? arrival : sql;
        handedOver.add(at);
        came(at, Readiness.READY);
      }
    }

    private void came(Instant at, int far) {
      outcomes.forEach((target, outcome) -> {
        if (outcome.foreseenAt(at)) {
          readiness.merge(target, far, Math::max);
        }
      });
    }

    /** Whether it was handed over by what was added so far. */
    boolean handedOver() {
      return sql != null;
    }

    Course done() {
      return new Course(mql, sql, List.copyOf(handedOver), Map.copyOf(readiness));
    }
  }
}
