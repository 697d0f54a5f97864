/** Sequences paused and let go on, by calls and by pages alike. */
@NullMarked
package dev.leadloop.sequences;

import org.jspecify.annotations.NullMarked;
