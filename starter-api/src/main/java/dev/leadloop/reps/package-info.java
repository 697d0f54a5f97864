/** When a rep works, by the one rule that calls and pages share; each rep may say so of the own hours. */
@NullMarked
package dev.leadloop.reps;

import org.jspecify.annotations.NullMarked;
