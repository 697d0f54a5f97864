/** What the person who runs Leadloop can have checked while it runs. */
@NullMarked
package dev.leadloop.checks;

import org.jspecify.annotations.NullMarked;
