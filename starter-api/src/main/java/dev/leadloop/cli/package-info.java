/** Commands that need no server, such as those that check a policy kept in Git like code. */
@NullMarked
package dev.leadloop.cli;

import org.jspecify.annotations.NullMarked;
