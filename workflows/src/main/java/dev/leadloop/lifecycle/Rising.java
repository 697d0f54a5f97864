package dev.leadloop.lifecycle;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Due.Purpose;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.qualification.Qualifying;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When the passing of time alone makes a nurtured lead ready, as where a sign against it ends. What its numbers reached when they
 * were last written down is none of it: that stands as it was decided then.
 */
final class Rising {
  private Rising() {}

  /**
   * When it becomes ready; empty where it does not without a further signal.
   *
   * @param until what is due later need not be found
   */
  static Optional<Due> next(
      LeadProgress progress, LeadProfile profile, List<Signal> signals, LeadPolicy policy, Instant from, Instant until) {
    List<Threshold> sales = notReached(policy.qualification().sql(), progress, profile);
    List<Threshold> ways = new ArrayList<>(sales);
    if (progress.stage() == Stage.NURTURING) {
      ways.addAll(notReached(policy.qualification().marketing(), progress, profile));
    }
    if (ways.isEmpty()) {
      return Optional.empty();
    }
    Predicate<Instant> open = at -> Qualifying.isGateOpen(progress, profile, signals, policy, at);
    Instant at = isReady(ways, profile, signals, policy, from) && open.test(from)
        ? from : until.isAfter(from) ? Scoring.nextRise(profile, signals, policy, from, until, ways, open) : null;
    return Optional.ofNullable(at).map(then -> new Due(then, Purpose.DECAY, label(
        isReady(sales, profile, signals, policy, then), isReady(ways, profile, signals, policy, then))));
  }

  /** Whether time alone has brought it to where it is handed to sales. */
  static boolean toSales(Deciding deciding) {
    List<Threshold> sales =
        notReached(deciding.policy().qualification().sql(), deciding.progress(), deciding.profile());
    return isReady(sales, deciding.profile(), deciding.signals(), deciding.policy(), deciding.now());
  }

  /** The ways to be ready; none where one of them was reached by what was last written. */
  private static List<Threshold> notReached(List<Threshold> ways, LeadProgress progress, LeadProfile profile) {
    ScoreSummary written = progress.qualification().score();
    return QualificationRules.first(ways, number -> written.of(number, profile)) == null ? ways : List.of();
  }

  private static boolean isReady(
      List<Threshold> ways, LeadProfile profile, List<Signal> signals, LeadPolicy policy, Instant at) {
    return !ways.isEmpty() && !Scoring.isBelow(ways, profile, signals, policy, at);
  }

  private static String label(boolean toSales, boolean ready) {
    return toSales ? "without a new signal it is handed to sales by its numbers"
        : ready ? "without a new signal it becomes an MQL by its numbers" : "the score is looked at again";
  }
}
