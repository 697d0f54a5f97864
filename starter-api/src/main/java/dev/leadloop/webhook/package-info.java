/** Links in mail and calls from other systems that carry their own proof: first of all, unsubscribing. */
@NullMarked
package dev.leadloop.webhook;

import org.jspecify.annotations.NullMarked;
