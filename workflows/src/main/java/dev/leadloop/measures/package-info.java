/** Facts that measures are counted from: what the lines of a lead's journal say of its way, its handoffs and its mail. */
@NullMarked
package dev.leadloop.measures;

import org.jspecify.annotations.NullMarked;
