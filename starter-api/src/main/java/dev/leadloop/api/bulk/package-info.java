/** Calls that give one order for many leads. */
@NullMarked
package dev.leadloop.api.bulk;

import org.jspecify.annotations.NullMarked;
