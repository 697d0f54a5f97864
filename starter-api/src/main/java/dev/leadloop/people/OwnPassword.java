package dev.leadloop.people;

import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.Change;
import dev.leadloop.lead.Principal;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.Caller;
import dev.leadloop.security.VisitorAddress;
import dev.leadloop.security.console.Passwords;
import dev.leadloop.security.console.SignInGuard;
import dev.leadloop.security.console.UserSignIn;
import dev.leadloop.users.User;
import dev.leadloop.users.UserLinkStore;
import dev.leadloop.users.UserStore;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do about their own passwords: by a link, by the old one, or by asking for a link. */
@Component
public final class OwnPassword {
  private static final Logger LOG = LoggerFactory.getLogger(OwnPassword.class);
  private static final int LONGEST_TOKEN = 100;
  private static final int WAITING = 200;
  private static final int MOST_OF_A_VISITOR = 10;
  private static final int MOST_LINKS = 3;

  private final UserStore users;
  private final UserLinkStore store;
  private final UserLinks links;
  private final UserSignIn signIn;
  private final Passwords passwords;
  private final AuditStore audit;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final SignInGuard visitors;
  private final SignInGuard mailboxes;
  private final SignInGuard tries;
  /** Beside the request, so that who asks waits as long whether there is such a user or not. */
  private final ThreadPoolExecutor post = new ThreadPoolExecutor(
      0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), new ThreadPoolExecutor.DiscardPolicy());

  OwnPassword(
      UserStore users, UserLinkStore store, UserLinks links, UserSignIn signIn, Passwords passwords, AuditStore audit,
      TransactionTemplate transaction, Clock clock) {
    this.users = users;
    this.store = store;
    this.links = links;
    this.signIn = signIn;
    this.passwords = passwords;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
    this.visitors = new SignInGuard(clock, MOST_OF_A_VISITOR);
    this.mailboxes = new SignInGuard(clock, MOST_LINKS);
    this.tries = new SignInGuard(clock, MOST_OF_A_VISITOR);
  }

  /** What came of setting a password. */
  public sealed interface Set {
    /** It is set; sessions of before are over. */
    record Done() implements Set {}

    /** The link, or the old password, opens nothing. */
    record Closed() implements Set {}

    /**
     * Nothing was changed, and the link still stands.
     *
     * @param why to be read after "The password"
     */
    record Refused(String why) implements Set {}
  }

  /** Whether mails leave the house, without which nobody is sent a link. */
  public boolean mails() {
    return links.mails();
  }

  /** Whose password that link sets, where it still does. */
  public Optional<User> whose(String token) {
    return token.length() > LONGEST_TOKEN
        ? Optional.empty()
        : store.look(ApiKeys.hash(token), clock.instant()).flatMap(users::find);
  }

  /** Sets a password by a link, which is used up by it. */
  public Set byLink(String token, String password) {
    Optional<User> user = whose(token);
    if (user.isEmpty()) {
      return new Set.Closed();
    }
    Optional<String> fault = passwords.fault(password, user.get());
    if (fault.isPresent()) {
      return new Set.Refused(fault.get());
    }
    String hash = passwords.hash(password);
    boolean used = Boolean.TRUE.equals(transaction.execute(status -> {
      Instant now = clock.instant();
      if (store.use(ApiKeys.hash(token), now).isEmpty()) {
        return false;
      }
      set(user.get(), hash, now, "link");
      return true;
    }));
    return used ? new Set.Done() : new Set.Closed();
  }

  /** Sets another password of whoever knows the old one. */
  public Set byOld(Caller.Person person, String old, String password) {
    User user = users.find(person.handle()).orElseThrow();
    if (!tries.admit(person.handle()) || !signIn.hasPassword(person.handle(), old)) {
      return new Set.Closed();
    }
    tries.wasRight(person.handle());
    Optional<String> fault = passwords.fault(password, user);
    if (fault.isPresent()) {
      return new Set.Refused(fault.get());
    }
    String hash = passwords.hash(password);
    transaction.executeWithoutResult(status -> set(user, hash, clock.instant(), "old password"));
    return new Set.Done();
  }

  private void set(User user, String hash, Instant now, String by) {
    users.setPassword(user.handle(), hash);
    store.voidAll(user.handle(), now);
    audit.add(now, new Change(principal(user), "user_password_set", Users.target(user), Map.of("by", by)));
  }

  /**
   * Has a link mailed to that user, if there is one; nobody is told whether there is.
   *
   * @param visitor the address that asks
   * @return false where the visitor must wait first
   */
  public boolean forgotten(String typed, String visitor) {
    if (!visitors.admit(VisitorAddress.of(visitor))) {
      return false;
    }
    post.execute(() -> {
      try {
        UserSignIn.address(typed).filter(mailboxes::admit).flatMap(users::byEmail)
            .filter(user -> user.enabled() && links.mails()).ifPresent(this::mail);
      } catch (RuntimeException failed) {
        LOG.warn("A link for a forgotten password could not be sent: {}", failed.getClass().getSimpleName());
      }
    });
    return true;
  }

  private void mail(User user) {
    Instant now = clock.instant();
    UserLinks.Made made = transaction.execute(status -> links.make(user, principal(user).toString(), now));
    if (made != null && links.hand(user, made).why() != null) {
      LOG.warn("The link for the forgotten password of user {} did not go out", user.handle());
    }
  }

  private static Principal principal(User user) {
    return Caller.ofUser(user, "UTC").principal();
  }

  @PreDestroy
  void close() {
    post.shutdownNow();
  }
}
