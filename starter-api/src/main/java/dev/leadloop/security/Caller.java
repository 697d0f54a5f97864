package dev.leadloop.security;

import dev.leadloop.keys.KeyHolder;
import dev.leadloop.lead.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who makes a call: the key's name and role, the rep a sales key is bound to, and whether a person holds it. The key itself is
 * not kept.
 */
public final class Caller extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final String keyName;
  private final Role role;
  private final @Nullable String repId;
  private final KeyHolder holder;

  /** A caller whose key was found good. */
  public Caller(String keyName, Role role, @Nullable String repId, KeyHolder holder) {
    super(List.of(new SimpleGrantedAuthority(role.name())));
    this.keyName = keyName;
    this.role = role;
    this.repId = repId;
    this.holder = holder;
    setAuthenticated(true);
  }

  /** The same caller, with the hash of the key that a session was opened with. */
  public Caller withKeyHash(String keyHash) {
    Caller caller = new Caller(keyName, role, repId, holder);
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
        && holder == that.holder;
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hash(keyName, role, repId, holder);
  }
}
