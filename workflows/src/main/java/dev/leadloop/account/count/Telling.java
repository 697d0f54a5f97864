package dev.leadloop.account.count;

import dev.leadloop.account.AccountEvidence;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what of a company once it was counted.
 *
 * @param takenBack whether whoever it spoke through is told that it does so no longer
 * @param news whether whoever it speaks through is told what was found
 * @param speaks through whom it speaks from then on; null for nobody
 * @param told what that lead knows from then on; null for nothing
 */
public record Telling(boolean takenBack, boolean news, @Nullable String speaks, @Nullable AccountEvidence told) {
  /**
   * What is told.
   *
   * @param former through whom it spoke, and {@code knows} what that lead was told; null for nobody and nothing
   * @param best through whom it speaks best now; null for nobody
   * @param tells whether what was found is worth telling to somebody who knows nothing of it
   */
  public static Telling of(
      @Nullable String former, @Nullable AccountEvidence knows, @Nullable String best, AccountEvidence found, boolean tells) {
    boolean moved = former != null && !former.equals(best);
    String speaks = moved ? null : former;
    AccountEvidence told = moved ? null : knows;
    boolean known = speaks != null && CompanyCount.same(told, found);
    return best != null && !known && (tells || speaks != null)
        ? new Telling(moved, true, best, found)
        : new Telling(moved, false, speaks, told);
  }
}
