/** What is said to whoever sent something that was taken and will count for nothing; one rule for every door. */
@NullMarked
package dev.leadloop.intake.warning;

import org.jspecify.annotations.NullMarked;
