/** The pages people read leads on and answer handoffs from, for whoever has signed in. */
@NullMarked
package dev.leadloop.console;

import org.jspecify.annotations.NullMarked;
