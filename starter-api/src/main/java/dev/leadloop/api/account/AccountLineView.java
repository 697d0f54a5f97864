package dev.leadloop.api.account;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.accounts.AccountDesk.Scored;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account in a list.
 *
 * @param knownBy whether by its domain or by its name
 * @param people how many leads belong to it, counted up to 1,001
 * @param peopleActive how many of them did something lately, as last counted
 * @param surges topics it reads up on, as last counted
 * @param score points by the policy in force
 * @param computedAt when it was last counted; null before the first time
 */
@Schema(name = "AccountLine")
record AccountLineView(
    String accountId,
    String name,
    String knownBy,
    String key,
    int people,
    int peopleActive,
    int surges,
    int score,
    Instant createdAt,
    @Nullable Instant computedAt) {
  static AccountLineView of(Scored scored) {
    AccountEvidence evidence = scored.account().evidence();
    return new AccountLineView(
        scored.account().accountId(), scored.account().name(), scored.account().kind().toLowerCase(java.util.Locale.ROOT),
        scored.account().key(), scored.account().people(), evidence == null ? 0 : evidence.peopleActive(),
        evidence == null ? 0 : evidence.surges().size(), scored.score().points(), scored.account().createdAt(),
        scored.account().computedAt());
  }
}
