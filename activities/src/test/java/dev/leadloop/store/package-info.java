/** The stores on a real PostgreSQL. */
@NullMarked
package dev.leadloop.store;

import org.jspecify.annotations.NullMarked;
