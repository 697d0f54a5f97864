/** Lends leads a virtual clock and a world: the decision that is made is the one that runs live, and no rule is here twice. */
@NullMarked
package dev.leadloop.simulation;

import org.jspecify.annotations.NullMarked;
