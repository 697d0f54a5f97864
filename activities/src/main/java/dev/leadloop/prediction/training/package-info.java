/** Learns the predictive score from what became of leads. */
@NullMarked
package dev.leadloop.prediction.training;

import org.jspecify.annotations.NullMarked;
