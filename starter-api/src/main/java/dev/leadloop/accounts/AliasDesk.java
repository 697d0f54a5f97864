package dev.leadloop.accounts;

import dev.leadloop.account.AccountMembers;
import dev.leadloop.account.alias.AliasMoves;
import dev.leadloop.account.alias.AliasStore;
import dev.leadloop.account.alias.Aliases;
import dev.leadloop.account.alias.Aliases.Outcome;
import dev.leadloop.account.key.AccountKey;
import dev.leadloop.account.key.AccountKey.Kind;
import dev.leadloop.account.told.AccountOpeningStore;
import dev.leadloop.account.told.CompanyFields;
import dev.leadloop.account.told.ToldFault;
import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.security.Caller;
import dev.leadloop.text.VisibleText;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Names aliases and takes them away, with a line on who did it; calls and pages both do it here. */
@Component
public class AliasDesk {
  /** What an account's id looks like. */
  public static final String ID_FORM = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private static final Pattern ID = Pattern.compile(ID_FORM);

  /** So much is moved at once before the caller is answered; the rest is moved meanwhile. */
  private static final int TURNS = 4;

  private final Aliases aliases;
  private final AliasStore store;
  private final AccountOpeningStore accounts;
  private final AliasMoves moves;
  private final AccountMembers members;
  private final AuditTrail audit;
  private final InstantSource clock;

  AliasDesk(
      Aliases aliases,
      AliasStore store,
      AccountOpeningStore accounts,
      AliasMoves moves,
      AccountMembers members,
      AuditTrail audit,
      InstantSource clock) {
    this.aliases = aliases;
    this.store = store;
    this.accounts = accounts;
    this.moves = moves;
    this.members = members;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether there is such an account. */
  public boolean isThere(String accountId) {
    return store.nameOf(accountId).isPresent();
  }

  /** Names an alias of an account that there is. */
  public Outcome add(String accountId, AccountKey company, Caller caller) {
    Outcome outcome = added(accountId, company, caller);
    moveSome();
    return outcome;
  }

  /** An alias as a list tells it; the account by its id, its domain or its name. */
  public record Told(@Nullable String account, @Nullable String domain, @Nullable String company) {}

  /**
   * What came of one alias of a list.
   *
   * @param outcome null where it could not be read
   * @param fault why it could not be read, with what to do; null where it could
   */
  public record Done(@Nullable Outcome outcome, @Nullable String accountId, @Nullable String fault) {}

  /** Names all of them, each by itself; an account that nobody knew is made. */
  public List<Done> addAll(List<Told> told, Caller caller) {
    List<Done> done = told.stream().map(one -> add(one, caller)).toList();
    moveSome();
    return done;
  }

  private Done add(Told told, Caller caller) {
    try {
      AccountKey company = CompanyFields.read(told.domain(), told.domain() == null ? told.company() : null);
      String accountId = account(told.account());
      return new Done(added(accountId, company, caller), accountId, null);
    } catch (ToldFault fault) {
      return new Done(null, null, "'" + fault.field() + "' " + fault.getMessage());
    }
  }

  private String account(@Nullable String account) throws ToldFault {
    String given = VisibleText.known(account);
    if (given == null) {
      throw new ToldFault("account", "is needed: its id, its domain or its name");
    }
    if (ID.matcher(given).matches()) {
      if (!isThere(given)) {
        throw new ToldFault("account", "is no account that is known; give its domain or its name instead");
      }
      return given;
    }
    boolean site = given.indexOf('.') > 0 && given.indexOf(' ') < 0;
    try {
      AccountKey key = CompanyFields.read(site ? given : null, site ? null : given);
      return Objects.requireNonNull(accounts.open(List.of(key), clock.instant()).get(key.accountId()));
    } catch (ToldFault fault) {
      throw new ToldFault("account", fault.getMessage());
    }
  }

  private Outcome added(String accountId, AccountKey company, Caller caller) {
    return audit.change(
        caller,
        () -> aliases.add(accountId, company, caller.principal()),
        done -> done instanceof Outcome.Added ? note("account_alias_added", accountId, company.kind(), company.name()) : null);
  }

  /**
   * Takes an alias away; false where the account has none of that name.
   *
   * @param name as it is compared, or as it was given
   */
  public boolean remove(String accountId, Kind kind, String name, Caller caller) {
    boolean removed = Stream.of(name.strip().toLowerCase(Locale.ROOT), compared(kind, name)).distinct()
        .anyMatch(one -> audit.change(
            caller,
            () -> aliases.remove(accountId, kind, one),
            done -> done.isPresent() ? note("account_alias_removed", accountId, kind, one) : null).isPresent());
    moveSome();
    return removed;
  }

  private static String compared(Kind kind, String name) {
    try {
      return CompanyFields.read(kind == Kind.DOMAIN ? name : null, kind == Kind.COMPANY ? name : null).name();
    } catch (ToldFault fault) {
      return name;
    }
  }

  private void moveSome() {
    boolean more = true;
    for (int turn = 0; turn < TURNS && more; turn++) {
      more = moves.moveSome() | members.settleSome() > 0;
    }
  }

  private static Note note(String action, String accountId, Kind kind, String name) {
    return new Note(action, "account/" + accountId, Map.of("kind", kind.name().toLowerCase(Locale.ROOT), "name", name));
  }
}
