/**
 * Sends e-mail: what one message must be, the ways it leaves, what came of it, and the links in it
 * that act.
 */
@NullMarked
package dev.leadloop.email;

import org.jspecify.annotations.NullMarked;
