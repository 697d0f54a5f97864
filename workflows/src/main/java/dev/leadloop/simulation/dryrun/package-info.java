/** What comes of playing leads: counts, the load of sales, and which leads change sides between two policies, and why. */
@NullMarked
package dev.leadloop.simulation.dryrun;

import org.jspecify.annotations.NullMarked;
