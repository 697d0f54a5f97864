/**
 * Reads what a person wrote back: cuts away what they did not write, and says whether it is an answer, a no, a wish to
 * stop, perhaps one, or a machine's. The wordings are data, one table a language under {@code replies/}; nothing here knows
 * a database or the form mail comes in.
 */
@NullMarked
package dev.leadloop.reply;

import org.jspecify.annotations.NullMarked;
