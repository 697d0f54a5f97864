/** Pages that tell which signals predict. */
@NullMarked
package dev.leadloop.console.prediction;

import org.jspecify.annotations.NullMarked;
