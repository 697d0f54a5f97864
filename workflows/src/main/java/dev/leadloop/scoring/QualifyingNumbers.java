package dev.leadloop.scoring;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.lead.Foretold;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.ScoringRules;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of a lead at one instant without their parts, each counted only where a threshold asks for it. */
final class QualifyingNumbers {
  private static final int UNCOUNTED = Integer.MIN_VALUE;

  private final LeadProfile profile;
  private final List<Signal> counting;
  private final ScoreRules policy;
  private final Instant at;
  private int engagement = UNCOUNTED;
  private int score = UNCOUNTED;
  private int negative = UNCOUNTED;
  private int product = UNCOUNTED;
  private int fit;

  /**
   * Numbers at an instant.
   *
   * @param fit where it is known; null where it is to be counted
   */
  QualifyingNumbers(LeadProfile profile, List<Signal> counting, ScoreRules policy, Instant at, @Nullable Integer fit) {
    this.profile = profile;
    this.counting = counting;
    this.policy = policy;
    this.at = at;
    this.fit = fit == null ? UNCOUNTED : fit;
  }

  int of(QualifyingNumber measure) {
    return switch (measure) {
      case SCORE -> score();
      case ENGAGEMENT -> engagement();
      case NEGATIVE -> negative();
      case FIT -> fit();
      case PRODUCT -> product();
      case ACCOUNT -> AccountFold.points(policy.account(), profile.account(), at);
      case PEOPLE_ACTIVE -> peopleActive(profile);
      case PREDICTED -> predicted(profile.foretold());
    };
  }

  static int predicted(@Nullable Foretold foretold) {
    return foretold == null ? QualifyingNumber.UNKNOWN : foretold.score();
  }

  static int peopleActive(LeadProfile profile) {
    AccountEvidence evidence = profile.account();
    return evidence == null ? 0 : evidence.peopleActive();
  }

  private int score() {
    if (score == UNCOUNTED) {
      score = Math.max(policy.scoring().floor(), engagement() + negative());
    }
    return score;
  }

  private int negative() {
    if (negative == UNCOUNTED) {
      negative = NegativeFold.fold(policy, profile, counting, at).points();
    }
    return negative;
  }

  private int engagement() {
    if (engagement == UNCOUNTED) {
      engagement = folded(policy.scoring());
    }
    return engagement;
  }

  private int product() {
    if (product == UNCOUNTED) {
      product = folded(policy.product());
    }
    return product;
  }

  private int folded(ScoringRules rules) {
    return Points.whole(EngagementFold.count(rules, profile, counting, at).total());
  }

  private int fit() {
    if (fit == UNCOUNTED) {
      fit = FitFold.points(policy.fit(), profile, counting, at);
    }
    return fit;
  }
}
