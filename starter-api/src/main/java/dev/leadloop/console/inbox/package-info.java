/** The home of whoever sells: handoffs that wait, what was accepted and answered, own hours; and how pages hear of changes. */
@NullMarked
package dev.leadloop.console.inbox;

import org.jspecify.annotations.NullMarked;
