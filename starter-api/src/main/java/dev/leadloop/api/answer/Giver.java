package dev.leadloop.api.answer;

import dev.leadloop.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who gives an answer, and how the call names it.
 *
 * @param key of the header {@value Keyed#HEADER}, under which a call repeated does nothing twice; null where there is none
 */
record Giver(Caller caller, @Nullable String key) {}
