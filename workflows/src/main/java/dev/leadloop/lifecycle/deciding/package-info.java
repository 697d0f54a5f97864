/** One decision being made: what it knows, what it writes down, what it has done and what comes due next. */
@NullMarked
package dev.leadloop.lifecycle.deciding;

import org.jspecify.annotations.NullMarked;
