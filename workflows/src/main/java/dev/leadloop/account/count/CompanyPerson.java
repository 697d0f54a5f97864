package dev.leadloop.account.count;

import dev.leadloop.lead.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of a company's people.
 *
 * @param role by its label; null where it is not known
 * @param suppressed whether the address may not be mailed
 * @param givenBack whether sales gave this person back and is left alone, or has to show more, before a handoff by a threshold
 * @param score engagement less what speaks against it
 * @param lastActive when this person last did something that counts; null where that is too long ago to matter
 */
public record CompanyPerson(
    String leadId,
    @Nullable String role,
    Stage stage,
    boolean suppressed,
    boolean givenBack,
    int score,
    int fit,
    @Nullable Instant lastActive) {

  /** When this person was last active, long ago where nobody knows. */
  Instant activeAt() {
    return lastActive == null ? Instant.MIN : lastActive;
  }

  /** Whether sales has this person now. */
  public boolean withSales() {
    return stage == Stage.SALES_QUALIFIED || stage == Stage.ACCEPTED || stage == Stage.OPPORTUNITY;
  }

  /** Whether anything can come of telling it to this person's lead. */
  public boolean open() {
    return withSales() || (stage.nurtured() && !suppressed);
  }
}
