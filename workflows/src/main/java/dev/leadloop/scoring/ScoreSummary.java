package dev.leadloop.scoring;

import dev.leadloop.lead.Foretold;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score as it was decided, small enough to travel.
 *
 * @param engagement points for what they did, decayed and capped
 * @param negative points taken off, zero or below
 * @param score engagement and negative together, not below the policy's floor
 * @param fit points for who they are
 * @param grade letter for the fit
 * @param reasons the weightiest parts in words, such as "pricing page viewed +25", then the rest; their numbers add up to
 *     the score
 * @param product points for use of the product, decayed and capped
 * @param account points for what is known of the company
 * @param by what the band was reached by; null where it is cold
 * @param foretold what was foretold; null where the policy does not go by it, or no model was in use
 */
public record ScoreSummary(
    int engagement,
    int negative,
    int score,
    int fit,
    String grade,
    Band band,
    List<String> reasons,
    int product,
    int account,
    @Nullable QualifiedBy by,
    @Nullable Foretold foretold) {
  public ScoreSummary {
    reasons = List.copyOf(reasons);
  }

  /** A score of a policy that goes by nothing that is foretold. */
  public ScoreSummary(
      int engagement, int negative, int score, int fit, String grade, Band band, List<String> reasons, int product, int account,
      @Nullable QualifiedBy by) {
    this(engagement, negative, score, fit, grade, band, reasons, product, account, by, null);
  }

  /** One of the numbers; people are counted in the profile. */
  public int of(QualifyingNumber measure, LeadProfile profile) {
    return switch (measure) {
      case SCORE -> score;
      case ENGAGEMENT -> engagement;
      case NEGATIVE -> negative;
      case FIT -> fit;
      case PRODUCT -> product;
      case ACCOUNT -> account;
      case PEOPLE_ACTIVE -> QualifyingNumbers.peopleActive(profile);
      case PREDICTED -> QualifyingNumbers.predicted(foretold);
    };
  }

  /** The same, said in words. */
  ScoreSummary because(List<String> why) {
    return new ScoreSummary(engagement, negative, score, fit, grade, band, why, product, account, by, foretold);
  }

  /** The same in that band. */
  ScoreSummary in(Band reached, @Nullable QualifiedBy way) {
    return new ScoreSummary(engagement, negative, score, fit, grade, reached, reasons, product, account, way, foretold);
  }

  /** Nothing known and nothing done. */
  public static ScoreSummary none() {
    return new ScoreSummary(0, 0, 0, 0, "-", Band.COLD, List.of(), 0, 0, null);
  }
}
