/** Which signals and facts foretell what becomes of a lead, counted from what was known when it was handed to sales. */
@NullMarked
package dev.leadloop.prediction;

import org.jspecify.annotations.NullMarked;
