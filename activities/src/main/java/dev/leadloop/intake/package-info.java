/** The one door of everything that tells of a lead: what a field may hold, whichever way it comes in. */
@NullMarked
package dev.leadloop.intake;

import org.jspecify.annotations.NullMarked;
