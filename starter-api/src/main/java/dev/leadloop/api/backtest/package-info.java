/** Calls about backtests. */
@NullMarked
package dev.leadloop.api.backtest;

import org.jspecify.annotations.NullMarked;
