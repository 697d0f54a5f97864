package dev.leadloop.console.lead;

import dev.leadloop.accounts.AccountDesk;
import dev.leadloop.accounts.ActivePeopleView;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.console.accounts.AccountPage;
import dev.leadloop.console.lead.LeadPage.Account;
import dev.leadloop.security.Caller;
import dev.leadloop.view.AccountReadStore;
import dev.leadloop.view.AccountReadStore.AccountRow;
import dev.leadloop.view.AccountReadStore.PersonRow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the company behind a lead, with those of its people that whoever looks may look at. */
@Component
class LeadAccounts {
  private static final int SHOWN = 6;

  private final AccountReadStore accounts;
  private final AccountDesk desk;

  LeadAccounts(AccountReadStore accounts, AccountDesk desk) {
    this.accounts = accounts;
    this.desk = desk;
  }

  /** The company of the lead; null where nothing tells it. */
  @Nullable Account of(String lead, Caller caller, People people, PageTimes times) {
    return accounts.ofLead(lead).map(found -> account(lead, found, caller, people, times)).orElse(null);
  }

  private Account account(String lead, AccountRow account, Caller caller, People people, PageTimes times) {
    String told = account.toldLead();
    String other = told == null || told.equals(lead) ? null : told;
    ActivePeopleView active = other == null && told != null ? desk.toldPeople(account, caller) : null;
    // One more than is shown, the lead itself and the one more that the desk adds.
    List<PersonRow> found = desk.people(account.accountId(), caller, null, SHOWN + 1).stream()
        .filter(one -> !one.leadId().equals(lead)).toList();
    return new Account(
        account.accountId(), account.name(),
        found.stream().limit(SHOWN).map(one -> AccountPage.Person.of(one, people, times)).toList(), found.size() > SHOWN,
        other != null, other != null && desk.sees(caller, other) ? other : null,
        active == null ? List.of() : AccountPage.Active.of(active, times),
        active == null || active.more() == 0 ? "" : AccountPage.Active.more(active));
  }
}
