package dev.leadloop.security;

import dev.leadloop.keys.KeyHolder;
import dev.leadloop.lead.Principal;
import dev.leadloop.users.User;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who makes a call: the key's name and role, the rep a sales key is bound to, and whether a person holds it; or a person who
 * signed in by name. Neither key nor password is kept.
 */
public final class Caller extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final String keyName;
  private final Role role;
  private final @Nullable String repId;
  private final KeyHolder holder;
  private final @Nullable Person person;

  /**
   * Whoever signed in by name.
   *
   * @param name as people call the person
   * @param timeZone in which pages tell times
   * @param epoch of the user as the session began
   */
  public record Person(String handle, String name, String timeZone, int epoch) implements Serializable {}

  /** A caller whose key was found good. */
  public Caller(String keyName, Role role, @Nullable String repId, KeyHolder holder) {
    this(keyName, role, repId, holder, null);
  }

  private Caller(String keyName, Role role, @Nullable String repId, KeyHolder holder, @Nullable Person person) {
    super(List.of(new SimpleGrantedAuthority(role.name())));
    this.keyName = keyName;
    this.role = role;
    this.repId = repId;
    this.holder = holder;
    this.person = person;
    setAuthenticated(true);
  }

  /** A user who signed in by name; times are told in that zone where the user has none of their own. */
  public static Caller ofUser(User user, String zone) {
    return new Caller(
        user.principalId(), Role.valueOf(user.role()), user.repId(), KeyHolder.PERSON,
        new Person(user.handle(), user.name(), user.timeZone() == null ? zone : user.timeZone(), user.epoch()));
  }

  /** The same caller, with the hash of the key that a session was opened with. */
  public Caller withKeyHash(String keyHash) {
    Caller caller = new Caller(keyName, role, repId, holder, person);
    caller.setDetails(keyHash);
    return caller;
  }

  /** The role of the key. */
  public Role role() {
    return role;
  }

  /** The rep of a sales key; null for any other. */
  public @Nullable String repId() {
    return repId;
  }

  /** Whether a person holds the key, and no system. */
  public boolean isPerson() {
    return holder == KeyHolder.PERSON;
  }

  /** The person, where somebody signed in by name; null for whoever came by a key or the console's own password. */
  public @Nullable Person person() {
    return person;
  }

  /** What people call the caller: the person's name, else the key's. */
  public String shownName() {
    return person == null ? keyName : person.name();
  }

  /** In whose name this call's changes are recorded. */
  public Principal principal() {
    return role.principal(keyName, repId);
  }

  @Override
  public Object getPrincipal() {
    return keyName;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Caller that
        && keyName.equals(that.keyName)
        && role == that.role
        && java.util.Objects.equals(repId, that.repId)
        && holder == that.holder
        && java.util.Objects.equals(person, that.person);
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hash(keyName, role, repId, holder, person);
  }
}
