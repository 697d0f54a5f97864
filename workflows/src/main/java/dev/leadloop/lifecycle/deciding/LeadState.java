package dev.leadloop.lifecycle.deciding;

import dev.leadloop.account.KnownAccount;
import dev.leadloop.lead.Foretold;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.journal.LeadProgress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision needs to know of one lead.
 *
 * @param seq number of the last decision, 0 before the first
 * @param decidedAt time of the last decision; null before the first
 * @param profile what is known of the lead; of its company what it was last told, and what was
 *     last foretold
 * @param signals the decided signals that may still score, in any order
 * @param progress null before the first decision
 */
public record LeadState(
    LeadId leadId,
    long seq,
    @Nullable Instant decidedAt,
    LeadProfile profile,
    List<Signal> signals,
    @Nullable LeadProgress progress) {

  public LeadState {
    signals = List.copyOf(signals);
    KnownAccount account = progress == null ? null : progress.qualification().account();
    if (account != null && !account.evidence().equals(profile.account())) {
      profile = profile.withAccount(account.evidence());
    }
    Foretold foretold = progress == null ? null : progress.qualification().score().foretold();
    if (!Objects.equals(foretold, profile.foretold())) {
      profile = profile.withForetold(foretold);
    }
  }

  /** A known lead about which nothing has been decided. */
  public static LeadState undecided(LeadId leadId, LeadProfile profile) {
    return new LeadState(leadId, 0, null, profile, List.of(), null);
  }
}
