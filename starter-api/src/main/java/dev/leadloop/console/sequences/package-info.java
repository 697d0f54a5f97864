/** Sequences of nurture: drawn as a flow with what came of each step, paused and resumed. */
@NullMarked
package dev.leadloop.console.sequences;

import org.jspecify.annotations.NullMarked;
