package dev.leadloop.api.desk;

import dev.leadloop.account.key.CompanyDomain;
import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.desk.AccountOwnerStore;
import dev.leadloop.desk.AccountOwnerStore.AccountOwner;
import dev.leadloop.desk.AccountOwnerStore.Kind;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which rep owns which account. */
@RestController
@Tag(name = "Sales desk")
class AccountOwnerController {
  private static final String PATH = "/api/v1/account-owners";

  private final AccountOwnerStore owners;
  private final AuditTrail audit;

  AccountOwnerController(AccountOwnerStore owners, AuditTrail audit) {
    this.owners = owners;
    this.audit = audit;
  }

  /** An account and who owns it. */
  @Schema(name = "AccountOwnerOwnerSet", example = "{\"kind\":\"domain\",\"name\":\"acme.example\",\"rep\":\"rep-1\"}")
  record AccountOwnerRequest(
      @NotNull @Pattern(regexp = "domain|company", message = "must be domain or company") String kind,
      @NotBlank @Size(max = 253) String name,
      @NotNull @Pattern(regexp = RosterController.ID, message = RosterController.ID_HINT) String rep) {}

  /** All owners. */
  @Schema(name = "AccountOwnerOwners")
  record AccountOwnersView(List<AccountOwnerView> owners) {}

  /**
   * An account and its owner.
   *
   * @param name a domain as addresses have it, or the company in small letters
   */
  @Schema(name = "AccountOwner")
  record AccountOwnerView(Kind kind, String name, String rep) {
    static AccountOwnerView of(AccountOwner owner) {
      return new AccountOwnerView(owner.kind(), owner.name(), owner.rep());
    }
  }

  @GetMapping(PATH)
  @Operation(summary = "List account owners", description = "Leads of these accounts go to their owner before any round.")
  AccountOwnersView all() {
    return new AccountOwnersView(owners.all().stream().map(AccountOwnerView::of).toList());
  }

  @PutMapping(PATH)
  @Operation(
      summary = "Name the owner of an account",
      description = "By mail domain or by company. Domains where anybody has an address, such as gmail.com, and endings such as"
          + " co.uk are no account.")
  AccountOwnerView put(@Valid @RequestBody AccountOwnerRequest set, Caller caller) {
    AccountOwner owner = new AccountOwner(kind(set.kind()), set.name(), set.rep());
    if (owner.kind() == Kind.DOMAIN) {
      checkDomain(owner.name());
    }
    try {
      audit.change(
          caller,
          () -> {
            Optional<String> before = owners.ownerOf(owner.kind(), owner.name());
            owners.save(owner);
            return before;
          },
          before ->
              before.filter(owner.rep()::equals).isPresent()
                  ? null
                  : new Note(
                      "account_owner_set", target(owner.kind(), owner.name()),
                      before.isEmpty() ? Map.of("rep", owner.rep())
                          : Map.of("rep", Map.of("from", before.get(), "to", owner.rep()))));
    } catch (DataIntegrityViolationException noSuchRep) {
      throw FieldError.in("rep", "is not a rep; make it first with PUT /api/v1/reps/{repId}");
    }
    return AccountOwnerView.of(owner);
  }

  @DeleteMapping(PATH)
  @AlsoAnswers(404)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Leave an account without an owner")
  void delete(
      @RequestParam @Pattern(regexp = "domain|company", message = "must be domain or company") String kind,
      @RequestParam @NotBlank @Size(max = 253) String name,
      Caller caller) {
    AccountOwner account = new AccountOwner(kind(kind), name, "");
    Optional<String> before =
        audit.change(
            caller,
            () -> owners.delete(account.kind(), account.name()),
            rep ->
                rep.map(was -> new Note("account_owner_removed", target(account.kind(), account.name()), Map.of("rep", was)))
                    .orElse(null));
    if (before.isEmpty()) {
      throw Problem.NOT_FOUND.because("No owner was named for the " + kind + " '" + name + "'. Nothing was changed.");
    }
  }

  private static void checkDomain(String domain) {
    if (EmailAddresses.normalise("somebody@" + domain).isEmpty()) {
      throw FieldError.in("name", "is no mail domain; give one like acme.example");
    }
    CompanyDomain.fault(domain).ifPresent(fault -> {
      throw FieldError.in("name", fault);
    });
  }

  private static String target(Kind kind, String name) {
    return "account-owner/" + kind.name().toLowerCase(Locale.ROOT) + ":" + name;
  }

  private static Kind kind(String kind) {
    return Kind.valueOf(kind.toUpperCase(Locale.ROOT));
  }
}
