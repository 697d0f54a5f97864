/** Reads the handoff record out of the store. */
@NullMarked
package dev.leadloop.handoff;

import org.jspecify.annotations.NullMarked;
