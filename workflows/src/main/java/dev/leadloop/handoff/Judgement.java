package dev.leadloop.handoff;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a lead was judged by.
 *
 * @param then when it was handed over
 * @param product use of the product
 * @param account the company
 * @param readiness by what it became ready for sales; null where the journal does not tell, and before it is handed over
 * @param company what was found of the company, whichever of its leads it counts for; null where the lead is of none
 * @param companyInWords the same in a line; null where nothing was found
 */
public record Judgement(
    Score then,
    Score now,
    Fit fit,
    Beside product,
    Beside account,
    @Nullable Readiness readiness,
    @Nullable CompanyFound company,
    @Nullable String companyInWords) {

  /**
   * The five numbers, with what the score is mostly made of.
   *
   * @param threshold what it took; null where none was asked
   * @param engagement points for what they did
   * @param negative points taken off, zero or below
   * @param product points for use of the product
   * @param account points for the company
   */
  public record Score(
      int score,
      @Nullable Integer threshold,
      int fit,
      String grade,
      List<String> reasons,
      int policyVersion,
      int engagement,
      int negative,
      int product,
      int account) {
    public Score {
      reasons = List.copyOf(reasons);
    }
  }

  /** How well who they are matches who we sell to, and the rules that say so. */
  public record Fit(int points, String grade, List<String> reasons) {
    public Fit {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A score beside the score.
   *
   * @param name such as "Product use"
   * @param then when it was handed over
   * @param reasons whose numbers add up to what it is now
   */
  public record Beside(String name, int then, int now, List<String> reasons) {
    public Beside {
      reasons = List.copyOf(reasons);
    }

    /** Such as "Product use 80 (85 when handed over): trial started +80". */
    public String inWords() {
      return name + " " + now + (then == now ? "" : " (" + then + " when handed over)")
          + (reasons.isEmpty() ? "" : ": " + String.join(", ", reasons));
    }
  }

  /** Those of the scores beside the score that count or counted, and what was found of the company, in words. */
  public List<String> besideInWords() {
    return Stream.concat(
            Stream.of(product, account).filter(beside -> beside.then() != 0 || beside.now() != 0).map(Beside::inWords),
            Stream.ofNullable(companyInWords))
        .toList();
  }
}
