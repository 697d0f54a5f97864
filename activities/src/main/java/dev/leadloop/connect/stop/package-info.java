/** Tells people of a connector that cannot go on without them. */
@NullMarked
package dev.leadloop.connect.stop;

import org.jspecify.annotations.NullMarked;
