package dev.leadloop.advice;

import dev.leadloop.account.count.CompanyAtHand;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.policy.LeadPolicy;
import java.util.List;

/**
 * The company of a lead, as far as it takes to try on it what its people may do.
 *
 * @param company as it would be counted
 * @param policy the version in force, by which companies are counted and whoever is new lives
 * @param colleagues those of the others who may come before the lead first, some who are active and some who are not
 */
public record CompanyAround(CompanyAtHand company, LeadPolicy policy, List<Colleague> colleagues) {
  public CompanyAround {
    colleagues = List.copyOf(colleagues);
  }

  /**
   * One whom we know.
   *
   * @param policy the version that this one lives by
   * @param seen whether the company was told of this one before
   */
  public record Colleague(LeadState state, LeadPolicy policy, boolean seen) {}
}
