package dev.leadloop.console.policies;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.policies.PolicyOverview;
import dev.leadloop.temporal.rollout.RolloutProgress;
import dev.leadloop.temporal.rollout.RolloutProgress.FailedMove;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest rollout, in words.
 *
 * @param orders what whoever looks may do with it: pause, resume or stop
 */
record RolloutCard(
    int version, String words, When changedAt, List<FailedMove> failed, @Nullable String history, List<String> orders) {

  /** The card of a rollout; null where there is none. */
  static @Nullable RolloutCard of(PolicyOverview.@Nullable LatestRollout latest, PageTimes times, boolean mayDirect) {
    if (latest == null) {
      return null;
    }
    RolloutProgress progress = latest.progress();
    return new RolloutCard(progress.version(), state(progress) + ": " + words(progress), times.at(progress.changedAt()),
        progress.failed(), latest.history(), mayDirect ? orders(progress) : List.of());
  }

  /** How it stands, such as "It is paused". */
  static String state(RolloutProgress progress) {
    return switch (progress.state()) {
      case "RUNNING" -> "It is under way";
      case "PAUSED" -> "It is paused";
      case "STOPPED" -> "It was stopped";
      default -> "It is done";
    };
  }

  /** What may be ordered as it stands. */
  private static List<String> orders(RolloutProgress progress) {
    return switch (progress.state()) {
      case "RUNNING" -> List.of("pause", "stop");
      case "PAUSED" -> List.of("resume", "stop");
      default -> List.of();
    };
  }

  /** How far a rollout is, as a sentence. */
  static String words(RolloutProgress progress) {
    return "of " + (progress.ordered() == 1 ? "1 lead that was" : progress.ordered() + " leads that were") + " told to move, "
        + progress.moved() + (progress.moved() == 1 ? " has" : " have") + ", and "
        + progress.waiting() + (progress.waiting() == 1 ? " waits. " : " wait. ")
        + progress.left() + (progress.left() == 1 ? " lives" : " live") + " by another version still.";
  }
}
