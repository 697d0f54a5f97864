package dev.leadloop.account;

import dev.leadloop.account.AccountCountStore.Locked;
import dev.leadloop.account.count.CompanyAtHand;
import dev.leadloop.account.count.CompanyCount;
import dev.leadloop.account.count.CompanyPerson;
import dev.leadloop.lead.LeadId;
import dev.leadloop.policy.LeadPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Companies as they would be counted now; reads only, and nobody waits for it. */
public final class CompaniesAtHand {
  private final AccountCountStore store;

  CompaniesAtHand(AccountCountStore store) {
    this.store = store;
  }

  /**
   * The company of a lead; empty where it has none, or where the policy gives nothing for what a company does.
   *
   * @param latest the policy in force, by which companies are counted
   */
  public Optional<CompanyAtHand> of(LeadId lead, LeadPolicy latest, Instant now) {
    CompanyCount rules = new CompanyCount(latest);
    return rules.counts() ? store.accountOf(lead.value()).map(account -> of(account, lead, rules, now)) : Optional.empty();
  }

  private CompanyAtHand of(Locked account, LeadId lead, CompanyCount rules, Instant now) {
    List<CompanyPerson> people = store.people(account, rules.activity(), rules.from(now), now);
    List<String> others = people.stream()
        .filter(person -> !person.leadId().equals(lead.value()) && person.lastActive() != null)
        .map(CompanyPerson::leadId)
        .toList();
    return new CompanyAtHand(account.accountId(), rules, people,
        store.asked(others, rules.asked(), rules.ofAType(), rules.from(now), now),
        store.surges(account.accountId(), rules.topics(), CompanyCount.SURGES, rules.from(now)),
        account.toldLead(), account.told());
  }

  /** Whether a company has seen that one of its people doing something. */
  public boolean hasSeen(String account, String lead) {
    return store.hasSeen(account, lead);
  }
}
