package dev.leadloop.handoff;

import dev.leadloop.account.AccountEvidence;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was found of the lead's company when it was last counted, whichever of its leads it counts for.
 *
 * @param evidence null where nobody counted the company yet
 * @param countsFor id of the lead that it counts for; null where it counts for none
 */
public record CompanyFound(String accountId, @Nullable AccountEvidence evidence, @Nullable String countsFor) {

  /** Whether it counts for another lead of the company than this one. */
  public boolean countsForAnother(String lead) {
    return countsFor != null && !countsFor.equals(lead);
  }

  /** In a line, such as "Company: 3 people active; reads up on crm software (83 by bombora)"; null where nothing was found. */
  @Nullable String inWords(String lead) {
    if (evidence == null) {
      return null;
    }
    String surges = evidence.surges().stream()
        .map(surge -> surge.topic() + " (" + surge.score() + " by " + surge.source() + ")").collect(Collectors.joining(", "));
    return "Company: " + (evidence.peopleActive() == 1 ? "1 person active" : evidence.peopleActive() + " people active")
        + (surges.isEmpty() ? "" : "; reads up on " + surges)
        + (countsForAnother(lead) ? "; its score counts for another of its people" : "");
  }
}
