/** What a policy would have made of recorded lives, by the door through which leads live, and how right it would have been. */
@NullMarked
package dev.leadloop.simulation.backtest;

import org.jspecify.annotations.NullMarked;
