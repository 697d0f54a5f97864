/** Third-party intent: which topics a company reads up on more than usual, as others tell it by file and by call. */
@NullMarked
package dev.leadloop.intent;

import org.jspecify.annotations.NullMarked;
