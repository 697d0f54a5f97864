/** Reads what was known of leads when they were handed over, and counts what came of it. */
@NullMarked
package dev.leadloop.prediction;

import org.jspecify.annotations.NullMarked;
