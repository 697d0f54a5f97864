/** Calls to addresses that somebody wrote down: where they may lead, and how long they may take. */
@NullMarked
package dev.leadloop.outbound;

import org.jspecify.annotations.NullMarked;
