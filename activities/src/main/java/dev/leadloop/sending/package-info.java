/** Sending a nurture e-mail once: the ledger, and every check that may hold it at the last instant. */
@NullMarked
package dev.leadloop.sending;

import org.jspecify.annotations.NullMarked;
