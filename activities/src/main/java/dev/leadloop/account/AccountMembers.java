package dev.leadloop.account;

import dev.leadloop.account.AccountMemberStore.Settled;
import dev.leadloop.account.AccountMemberStore.Stray;
import dev.leadloop.account.key.AccountKey;
import java.util.List;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out to which accounts those leads belong that were there before there were accounts, or whose names an alias has
 * moved, or who tell the name of a company that is called by its domain. It can be broken off at any point and goes on
 * where it was.
 */
public final class AccountMembers {
  private static final int AT_A_TIME = 500;

  private final AccountMemberStore store;
  private final TransactionTemplate transaction;

  /** Each turn is a transaction of its own. */
  public AccountMembers(AccountMemberStore store, TransactionTemplate transaction) {
    this.store = store;
    this.transaction = transaction;
  }

  /** Settles at most {@value #AT_A_TIME} leads; returns how many. */
  public int settleSome() {
    return Objects.requireNonNull(transaction.execute(status -> {
      List<Stray> strays = store.lockSome(AT_A_TIME);
      if (!strays.isEmpty()) {
        store.settle(strays.stream()
            .map(one -> new Settled(one.leadId(), AccountKey.of(one.emailKey(), one.company()).orElse(null), one.found()))
            .toList());
      }
      return strays.size();
    }));
  }
}
