package dev.leadloop.people;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.people.UserLinks.Handed;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.security.console.UserSignIn;
import dev.leadloop.users.User;
import dev.leadloop.users.UserLinkStore;
import dev.leadloop.users.UserStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Makes and changes users, each change with its line in the audit. */
@Component
public final class Users {
  private static final int LONGEST_NAME = 100;

  private final UserStore store;
  private final UserLinkStore openLinks;
  private final UserLinks links;
  private final AuditTrail audit;
  private final Clock clock;

  Users(UserStore store, UserLinkStore openLinks, UserLinks links, AuditTrail audit, Clock clock) {
    this.store = store;
    this.openLinks = openLinks;
    this.links = links;
    this.audit = audit;
    this.clock = clock;
  }

  /** A user, and the link that sets the password. */
  public record Invited(User user, Handed link) {}

  private record Kept(User user, UserLinks.Made link) {}

  /** Everybody, by name. */
  public List<User> all() {
    return store.all();
  }

  /**
   * Makes a user without a password, and a link that sets one.
   *
   * @throws ProblemException where the address is somebody's, or a field does not do
   */
  public Invited invite(UserAsked asked, Caller by) {
    String email = checked(asked);
    Instant now = clock.instant();
    Kept kept = guarded(() -> audit.change(by, () -> {
      notOfOneWhoLeft(asked);
      User user = inserted(asked, email, by, now);
      return new Kept(user, links.make(user, by.principal().toString(), now));
    }, made -> new Note("user_invited", target(made.user()), said(made.user()))));
    return new Invited(kept.user(), links.hand(kept.user(), kept.link()));
  }

  private User inserted(UserAsked asked, String email, Caller by, Instant now) {
    String handle = Handles.of(asked.name(), email);
    for (int n = 1; ; n++) {
      User user = new User(
          Handles.of(handle, n), asked.name().strip(), email, asked.role().name(), asked.repId(), asked.timeZone(), false, 0,
          null, now, by.principal().toString(), null);
      if (store.insert(user)) {
        return user;
      }
    }
  }

  /**
   * Changes a user; the user's sessions are over where the role, the rep, the address or the right to sign in is another.
   *
   * @throws ProblemException where there is no such user, it is the caller, or a field does not do
   */
  public User change(String handle, UserAsked asked, boolean disabled, Caller by) {
    String email = checked(asked);
    Instant now = clock.instant();
    return guarded(() -> audit.change(by, () -> {
      if (!disabled) {
        notOfOneWhoLeft(asked);
      }
      User before = store.lock(handle).orElseThrow(() -> unknown(handle));
      Instant since = before.disabledAt();
      User after = new User(
          handle, asked.name().strip(), email, asked.role().name(), asked.repId(), asked.timeZone(), before.passwordSet(),
          before.epoch(), disabled ? (since == null ? now : since) : null, before.createdAt(), before.createdBy(),
          before.lastSignInAt());
      boolean ends = !rights(before).equals(rights(after)) || disabled != (since != null);
      if (ends && isSelf(by, handle)) {
        throw Problem.REFUSED.because("Nothing was changed: this is yourself. Have another administrator change your role,"
            + " your address or your right to sign in.");
      }
      store.update(after, ends);
      if (ends) {
        openLinks.voidAll(handle, now);
      }
      return new User[] {before, after};
    }, changed -> note(changed[0], changed[1])))[1];
  }

  private @Nullable Note note(User before, User after) {
    Map<String, Object> difference = audit.difference(said(before), said(after));
    return difference.isEmpty() ? null : new Note("user_changed", target(after), difference);
  }

  /**
   * Makes another link that sets the user's password; the password there is goes on until it is used.
   *
   * @throws ProblemException where there is no such user, or nobody may sign in as the user
   */
  public Handed link(String handle, Caller by) {
    Instant now = clock.instant();
    Kept kept = audit.change(by, () -> {
      User user = store.lock(handle).orElseThrow(() -> unknown(handle));
      if (!user.enabled()) {
        throw Problem.REFUSED.because("Nothing was made: nobody signs in as '" + handle + "', who is disabled.");
      }
      return new Kept(user, links.make(user, by.principal().toString(), now));
    }, made -> new Note("user_link_made", target(made.user()), Map.of("purpose", made.link().purpose().name())));
    return links.hand(kept.user(), kept.link());
  }

  /** Notes in which zone pages tell the caller times; null for the organisation's. */
  public void setZone(Caller.Person person, @Nullable String zone) {
    zone(zone);
    store.setZone(person.handle(), zone);
  }

  /** The user of that handle. */
  public Optional<User> find(String handle) {
    return store.find(handle);
  }

  private void notOfOneWhoLeft(UserAsked asked) {
    String rep = asked.repId();
    if (rep != null && store.hasLeft(rep)) {
      throw FieldError.in("repId", "is a rep who has left: nobody signs in as one. Give a rep who is there, or another role");
    }
  }

  private static boolean isSelf(Caller by, String handle) {
    Caller.Person person = by.person();
    return person != null && person.handle().equals(handle);
  }

  private static List<String> rights(User user) {
    return List.of(user.role(), String.valueOf(user.repId()), user.email());
  }

  private static String checked(UserAsked asked) {
    String name = asked.name().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(c -> !shown(c))) {
      throw FieldError.in("name", "is not a name of 1 to " + LONGEST_NAME + " characters that can be seen");
    }
    if (!Role.OF_PEOPLE.contains(asked.role())) {
      throw FieldError.in("role", "is for systems; give MARKETING, SALES, MANAGER or ADMIN");
    }
    if ((asked.role() == Role.SALES) != (asked.repId() != null)) {
      throw FieldError.in("repId", asked.repId() == null ? "is needed: a SALES user is one rep" : "belongs to SALES users alone");
    }
    zone(asked.timeZone());
    return UserSignIn.address(asked.email()).filter(email -> EmailAddresses.normalise(email).isPresent()).orElseThrow(
        () -> FieldError.in("email", "is not an address of plain letters, such as name@example.com"));
  }

  private static boolean shown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
          Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }

  private static void zone(@Nullable String zone) {
    if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
      throw FieldError.in("timeZone", "is not a time zone such as Europe/Berlin");
    }
  }

  private static <T> T guarded(Supplier<T> change) {
    try {
      return change.get();
    } catch (DuplicateKeyException taken) {
      if (String.valueOf(taken.getMessage()).contains("app_user_of_rep")) {
        throw FieldError.in("repId", "is a rep as whom somebody else signs in; a rep is one person. Disable that user first, or"
            + " make a rep for this one");
      }
      throw Problem.NAME_TAKEN.because("Nothing was changed: there is a user of that address already.");
    } catch (DataIntegrityViolationException noSuchRep) {
      throw FieldError.in("repId", "is not a rep; make the rep first with PUT /api/v1/reps/{repId}");
    }
  }

  private static ProblemException unknown(String handle) {
    return Problem.NOT_FOUND.because("There is no user '" + handle + "'. GET /api/v1/users lists them.");
  }

  static String target(User user) {
    return user.principalId();
  }

  private static Map<String, Object> said(User user) {
    Map<String, Object> said = new TreeMap<>();
    said.put("name", user.name());
    said.put("email", user.email());
    said.put("role", user.role());
    said.put("disabled", !user.enabled());
    said.put("rep", user.repId() == null ? "none" : user.repId());
    said.put("timeZone", user.timeZone() == null ? "none" : user.timeZone());
    return said;
  }
}
