/** The pages on which a policy is played over leads before anybody lives by it, and what came of it. */
@NullMarked
package dev.leadloop.console.dryrun;

import org.jspecify.annotations.NullMarked;
