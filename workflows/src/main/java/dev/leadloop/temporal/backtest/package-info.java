/** The workflow that tries a policy on recorded lives, shard by shard, and how it is started and asked. */
@NullMarked
package dev.leadloop.temporal.backtest;

import org.jspecify.annotations.NullMarked;
