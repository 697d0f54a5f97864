package dev.leadloop.account;

import dev.leadloop.account.AccountCountStore.Locked;
import dev.leadloop.account.AccountCountStore.Newcomer;
import dev.leadloop.account.count.BestContact;
import dev.leadloop.account.count.CompanyCount;
import dev.leadloop.account.count.CompanyPerson;
import dev.leadloop.account.count.Telling;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.record.PolicySource;
import dev.leadloop.text.Discreet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts the people of companies together and tells what was found to one lead of each, where it is other than what that
 * lead knows. Several processes may do it side by side. Counting, telling and noting what was told are one transaction: it
 * can be broken off at any point, and nothing is told twice or lost.
 */
public final class AccountCounting {
  /** Companies in one turn; the rest wait for the next. */
  private static final int AT_A_TIME = 50;

  /** One in so many is of those that came in bulk, so that they are not kept waiting for ever. */
  private static final int TURNS = 4;

  /** A company is not counted more often than that for people who do nothing any more. */
  private static final Duration BETWEEN_RECOUNTS = Duration.ofHours(1);

  /** After that long an account that could not be counted is tried again. */
  private static final Duration TRIED_AGAIN = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(AccountCounting.class);

  private final AccountCountStore store;
  private final InboxStore inbox;
  private final PolicySource policies;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  AccountCounting(
      AccountCountStore store, InboxStore inbox, PolicySource policies, TransactionTemplate transaction, InstantSource clock) {
    this.store = store;
    this.inbox = inbox;
    this.policies = policies;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Has what a company's people do be gathered for that long before it is counted, by whichever process. */
  public void gatherFor(Duration debounce) {
    store.gatherFor(debounce);
  }

  /** Counts companies that are due, at most {@value #AT_A_TIME}; returns how many. */
  public int countSome() {
    transaction.executeWithoutResult(status -> store.callForRecounts(AT_A_TIME, clock.instant()));
    int counted = 0;
    while (counted < AT_A_TIME && countNext(counted % TURNS == TURNS - 1)) {
      counted++;
    }
    return counted;
  }

  /** What cannot be counted for a reason of its own waits, so that no other company waits behind it. */
  private boolean countNext(boolean bulkFirst) {
    AtomicReference<@Nullable String> taken = new AtomicReference<>();
    try {
      transaction.executeWithoutResult(status -> {
        Optional<String> due = store.takeDue(bulkFirst).or(() -> store.takeDue(!bulkFirst));
        due.ifPresent(taken::set);
        due.flatMap(store::lock).ifPresent(this::count);
      });
    } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException nobodysOwn) {
      throw nobodysOwn;
    } catch (RuntimeException failed) {
      String account = taken.get();
      if (account == null) {
        throw failed;
      }
      LOG.warn("Account {} could not be counted; it is tried again in {}", account, TRIED_AGAIN, Discreet.of(failed));
      transaction.executeWithoutResult(status -> store.putOff(account, TRIED_AGAIN));
    }
    return taken.get() != null;
  }

  private void count(Locked account) {
    CompanyCount rules = new CompanyCount(policies.latest());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<CompanyPerson> people = store.people(account, rules.activity(), rules.from(now), now);
    CompanyPerson best = BestContact.of(people, account.toldLead()).orElse(null);
    List<String> others = people.stream().filter(person -> !person.equals(best) && person.lastActive() != null)
        .map(CompanyPerson::leadId).toList();
    AccountEvidence evidence = CompanyCount.evidence(
        people,
        store.asked(others, rules.asked(), rules.ofAType(), rules.from(now), now),
        store.surges(account.accountId(), rules.topics(), CompanyCount.SURGES, rules.from(now)),
        now);
    List<Newcomer> newcomers = newcomers(account, people, rules, now);
    boolean tells = rules.counts() && CompanyCount.tellsSomething(evidence);
    Locked after = tell(account, best == null ? null : best.leadId(), evidence, tells);
    if (best != null && rules.counts()) {
      announce(best.leadId(), newcomers, people);
    }
    store.counted(after, evidence, recountAt(rules.fewerAt(people), people, now), now);
  }

  /** Those whom the account had not seen before; the first one of a company is nobody new to it. */
  private List<Newcomer> newcomers(Locked account, List<CompanyPerson> people, CompanyCount rules, Instant now) {
    List<String> active = people.stream().filter(person -> person.lastActive() != null).map(CompanyPerson::leadId).toList();
    List<Newcomer> fresh = store.see(account.accountId(), active, rules.activity(), now);
    boolean first = fresh.size() == active.size();
    return fresh.stream()
        .skip(first ? 1 : 0)
        .filter(one -> one.since().isAfter(account.createdAt()))
        .toList();
  }

  private Locked tell(Locked account, @Nullable String best, AccountEvidence evidence, boolean tells) {
    int telling = account.tellings() + 1;
    String former = account.toldLead();
    Telling told = Telling.of(former, account.told(), best, evidence, tells);
    List<InboxRow> rows = new ArrayList<>();
    if (former != null && told.takenBack() && store.isThere(former)) {
      rows.add(told(account, former, null, telling, evidence.computedAt()));
    }
    if (best != null && told.news()) {
      rows.add(told(account, best, evidence, telling, evidence.computedAt()));
    }
    inbox.appendAll(rows);
    return new Locked(account.accountId(), account.createdAt(), told.speaks(), told.told(),
        rows.isEmpty() ? account.tellings() : telling);
  }

  private static InboxRow told(
      Locked account, String lead, @Nullable AccountEvidence evidence, int telling, Instant at) {
    return InboxRow.called(
        new LeadId(lead), "account-" + account.accountId() + "-" + telling, "account_told", at, Principal.SYSTEM,
        new EventBody.AccountTold(account.accountId(), evidence));
  }

  /** One signal, however many are new; nobody is new to a company twice, so the first of them names it. */
  private void announce(String best, List<Newcomer> newcomers, List<CompanyPerson> people) {
    List<Newcomer> others = newcomers.stream().filter(one -> !one.leadId().equals(best)).toList();
    if (others.isEmpty()) {
      return;
    }
    Set<String> ids = others.stream().map(Newcomer::leadId).collect(Collectors.toSet());
    Map<String, String> properties = CompanyCount.announced(people.stream().filter(one -> ids.contains(one.leadId())).toList());
    inbox.append(
        InboxRow.called(
            new LeadId(best), "stakeholder-" + others.get(0).leadId(), OwnSignals.STAKEHOLDER_ADDED, others.get(0).since(),
            Principal.SYSTEM, new EventBody.Engaged(OwnSignals.STAKEHOLDER_ADDED, properties, false)));
  }

  private static @Nullable Instant recountAt(@Nullable Instant fewer, List<CompanyPerson> people, Instant now) {
    if (fewer == null || people.size() < 2) {
      return null;
    }
    Instant soonest = now.plus(BETWEEN_RECOUNTS);
    return fewer.isBefore(soonest) ? soonest : fewer;
  }
}
