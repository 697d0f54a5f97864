/** What providers and mailboxes report of our mail, and what it changes: suppressions, signals, the ledger, sequences. */
@NullMarked
package dev.leadloop.provider;

import org.jspecify.annotations.NullMarked;
