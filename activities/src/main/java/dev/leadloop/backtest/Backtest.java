package dev.leadloop.backtest;

import dev.leadloop.simulation.backtest.ShardResult;
import dev.leadloop.temporal.backtest.BacktestProgress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backtest by its record.
 *
 * @param result null until all is added up
 */
public record Backtest(
    String id, BacktestOrder order, BacktestProgress progress, Instant createdAt, String createdBy, @Nullable Instant finishedAt,
    @Nullable ShardResult result) {}
