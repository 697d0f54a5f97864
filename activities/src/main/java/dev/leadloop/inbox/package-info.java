/** The inbox: what was told of a lead and waits for a decision, in which line, and whose doorbell is to be signalled. */
@NullMarked
package dev.leadloop.inbox;

import org.jspecify.annotations.NullMarked;
