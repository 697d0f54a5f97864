/** Tests of the way from the inbox to the workflows. */
@NullMarked
package dev.leadloop.inbox;

import org.jspecify.annotations.NullMarked;
