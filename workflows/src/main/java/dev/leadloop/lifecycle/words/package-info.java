/** What people read of a lead: each line of its journal as a sentence, and where it stands. */
@NullMarked
package dev.leadloop.lifecycle.words;

import org.jspecify.annotations.NullMarked;
