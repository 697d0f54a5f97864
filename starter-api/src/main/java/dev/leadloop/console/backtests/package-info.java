/** The pages on which a policy is tried on recorded lives, and what came of it. */
@NullMarked
package dev.leadloop.console.backtests;

import org.jspecify.annotations.NullMarked;
