package dev.leadloop.accounts;

import dev.leadloop.account.key.CompanyDomain;
import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.desk.AccountOwnerStore;
import dev.leadloop.desk.AccountOwnerStore.AccountOwner;
import dev.leadloop.desk.AccountOwnerStore.Kind;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Names the rep who owns an account and takes that away, with a line on who did it; calls and pages both do it here. */
@Component
public class OwnerDesk {
  /** Characters of a domain or a company. */
  public static final int LONGEST_NAME = 253;

  private final AccountOwnerStore owners;
  private final AuditTrail audit;

  OwnerDesk(AccountOwnerStore owners, AuditTrail audit) {
    this.owners = owners;
    this.audit = audit;
  }

  /** All of them, by kind and name. */
  public List<AccountOwner> all() {
    return owners.all();
  }

  /** Those whose name holds that text and whose owner is that rep, by kind and name; null for any. */
  public List<AccountOwner> find(@Nullable String text, @Nullable String rep, int limit) {
    return owners.find(text, rep, limit);
  }

  /**
   * Names the owner of an account, in place of the one before.
   *
   * @throws ProblemException where the name is no account or the rep is none; nothing is changed then
   */
  public AccountOwner set(AccountOwner owner, Caller by) {
    if (owner.name().isEmpty() || owner.name().length() > LONGEST_NAME) {
      throw FieldError.in("name", "is needed, of at most " + LONGEST_NAME + " characters");
    }
    if (owner.kind() == Kind.DOMAIN) {
      checkDomain(owner.name());
    }
    try {
      audit.change(
          by,
          () -> {
            Optional<String> before = owners.ownerOf(owner.kind(), owner.name());
            owners.save(owner);
            return before;
          },
          before ->
              before.filter(owner.rep()::equals).isPresent()
                  ? null
                  : new Note(
                      "account_owner_set", target(owner),
                      before.isEmpty() ? Map.of("rep", owner.rep())
                          : Map.of("rep", Map.of("from", before.get(), "to", owner.rep()))));
      return owner;
    } catch (DataIntegrityViolationException noSuchRep) {
      throw FieldError.in("rep", "is not a rep; make it first with PUT /api/v1/reps/{repId}");
    }
  }

  /**
   * Leaves an account to the round again.
   *
   * @throws ProblemException where it had no owner
   */
  public void remove(Kind kind, String name, Caller by) {
    AccountOwner account = new AccountOwner(kind, name, "");
    Optional<String> before =
        audit.change(
            by,
            () -> owners.delete(account.kind(), account.name()),
            rep -> rep.map(was -> new Note("account_owner_removed", target(account), Map.of("rep", was))).orElse(null));
    if (before.isEmpty()) {
      throw Problem.NOT_FOUND.because(
          "No owner was named for the " + called(kind) + " '" + name + "'. Nothing was changed.");
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

  private static String target(AccountOwner account) {
    return "account-owner/" + called(account.kind()) + ":" + account.name();
  }

  private static String called(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
