/** Traces from a request to the decision and the mail that came of it, where they are recorded at all. */
@NullMarked
package dev.leadloop.tracing;

import org.jspecify.annotations.NullMarked;
