/** Decisions and effects on a real PostgreSQL. */
@NullMarked
package dev.leadloop.record;

import org.jspecify.annotations.NullMarked;
