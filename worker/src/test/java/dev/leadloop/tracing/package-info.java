/** Traces as they leave a process. */
@NullMarked
package dev.leadloop.tracing;

import org.jspecify.annotations.NullMarked;
