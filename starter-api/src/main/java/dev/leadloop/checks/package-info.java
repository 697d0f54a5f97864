/** What stands still and what does not agree with itself, for whoever runs Leadloop, while it runs. */
@NullMarked
package dev.leadloop.checks;

import org.jspecify.annotations.NullMarked;
