package dev.leadloop.security;

import dev.leadloop.lead.Principal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a key may be used for; {@link AccessTable} says which calls that is. */
public enum Role {
  MARKETING,
  /** One sales rep: answers for the rep's own handoffs. */
  SALES,
  MANAGER,
  ADMIN,
  /** A monitoring system: reads how the work stands as numbers, and nothing of any lead. It signs in nowhere. */
  MONITORING;

  /** The roles that people have; a key of any of them signs in to the pages. */
  public static final Set<Role> OF_PEOPLE = Collections.unmodifiableSet(EnumSet.of(MARKETING, SALES, MANAGER, ADMIN));

  /**
   * The principal in whose name a key of this role acts.
   *
   * @param keyName name of the key
   * @param repId the rep of a sales key; null for any other
   */
  Principal principal(String keyName, @Nullable String repId) {
    return switch (this) {
      case MARKETING -> new Principal(Principal.Kind.MARKETING, keyName);
      case SALES -> new Principal(Principal.Kind.REP, repId == null ? keyName : repId);
      case MANAGER -> new Principal(Principal.Kind.MANAGER, keyName);
      case ADMIN -> new Principal(Principal.Kind.ADMIN, keyName);
      case MONITORING -> new Principal(Principal.Kind.SYSTEM, keyName);
    };
  }
}
