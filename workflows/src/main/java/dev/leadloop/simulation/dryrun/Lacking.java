package dev.leadloop.simulation.dryrun;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.ScoreSummary;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a lead did not come to be ready. */
final class Lacking {
  private Lacking() {}

  /**
   * What was lacking on the way of which it lacked least.
   *
   * @param best the score at its highest; null where there never was one
   * @param closed why it was closed; null where it was not
   * @param sold whether it was handed to sales
   */
  static String words(List<Threshold> ways, @Nullable ScoreSummary best, LeadProfile profile, @Nullable String closed,
      boolean sold) {
    if (closed != null) {
      return "disqualified: " + closed;
    }
    if (ways.isEmpty()) {
      return "the policy has no such way";
    }
    ScoreSummary score = best == null ? ScoreSummary.none() : best;
    Threshold nearest = ways.stream().min(Comparator.comparingDouble(way -> missing(way, score, profile))).orElseThrow();
    List<QualifyingNumber> missing = nearest.missing(measure -> score.of(measure, profile));
    return missing.isEmpty()
        ? sold ? "it went to sales before" : "its numbers would do, but it did not stand where they count"
        : missing.stream()
            .map(number -> number.words() + " came to " + number.said(score.of(number, profile)) + " of " + nearest.of(number))
            .collect(Collectors.joining(", "));
  }

  /** How far it is from it, each number by itself as far as it is from what is asked. */
  private static double missing(Threshold way, ScoreSummary score, LeadProfile profile) {
    return way.missing(number -> score.of(number, profile)).stream()
        .mapToDouble(number -> (way.of(number) - score.of(number, profile)) / (double) Math.max(1, way.of(number))).sum();
  }
}
