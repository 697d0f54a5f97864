package dev.leadloop.intent;

import dev.leadloop.account.key.AccountKey;
import dev.leadloop.account.told.ToldFault;
import dev.leadloop.intent.Intents.Outcome;
import dev.leadloop.intent.SignalIntentStore.SignalTold;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Intent that came as the signal {@code intent_surge} of a lead is told of that lead's company, by the same rules as what
 * comes by call and by file. It is looked for before a company is counted, so that signals cost nothing on their way in; what
 * is found later has the company counted again.
 */
public final class SignalIntents {
  /** Who told it, where the signal does not say. */
  private static final String BY_SIGNAL = "signal";

  private static final int MOST = 1_000;

  /** Nobody asks for older intent. */
  private static final Duration REACH = Duration.ofDays(366);

  private final SignalIntentStore store;
  private final Intents intents;
  private final InstantSource clock;

  SignalIntents(SignalIntentStore store, Intents intents, InstantSource clock) {
    this.store = store;
    this.intents = intents;
    this.clock = clock;
  }

  /** Takes what such signals tell of companies that are about to be counted; returns how many told something new. */
  public int takeSome() {
    Instant now = clock.instant();
    List<ToldSurge> told = store.ofAccountsToCount(now.minus(REACH), now, MOST).stream()
        .map(SignalIntents::surge).flatMap(Optional::stream).toList();
    return (int) intents.take(told).stream()
        .filter(taken -> taken.outcome() == Outcome.FRESH || taken.outcome() == Outcome.UPDATED).count();
  }

  /** What a signal tells; one that names no topic tells nothing of its company. A strength that is not said is none. */
  private static Optional<ToldSurge> surge(SignalTold signal) {
    try {
      AccountKey company = AccountKey.of(signal.emailKey(), signal.company()).orElse(null);
      String score = signal.properties().getOrDefault("score", "");
      return company == null
          ? Optional.empty()
          : Optional.of(SurgeFields.read(
              company, signal.properties().get("topic"), score.isBlank() ? 0 : SurgeFields.score(score),
              signal.properties().getOrDefault("source", BY_SIGNAL), signal.at()));
    } catch (ToldFault nothing) {
      return Optional.empty();
    }
  }
}
