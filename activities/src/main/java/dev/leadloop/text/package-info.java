/** What people write by hand: read for certain, or refused in words that say what to write. */
@NullMarked
package dev.leadloop.text;

import org.jspecify.annotations.NullMarked;
