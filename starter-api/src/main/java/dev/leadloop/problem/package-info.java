/** Errors as RFC 9457 problem documents, each with a stable type and a sentence that says what to do. */
@NullMarked
package dev.leadloop.problem;

import org.jspecify.annotations.NullMarked;
