/** The pages of what becomes of mail: the addresses that get none, and how the others are reached. */
@NullMarked
package dev.leadloop.console.suppressions;

import org.jspecify.annotations.NullMarked;
