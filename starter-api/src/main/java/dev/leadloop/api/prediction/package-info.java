/** Calls that tell which signals predict. */
@NullMarked
package dev.leadloop.api.prediction;

import org.jspecify.annotations.NullMarked;
