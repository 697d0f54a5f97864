/** The local PostgreSQL. */
@NullMarked
package dev.leadloop.local.postgres;

import org.jspecify.annotations.NullMarked;
