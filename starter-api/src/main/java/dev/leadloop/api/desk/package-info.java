/** The sales desk over HTTP: handoffs, reps and teams. */
@NullMarked
package dev.leadloop.api.desk;

import org.jspecify.annotations.NullMarked;
