package dev.leadloop.api.desk;

import dev.leadloop.accounts.OwnerDesk;
import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.desk.AccountOwnerStore.AccountOwner;
import dev.leadloop.desk.AccountOwnerStore.Kind;
import dev.leadloop.reps.RosterDesk;
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

  private final OwnerDesk owners;

  AccountOwnerController(OwnerDesk owners) {
    this.owners = owners;
  }

  /** An account and who owns it. */
  @Schema(name = "AccountOwnerOwnerSet", example = "{\"kind\":\"domain\",\"name\":\"acme.example\",\"rep\":\"rep-1\"}")
  record AccountOwnerRequest(
      @NotNull @Pattern(regexp = "domain|company", message = "must be domain or company") String kind,
      @NotBlank @Size(max = OwnerDesk.LONGEST_NAME) String name,
      @NotNull @Pattern(regexp = RosterDesk.ID, message = RosterDesk.ID_HINT) String rep) {}

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
    return AccountOwnerView.of(owners.set(new AccountOwner(kind(set.kind()), set.name(), set.rep()), caller));
  }

  @DeleteMapping(PATH)
  @AlsoAnswers(404)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Leave an account without an owner")
  void delete(
      @RequestParam @Pattern(regexp = "domain|company", message = "must be domain or company") String kind,
      @RequestParam @NotBlank @Size(max = OwnerDesk.LONGEST_NAME) String name,
      Caller caller) {
    owners.remove(kind(kind), name, caller);
  }

  private static Kind kind(String kind) {
    return Kind.valueOf(kind.toUpperCase(Locale.ROOT));
  }
}
