package dev.leadloop.scoring;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.scoring.ScoreCard.Contribution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a company is worth by itself, taken apart. It is what the account score of a lead is who has been told the same.
 *
 * @param points whole points after the cap
 * @param parts what each rule gave and what the cap cut; what counted of them adds up to the points
 */
public record AccountScore(int points, List<Contribution> parts) {
  public AccountScore {
    parts = List.copyOf(parts);
  }

  /**
   * The score at an instant.
   *
   * @param evidence null where nothing was found
   */
  public static AccountScore of(AccountRules rules, @Nullable AccountEvidence evidence, Instant at) {
    AccountFold fold = AccountFold.fold(rules, evidence, at);
    List<Contribution> parts = new ArrayList<>(fold.contributions());
    parts.addAll(fold.adjustments());
    return new AccountScore(fold.points(), parts);
  }
}
