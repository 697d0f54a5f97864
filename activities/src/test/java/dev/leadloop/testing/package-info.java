/** A real PostgreSQL for tests, shared by all tests of one JVM. */
@NullMarked
package dev.leadloop.testing;

import org.jspecify.annotations.NullMarked;
