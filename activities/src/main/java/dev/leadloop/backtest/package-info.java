/** Tries policies on the lives on record, shard by shard, and keeps what came of it. */
@NullMarked
package dev.leadloop.backtest;

import org.jspecify.annotations.NullMarked;
