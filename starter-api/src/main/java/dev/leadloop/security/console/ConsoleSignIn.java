package dev.leadloop.security.console;

import dev.leadloop.keys.KeyHolder;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.BearerKeyFilter;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.security.VisitorAddress;
import java.time.Clock;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.transaction.TransactionException;

/**
 * Says who signs in to the pages: the console's own user, a user by address and password, or whoever holds an API key and gives
 * it as the password.
 */
final class ConsoleSignIn implements AuthenticationManager {
  private final ConsolePassword password;
  private final ApiKeys keys;
  private final UserSignIn users;
  private final SignInGuard guard;
  /** Of one user from everywhere, so that many visitors gain little. */
  private final SignInGuard userGuard;

  ConsoleSignIn(ConsolePassword password, ApiKeys keys, UserSignIn users, Clock clock) {
    this.password = password;
    this.keys = keys;
    this.users = users;
    this.guard = new SignInGuard(clock, SignInGuard.MOST);
    this.userGuard = new SignInGuard(clock, SignInGuard.MOST_OF_A_USER);
  }

  @Override
  public Authentication authenticate(Authentication given) {
    String address =
        given.getDetails() instanceof WebAuthenticationDetails details
            ? VisitorAddress.of(details.getRemoteAddress())
            : "unknown";
    if (!guard.admit(address)) {
      throw new LockedException("too many tries from this address");
    }
    String user = given.getName().strip();
    String account = UserSignIn.address(user).orElse(null);
    if (account != null && !userGuard.admit(account)) {
      throw new LockedException("too many tries at this user");
    }
    Caller caller =
        recognise(user, String.valueOf(given.getCredentials()))
            .orElseThrow(() -> new BadCredentialsException("neither the password nor a key"));
    guard.wasRight(address);
    if (account != null) {
      userGuard.wasRight(account);
    }
    return caller;
  }

  private Optional<Caller> recognise(String user, String typed) {
    String secret = typed.strip();
    if (password.opens(user, secret)) {
      return Optional.of(new Caller(ConsolePassword.NAME, Role.ADMIN, null, KeyHolder.PERSON));
    }
    try {
      Optional<Caller> person = user.indexOf('@') < 0 ? Optional.empty() : users.recognise(user, typed);
      return person.isPresent() ? person : byKey(secret);
    } catch (DataAccessException | TransactionException databaseDown) {
      throw new AuthenticationServiceException("the database cannot be reached", databaseDown);
    }
  }

  private Optional<Caller> byKey(String secret) {
    if (secret.isEmpty() || secret.length() > BearerKeyFilter.LONGEST_KEY) {
      return Optional.empty();
    }
    // The details stay with the session and let each later request see whether the key still stands.
    return keys.recognise(secret).filter(found -> Role.OF_PEOPLE.contains(found.role()))
        .map(found -> found.withKeyHash(ApiKeys.hash(secret)));
  }
}
