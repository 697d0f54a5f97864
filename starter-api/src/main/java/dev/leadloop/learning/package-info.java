/** Sees to it that the predictive score is learned when it is time, and when somebody orders it. */
@NullMarked
package dev.leadloop.learning;

import org.jspecify.annotations.NullMarked;
