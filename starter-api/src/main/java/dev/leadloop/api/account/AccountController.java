package dev.leadloop.api.account;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.account.alias.AliasStore;
import dev.leadloop.accounts.AccountDesk;
import dev.leadloop.accounts.AccountDesk.Asked;
import dev.leadloop.accounts.AccountDesk.Found;
import dev.leadloop.accounts.AccountDesk.Scored;
import dev.leadloop.accounts.ActivePeopleView;
import dev.leadloop.accounts.AliasDesk;
import dev.leadloop.api.account.AccountView.AliasView;
import dev.leadloop.api.account.AccountView.EvidenceView;
import dev.leadloop.api.account.AccountView.PersonView;
import dev.leadloop.api.account.AccountView.SpeakerView;
import dev.leadloop.api.account.AccountView.SurgeView;
import dev.leadloop.intent.SurgeFields;
import dev.leadloop.lead.LeadId;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.view.AccountReadStore;
import dev.leadloop.view.AccountReadStore.AccountRow;
import dev.leadloop.view.AccountReadStore.PersonRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The companies behind leads. */
@RestController
@Tag(name = "Accounts")
class AccountController {
  private static final String PATH = "/api/v1/accounts";
  private static final int SURGES = 200;

  private final AccountDesk desk;
  private final AccountReadStore reads;
  private final AliasStore aliases;

  AccountController(AccountDesk desk, AccountReadStore reads, AliasStore aliases) {
    this.desk = desk;
    this.reads = reads;
    this.aliases = aliases;
  }

  /**
   * One page.
   *
   * @param policyVersion by which the scores are
   * @param next the `after` of the page behind it; null on the last
   */
  @Schema(name = "AccountPage")
  record AccountsView(List<AccountLineView> accounts, int policyVersion, @Nullable String next) {}

  @GetMapping(PATH)
  @Operation(
      summary = "Find accounts",
      description =
          "By part of a name, a domain or an alias, by how many people are active at least, by account score at least and by a"
              + " topic it reads up on. Sorted by active (the most first), name or newest. A rep finds those with a lead that"
              + " the rep may look at. With 'score' a page may hold fewer than asked for and still have a next one.")
  AccountsView list(
      @RequestParam(required = false) @Size(max = 200) @Nullable String search,
      @RequestParam(required = false) @Min(1) @Max(1_000_000) @Nullable Integer active,
      @RequestParam(required = false) @Min(1) @Max(1_000_000) @Nullable Integer score,
      @RequestParam(required = false) @Size(max = SurgeFields.TOPIC) @Nullable String topic,
      @RequestParam(defaultValue = "active") String sort,
      @RequestParam(required = false) @Pattern(regexp = AliasDesk.ID_FORM, message = "is not an account's id")
          @Nullable String after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      Caller caller) {
    Found found = desk.list(new Asked(search, active, score, topic, Asked.sorted(sort), after, limit), caller);
    return new AccountsView(found.accounts().stream().map(AccountLineView::of).toList(), found.policyVersion(), found.next());
  }

  @GetMapping(PATH + "/{accountId}")
  @Operation(
      summary = "Read an account",
      description =
          "Its names, its people with what they are worth, the evidence as it was last counted with who is active and by what,"
              + " the topics it reads up on, and"
              + " its score by the policy in force, taken apart. Of the people a rep is shown those whom the rep may look at.")
  AccountView one(
      @PathVariable String accountId,
      @RequestParam(required = false) @Pattern(regexp = LeadId.FORM, message = "is not a lead id") @Nullable String after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      Caller caller) {
    Scored scored = desk.find(accountId, caller).orElseThrow(() -> Problem.NOT_FOUND.because(
        "There is no such account, or none that you may look at. GET " + PATH + " lists those there are."));
    AccountRow account = scored.account();
    List<PersonRow> people = desk.people(accountId, caller, after, limit);
    boolean more = people.size() > limit;
    List<PersonRow> page = more ? people.subList(0, limit) : people;
    return new AccountView(
        accountId, account.name(), account.kind().toLowerCase(Locale.ROOT), account.key(), account.createdAt(),
        aliases.of(accountId).stream().map(AliasView::of).toList(),
        aliases.ofOwn(accountId).map(AliasStore.Alias::accountId).orElse(null),
        aliases.isMoving(accountId),
        account.people(),
        page.stream().map(PersonView::of).toList(),
        more ? page.getLast().leadId() : null,
        account.computedAt(),
        evidence(account.evidence(), desk.activePeople(account, caller)),
        AccountScoreView.of(scored.score(), desk.policyVersion()),
        reads.surges(accountId, SURGES).stream().map(surge -> SurgeView.of(surge, accountId)).toList(),
        speaker(account, caller));
  }

  private @Nullable SpeakerView speaker(AccountRow account, Caller caller) {
    String lead = account.toldLead();
    return lead == null || !desk.sees(caller, lead)
        ? null
        : new SpeakerView(lead, account.toldAt(), evidence(account.told(), null));
  }

  private @Nullable EvidenceView evidence(@Nullable AccountEvidence found, @Nullable ActivePeopleView active) {
    return found == null ? null : EvidenceView.of(found, desk.policy(), active);
  }
}
