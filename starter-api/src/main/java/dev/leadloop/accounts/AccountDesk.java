package dev.leadloop.accounts;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.account.count.CompanyCount;
import dev.leadloop.naming.NearestName;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.scoring.AccountScore;
import dev.leadloop.security.Caller;
import dev.leadloop.security.LeadSight;
import dev.leadloop.text.VisibleText;
import dev.leadloop.view.AccountReadStore;
import dev.leadloop.view.AccountReadStore.AccountRow;
import dev.leadloop.view.AccountReadStore.Filter;
import dev.leadloop.view.AccountReadStore.PersonRow;
import dev.leadloop.view.AccountReadStore.Sort;
import dev.leadloop.view.ActiveStore;
import dev.leadloop.view.Sight;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds accounts and says what each is worth by the policy in force. */
@Component
public class AccountDesk {
  private static final int AT_A_TIME = 500;
  private static final int LOOKED_AT = 10_000;

  /** The orders a list may be in, as they are asked for. */
  public static final List<String> SORTS =
      Arrays.stream(Sort.values()).map(sort -> sort.name().toLowerCase(Locale.ROOT)).toList();

  private final AccountReadStore reads;
  private final ActiveStore active;
  private final PolicyCatalog policies;
  private final LeadSight sight;
  private final InstantSource clock;

  AccountDesk(
      AccountReadStore reads, ActiveStore active, PolicyCatalog policies, LeadSight sight, InstantSource clock) {
    this.reads = reads;
    this.active = active;
    this.policies = policies;
    this.sight = sight;
    this.clock = clock;
  }

  /**
   * Which accounts are asked for; null means any.
   *
   * @param search part of a name, a domain or an alias
   * @param active people active at least, as last counted
   * @param score account score at least, by the policy in force
   * @param topic that the company reads up on
   * @param after the last account of the page before
   */
  public record Asked(
      @Nullable String search,
      @Nullable Integer active,
      @Nullable Integer score,
      @Nullable String topic,
      Sort sort,
      @Nullable String after,
      int limit) {
    /** The order of that name: active, name or newest. */
    public static Sort sorted(String given) {
      if (!SORTS.contains(given)) {
        throw FieldError.in("sort", NearestName.among(given, SORTS));
      }
      return Sort.valueOf(given.toUpperCase(Locale.ROOT));
    }
  }

  /** An account and what it is worth now. */
  public record Scored(AccountRow account, AccountScore score) {}

  /**
   * One page.
   *
   * @param next the last account looked at, where there are more behind it; the page may hold fewer than were asked for
   *     and still have such, since so many accounts are scored for one page and no more
   */
  public record Found(List<Scored> accounts, int policyVersion, @Nullable String next) {}

  /** Accounts that match and that the caller may look at. */
  public Found list(Asked asked, Caller caller) {
    LeadPolicy policy = policies.latest();
    Instant now = clock.instant();
    Sight seen = sight.of(caller);
    List<Scored> found = new ArrayList<>();
    Integer least = asked.score();
    int portion = least == null ? asked.limit() + 1 : AT_A_TIME;
    String after = asked.after();
    for (int lookedAt = 0; lookedAt < LOOKED_AT; ) {
      List<AccountRow> rows = reads.list(
          new Filter(seen, lower(asked.search()), asked.active(), lower(asked.topic()), asked.sort(), after, portion));
      for (AccountRow row : rows) {
        AccountScore score = AccountScore.of(policy.account(), row.evidence(), now);
        if (least == null || score.points() >= least) {
          if (found.size() == asked.limit()) {
            return new Found(found, policy.version(), found.getLast().account().accountId());
          }
          found.add(new Scored(row, score));
        }
        after = row.accountId();
      }
      lookedAt += rows.size();
      if (rows.size() < portion) {
        return new Found(found, policy.version(), null);
      }
    }
    return new Found(found, policy.version(), after);
  }

  private static @Nullable String lower(@Nullable String text) {
    String known = VisibleText.known(text);
    return known == null ? null : known.toLowerCase(Locale.ROOT);
  }

  /** The account of that id that the caller may look at. */
  public Optional<Scored> find(String accountId, Caller caller) {
    return reads.find(accountId, sight.of(caller)).map(row ->
        new Scored(row, AccountScore.of(policies.latest().account(), row.evidence(), clock.instant())));
  }

  /** The policy in force. */
  public LeadPolicy policy() {
    return policies.latest();
  }

  /** Its version. */
  public int policyVersion() {
    return policy().version();
  }

  /** The account's people that the caller may look at, one more than asked for where there are more. */
  public List<PersonRow> people(String accountId, Caller caller, @Nullable String after, int limit) {
    return reads.people(accountId, sight.of(caller), after, limit + 1);
  }

  /** Who was active when the account was last counted; null where it was not. */
  public @Nullable ActivePeopleView activePeople(AccountRow account, Caller caller) {
    return activePeople(account, account.evidence(), caller);
  }

  /** Who counts as active for the lead that was told; null where it was told nothing. */
  public @Nullable ActivePeopleView toldPeople(AccountRow account, Caller caller) {
    return activePeople(account, account.told(), caller);
  }

  private @Nullable ActivePeopleView activePeople(AccountRow account, @Nullable AccountEvidence found, Caller caller) {
    LeadPolicy policy = policies.latest();
    return found == null
        ? null
        : ActivePeopleView.of(
            active.of(account.accountId(), account.toldLead(), new CompanyCount(policy), found.computedAt(), sight.of(caller)),
            policy);
  }

  /** The policy of that version. */
  public LeadPolicy policy(int version) {
    return policies.version(version);
  }

  /** Whether the caller may look at a lead. */
  public boolean sees(Caller caller, String lead) {
    return sight.sees(caller, lead);
  }
}
