package dev.leadloop.account.alias;

import dev.leadloop.account.alias.AliasStore.Member;
import dev.leadloop.account.alias.AliasStore.Parting;
import dev.leadloop.account.key.AccountKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has those leads found their account anew whose name has become part of an account, or is so no longer. It can be broken
 * off at any point and goes on where it was.
 */
public final class AliasMoves {
  private static final int AT_A_TIME = 500;

  /** Longer than anybody who read the alias before it was taken away can still be about to store a lead. */
  private static final Duration UNTIL_AGAIN = Duration.ofMinutes(2);

  private final AliasStore store;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  /** Each turn is a transaction of its own. */
  public AliasMoves(AliasStore store, TransactionTemplate transaction, InstantSource clock) {
    this.store = store;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Looks at no more than {@value #AT_A_TIME} leads; whether there is more to do. */
  public boolean moveSome() {
    Integer joined = transaction.execute(status -> store.unsettleJoined(AT_A_TIME));
    return Objects.requireNonNullElse(joined, 0) > 0 || Boolean.TRUE.equals(transaction.execute(status -> part()));
  }

  private boolean part() {
    Instant now = clock.instant();
    Optional<Parting> due = store.lockParting(now);
    due.ifPresent(parting -> {
      List<Member> members = store.members(parting.accountId(), parting.afterLead(), AT_A_TIME);
      List<String> parted = members.stream().filter(member -> isKnownBy(member, parting)).map(Member::leadId).toList();
      if (!parted.isEmpty()) {
        store.unsettle(parted);
      }
      store.passed(parting, members.size() < AT_A_TIME ? null : members.getLast().leadId(), now, UNTIL_AGAIN);
    });
    return due.isPresent();
  }

  private static boolean isKnownBy(Member member, Parting parting) {
    return AccountKey.of(member.emailKey(), member.company())
        .filter(key -> key.kind() == parting.kind() && key.name().equals(parting.name()))
        .isPresent();
  }
}
