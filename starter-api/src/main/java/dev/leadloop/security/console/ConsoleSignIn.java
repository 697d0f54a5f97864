package dev.leadloop.security.console;

import dev.leadloop.keys.KeyHolder;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.BearerKeyFilter;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.security.VisitorAddress;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.transaction.TransactionException;

/** Says who signs in to the pages: the console's own user, or whoever holds an API key and gives it as the password. */
final class ConsoleSignIn implements AuthenticationManager {
  private final ConsolePassword password;
  private final ApiKeys keys;
  private final SignInGuard guard;

  ConsoleSignIn(ConsolePassword password, ApiKeys keys, SignInGuard guard) {
    this.password = password;
    this.keys = keys;
    this.guard = guard;
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
    Caller caller =
        recognise(given.getName(), String.valueOf(given.getCredentials()).strip())
            .orElseThrow(() -> new BadCredentialsException("neither the password nor a key"));
    guard.wasRight(address);
    return caller;
  }

  private Optional<Caller> recognise(String user, String secret) {
    if (password.opens(user.strip(), secret)) {
      return Optional.of(new Caller(ConsolePassword.NAME, Role.ADMIN, null, KeyHolder.PERSON));
    }
    if (secret.isEmpty() || secret.length() > BearerKeyFilter.LONGEST_KEY) {
      return Optional.empty();
    }
    try {
      Optional<Caller> caller = keys.recognise(secret).filter(found -> Role.OF_PEOPLE.contains(found.role()));
      // The details stay with the session and let each later request see whether the key still stands.
      return caller.map(found -> found.withKeyHash(ApiKeys.hash(secret)));
    } catch (DataAccessException | TransactionException databaseDown) {
      throw new AuthenticationServiceException("the database cannot be reached", databaseDown);
    }
  }
}
