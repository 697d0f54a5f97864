package dev.leadloop.security.console;

import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.Change;
import dev.leadloop.security.Caller;
import dev.leadloop.users.User;
import dev.leadloop.users.UserStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Recognises users by address and password or by a provider's word, and says whether a session of theirs still stands. */
@Component
public final class UserSignIn {
  private final UserStore users;
  private final Passwords passwords;
  private final AuditStore audit;
  private final Clock clock;
  private final String zone;

  UserSignIn(
      UserStore users, Passwords passwords, AuditStore audit, Clock clock,
      @Value("${leadloop.organisation.time-zone:UTC}") String zone) {
    this.users = users;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
    this.zone = zone.strip();
  }

  /** The form in which an address is kept; empty where it is nobody's, as one with a letter that looks like another is. */
  public static Optional<String> address(String typed) {
    String text = typed.strip();
    return text.matches("[\\x21-\\x7e]{1,200}") && text.indexOf('@') > 0
        ? Optional.of(text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** Whoever has that address and password; takes as long for an address that nobody has. */
  Optional<Caller> recognise(String typed, String password) {
    Optional<User> user = address(typed).flatMap(users::byEmail).filter(User::enabled);
    String kept = user.flatMap(found -> users.passwordHash(found.handle())).orElse(null);
    if (!passwords.matches(password, kept) || user.isEmpty() || kept == null) {
      return Optional.empty();
    }
    String handle = user.get().handle();
    if (passwords.outdated(kept)) {
      users.rehash(handle, kept, passwords.hash(password));
    }
    return Optional.of(signedIn(user.get(), "password"));
  }

  /** Whoever was invited by that address, which a provider vouches for; empty where nobody was, or the user is disabled. */
  Optional<Caller> vouchedFor(String address) {
    return address(address).flatMap(users::byEmail).filter(User::enabled).map(user -> signedIn(user, "provider"));
  }

  private Caller signedIn(User user, String way) {
    Instant now = clock.instant();
    Caller caller = caller(user);
    users.signedIn(user.handle(), now);
    audit.add(now, new Change(caller.principal(), "user_signed_in", user.principalId(), Map.of("by", way)));
    return caller;
  }

  /** Whether that is the password of the user; for changes that ask for it again. */
  public boolean hasPassword(String handle, String password) {
    return passwords.matches(password, users.passwordHash(handle).orElse(null));
  }

  /** The user as known now; empty where the session is over, since the user was disabled or is another by now. */
  Optional<Caller> stillStands(Caller.Person person) {
    return users.find(person.handle())
        .filter(user -> user.enabled() && user.epoch() == person.epoch())
        .map(this::caller);
  }

  /** Times are told on the user's clock, else on that by which the rep works, else on the organisation's. */
  private Caller caller(User user) {
    String rep = user.repId();
    return Caller.ofUser(user, user.timeZone() != null || rep == null ? zone : users.zoneOfRep(rep).orElse(zone));
  }
}
