/** The local stack: a real PostgreSQL and a real Temporal server started for one machine. */
@NullMarked
package dev.leadloop.local;

import org.jspecify.annotations.NullMarked;
