/** Signing in to the console, and its sessions. */
@NullMarked
package dev.leadloop.security.console;

import org.jspecify.annotations.NullMarked;
