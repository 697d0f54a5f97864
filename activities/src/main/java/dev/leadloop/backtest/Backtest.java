package dev.leadloop.backtest;

import dev.leadloop.prediction.model.Suspicion;
import dev.leadloop.simulation.backtest.ShardResult;
import dev.leadloop.temporal.backtest.BacktestProgress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backtest by its record.
 *
 * @param result null until all is added up
 * @param failure what failed and what to do; null where nothing did
 * @param leaks fields that the policy reads and that were most likely filled in after the outcome
 */
public record Backtest(
    String id, BacktestOrder order, BacktestProgress progress, Instant createdAt, String createdBy, @Nullable Instant finishedAt,
    @Nullable ShardResult result, @Nullable String failure, List<Suspicion> leaks) {}
