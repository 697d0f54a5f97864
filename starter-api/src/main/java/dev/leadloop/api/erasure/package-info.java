/** Calls that have people forgotten, say what was erased where, and tell all that is known of a person. */
@NullMarked
package dev.leadloop.api.erasure;

import org.jspecify.annotations.NullMarked;
