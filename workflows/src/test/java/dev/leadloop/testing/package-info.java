/** Real servers for tests, and what wire formats are held against. */
@NullMarked
package dev.leadloop.testing;

import org.jspecify.annotations.NullMarked;
