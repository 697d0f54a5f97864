/** Which sales rep a handoff goes to, and who was passed over. */
@NullMarked
package dev.leadloop.routing;

import org.jspecify.annotations.NullMarked;
