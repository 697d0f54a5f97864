/** Pages for who may sign in, with what, and what they have changed. */
@NullMarked
package dev.leadloop.console.settings;

import org.jspecify.annotations.NullMarked;
