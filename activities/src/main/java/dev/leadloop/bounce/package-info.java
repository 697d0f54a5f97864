/** Reads what mail servers and mailboxes report of our mail: returned, put off, delivered, complained of, opened. */
@NullMarked
package dev.leadloop.bounce;

import org.jspecify.annotations.NullMarked;
