/** Answers that may ask to stop, listed and settled. */
@NullMarked
package dev.leadloop.api.reply;

import org.jspecify.annotations.NullMarked;
