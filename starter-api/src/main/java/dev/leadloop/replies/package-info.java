/** Settles answers that may ask to stop, for calls and pages alike. */
@NullMarked
package dev.leadloop.replies;

import org.jspecify.annotations.NullMarked;
