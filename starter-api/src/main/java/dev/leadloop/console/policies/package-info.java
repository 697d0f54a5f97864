/** Pages that policies are read, written, tried, published and rolled out on. */
@NullMarked
package dev.leadloop.console.policies;

import org.jspecify.annotations.NullMarked;
