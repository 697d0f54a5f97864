package dev.leadloop.backtest;

import dev.leadloop.prediction.HandedOverStore;
import dev.leadloop.view.SegmentStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where backtests are kept, and what they are made from. */
record BacktestStores(
    BacktestStore backtests, LeftOutStore leftOut, RecordedLifeStore lives, SegmentStore segments, HandedOverStore handedOver) {
  static BacktestStores over(JdbcClient jdbc) {
    return new BacktestStores(new BacktestStore(jdbc), new LeftOutStore(jdbc), new RecordedLifeStore(jdbc),
        new SegmentStore(jdbc),
        new HandedOverStore(jdbc));
  }
}
