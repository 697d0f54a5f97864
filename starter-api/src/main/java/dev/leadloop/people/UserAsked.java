package dev.leadloop.people;

import dev.leadloop.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a user is to be.
 *
 * @param repId the rep that a SALES user is; null for any other
 * @param timeZone in which pages tell times; null for the organisation's
 */
public record UserAsked(String name, String email, Role role, @Nullable String repId, @Nullable String timeZone) {}
