/** Learned models by version, which of them was in use when, and what foretells by them. */
@NullMarked
package dev.leadloop.prediction.kept;

import org.jspecify.annotations.NullMarked;
