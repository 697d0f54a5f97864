/** Real servers for tests. */
@NullMarked
package dev.leadloop.testing;

import org.jspecify.annotations.NullMarked;
