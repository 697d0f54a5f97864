/** From the inbox to the workflows: whatever was committed is rung until it is decided, and no open lead stands still. */
@NullMarked
package dev.leadloop.inbox;

import org.jspecify.annotations.NullMarked;
