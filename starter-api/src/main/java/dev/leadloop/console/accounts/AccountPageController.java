package dev.leadloop.console.accounts;

import dev.leadloop.account.alias.AliasStore;
import dev.leadloop.account.alias.Aliases.Outcome;
import dev.leadloop.account.key.AccountKey;
import dev.leadloop.account.key.AccountKey.Kind;
import dev.leadloop.account.told.CompanyFields;
import dev.leadloop.account.told.ToldFault;
import dev.leadloop.accounts.AccountDesk;
import dev.leadloop.accounts.AccountDesk.Scored;
import dev.leadloop.accounts.AliasDesk;
import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.KnownPeople;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.console.accounts.AccountPage.Evidence;
import dev.leadloop.console.accounts.AccountPage.Name;
import dev.leadloop.console.accounts.AccountPage.Person;
import dev.leadloop.console.accounts.AccountPage.Score;
import dev.leadloop.console.accounts.AccountPage.Speaker;
import dev.leadloop.console.accounts.AccountPage.Surge;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.view.AccountReadStore;
import dev.leadloop.view.AccountReadStore.AccountRow;
import dev.leadloop.view.AccountReadStore.PersonRow;
import dev.leadloop.worker.temporal.TemporalUi;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of one account: its people, what was found, what it is worth, and the names that belong to it. */
@Controller
class AccountPageController extends ConsolePages {
  private static final int PEOPLE = 50;
  private static final int SURGES = 50;
  private static final int COUNTED_TO = 1_000;

  private final AccountDesk desk;
  private final AliasDesk aliases;
  private final AliasStore names;
  private final AccountReadStore reads;
  private final KnownPeople known;
  private final TemporalUi temporalUi;
  private final Clock clock;

  AccountPageController(
      AccountDesk desk, AliasDesk aliases, AliasStore names, AccountReadStore reads, KnownPeople known,
      TemporalUi temporalUi, Clock clock) {
    this.desk = desk;
    this.aliases = aliases;
    this.names = names;
    this.reads = reads;
    this.known = known;
    this.temporalUi = temporalUi;
    this.clock = clock;
  }

  @GetMapping("/accounts/{accountId}")
  String show(
      @PathVariable String accountId, @RequestParam(required = false) @Nullable String after, Model model, Caller caller) {
    Scored scored = known(accountId, caller);
    model.addAttribute("account", page(scored, after, caller));
    model.addAttribute("histories", temporalUi.ofCompany(scored.account().name()).orElse(null));
    return "account";
  }

  @PostMapping("/accounts/{accountId}/aliases")
  String join(
      @PathVariable String accountId,
      @RequestParam(defaultValue = "domain") String kind,
      @RequestParam(defaultValue = "") String name,
      Caller caller,
      RedirectAttributes after) {
    known(accountId, caller);
    try {
      AccountKey company = kind(kind) == Kind.DOMAIN ? CompanyFields.read(name, null) : CompanyFields.read(null, name);
      Outcome outcome = aliases.add(accountId, company, caller);
      switch (outcome) {
        case Outcome.Added ignored ->
            after.addFlashAttribute("done", say("account.done.joined", company.name()));
        case Outcome.Same ignored -> after.addFlashAttribute("done", say("account.done.was", company.name()));
        case Outcome.Conflict conflict ->
            after.addFlashAttribute("refused", say("account.refused.conflict", company.name(), conflict.why()));
      }
    } catch (ToldFault fault) {
      after.addFlashAttribute("refused", say("account.refused.fault", String.valueOf(fault.getMessage())));
    }
    return "redirect:/accounts/" + accountId;
  }

  @PostMapping("/accounts/{accountId}/aliases/remove")
  String part(
      @PathVariable String accountId,
      @RequestParam(defaultValue = "domain") String kind,
      @RequestParam(defaultValue = "") String name,
      Caller caller,
      RedirectAttributes after) {
    known(accountId, caller);
    boolean removed = aliases.remove(accountId, kind(kind), name, caller);
    after.addFlashAttribute(removed ? "done" : "refused", removed ? say("account.done.parted", name)
        : say("account.refused.none"));
    return "redirect:/accounts/" + accountId;
  }

  private Scored known(String accountId, Caller caller) {
    return desk.find(accountId, caller).orElseThrow(() -> Problem.NOT_FOUND.because(
        "There is no such account, or none that you may look at."));
  }

  private AccountPage page(Scored scored, @Nullable String after, Caller caller) {
    AccountRow account = scored.account();
    String id = account.accountId();
    PageTimes times = PageTimes.forReader(PageTimes.zone(desk.policy(), null), clock.instant());
    People called = known.now();
    PolicyNames counted = PolicyNames.of(desk.policy());
    List<PersonRow> people = desk.people(id, caller, after, PEOPLE);
    boolean more = people.size() > PEOPLE;
    List<PersonRow> shown = more ? people.subList(0, PEOPLE) : people;
    return new AccountPage(
        id, account.name(), AccountPage.knownBy(scored),
        names.ofOwn(id).map(AliasStore.Alias::accountId).orElse(null),
        names.isMoving(id),
        account.people() > COUNTED_TO ? "more than 1,000" : String.valueOf(account.people()),
        shown.stream().map(person -> Person.of(person, called, times)).toList(),
        more ? shown.getLast().leadId() : null,
        times.atOrNull(account.computedAt()),
        account.evidence() == null ? null
            : Evidence.of(account.evidence(), desk.policy(), desk.activePeople(account, caller), times),
        Score.of(scored.score(), desk.policyVersion()),
        reads.surges(id, SURGES).stream().map(surge -> Surge.of(surge, id, counted, times)).toList(),
        Optional.ofNullable(account.toldLead())
            .map(lead -> new Speaker(desk.sees(caller, lead) ? lead : null, times.atOrNull(account.toldAt()))).orElse(null),
        names.of(id).stream().map(alias -> Name.of(alias, called, times)).toList(),
        caller.role() == Role.MANAGER || caller.role() == Role.ADMIN);
  }

  private static Kind kind(String given) {
    return given.equals("company") ? Kind.COMPANY : Kind.DOMAIN;
  }
}
