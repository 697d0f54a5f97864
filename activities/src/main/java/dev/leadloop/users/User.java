package dev.leadloop.users;

import dev.leadloop.lead.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who signs in to the pages.
 *
 * @param handle by which histories call the user, for good
 * @param email in small letters
 * @param role MARKETING, SALES, MANAGER or ADMIN
 * @param repId the rep that a SALES user is; null for any other
 * @param timeZone in which pages tell times; null for the organisation's
 * @param passwordSet whether there is a password; without one nobody signs in as the user
 * @param epoch sessions that were begun under an earlier one are over
 * @param disabledAt since when nobody signs in as the user; null where people may
 * @param createdBy the principal, as text
 * @param lastSignInAt null where the user never signed in
 */
public record User(
    String handle,
    String name,
    String email,
    String role,
    @Nullable String repId,
    @Nullable String timeZone,
    boolean passwordSet,
    int epoch,
    @Nullable Instant disabledAt,
    Instant createdAt,
    String createdBy,
    @Nullable Instant lastSignInAt) {

  /** What the user is called, whatever the role: no key has such a name. */
  public String principalId() {
    return Principal.USER + handle;
  }

  /** What histories call the user: who is a rep goes by the rep, as whom nobody else signs in. */
  public String inHistories() {
    return inHistories(handle, repId);
  }

  /** What histories call the user of that handle, who is that rep or none. */
  public static String inHistories(String handle, @Nullable String repId) {
    return repId == null ? Principal.USER + handle : new Principal(Principal.Kind.REP, repId).toString();
  }

  /** Whether somebody may sign in as the user, once there is a password. */
  public boolean enabled() {
    return disabledAt == null;
  }
}
