package dev.leadloop.security.console;

import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.Caller;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says whether what somebody signed in with still stands: asked with each request, and as long as a page listens. */
@Component
public final class Standing {
  private final ApiKeys keys;
  private final UserSignIn users;

  Standing(ApiKeys keys, UserSignIn users) {
    this.keys = keys;
    this.users = users;
  }

  /**
   * The caller as known now; empty where the key was revoked since, or the user disabled or changed.
   *
   * @throws org.springframework.dao.DataAccessException where nobody can say so now
   */
  public Optional<Caller> now(Caller caller) {
    Caller.Person person = caller.person();
    if (person != null) {
      return users.stillStands(person);
    }
    return caller.getDetails() instanceof String keyHash
        ? keys.recogniseHash(keyHash).map(found -> caller)
        : Optional.of(caller);
  }
}
