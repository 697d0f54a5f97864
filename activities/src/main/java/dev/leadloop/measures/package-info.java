/** The facts that measures are counted from, as the store has them. */
@NullMarked
package dev.leadloop.measures;

import org.jspecify.annotations.NullMarked;
