package dev.leadloop.account.alias;

import dev.leadloop.account.alias.AliasStore.Alias;
import dev.leadloop.account.key.AccountKey;
import dev.leadloop.account.key.AccountKey.Kind;
import dev.leadloop.lead.Principal;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Says by which names an account is known beside its own. Those who are known by such a name are moved to it before long,
 * with what is told of them, and back once it is taken away.
 */
public final class Aliases {
  private final AliasStore store;
  private final InstantSource clock;

  /** Each change runs in the caller's transaction. */
  public Aliases(AliasStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What came of naming an alias. */
  public sealed interface Outcome {
    /** It is new. */
    record Added() implements Outcome {}

    /** The account has it already. */
    record Same() implements Outcome {}

    /**
     * It cannot be, because of what other accounts are known by.
     *
     * @param why to be read after the alias, with what to do
     */
    record Conflict(String why) implements Outcome {}
  }

  /** Names an alias of an account that there is. */
  public Outcome add(String accountId, AccountKey company, Principal by) {
    store.lockAll();
    Alias before = store.find(company).orElse(null);
    if (before != null) {
      return before.accountId().equals(accountId) ? new Outcome.Same()
          : new Outcome.Conflict("is an alias of the account " + named(before.accountId()) + "; take it away there first");
    }
    if (company.accountId().equals(accountId)) {
      return new Outcome.Conflict("is the account's own name, by which it is known anyway");
    }
    Optional<Alias> joined = store.ofOwn(accountId);
    if (joined.isPresent()) {
      return new Outcome.Conflict("cannot be named here: this account is itself part of " + named(joined.get().accountId())
          + "; name the alias there");
    }
    if (!store.of(company.accountId()).isEmpty()) {
      return new Outcome.Conflict("is an account with aliases of its own, " + named(company.accountId())
          + "; take those away first, and name them here");
    }
    store.add(company, accountId, by, clock.instant());
    store.recount(accountId, company.accountId());
    return new Outcome.Added();
  }

  /**
   * Takes an alias of an account away; empty where it has none of that name.
   *
   * @param name as it is compared
   */
  public Optional<Alias> remove(String accountId, Kind kind, String name) {
    store.lockAll();
    Optional<Alias> alias = store.of(accountId).stream()
        .filter(known -> known.kind() == kind && known.name().equals(name)).findFirst();
    alias.ifPresent(found -> {
      store.remove(found, clock.instant());
      store.recount(accountId, found.ownAccountId());
    });
    return alias;
  }

  private String named(String accountId) {
    return "'" + store.nameOf(accountId).orElse(accountId) + "' (" + accountId + ")";
  }
}
