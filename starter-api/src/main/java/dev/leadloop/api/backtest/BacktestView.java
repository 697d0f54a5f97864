package dev.leadloop.api.backtest;

import dev.leadloop.backtest.Backtest;
import dev.leadloop.backtest.BacktestOrder;
import dev.leadloop.backtest.LeftOutStore.LeftOut;
import dev.leadloop.backtests.BacktestDesk;
import dev.leadloop.simulation.backtest.ShardResult;
import dev.leadloop.simulation.backtest.Side;
import dev.leadloop.simulation.backtest.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A backtest.
 *
 * @param backtestId by which it is asked for
 * @param state RUNNING, DONE, STOPPED or FAILED
 * @param leads how many came in that time
 * @param leadsDone how many of them have been looked at
 * @param failure where it failed, at what, and what to do
 * @param result null until it is done
 */
@Schema(name = "Backtest")
record BacktestView(
    String backtestId, String state, BacktestOrder asked, long leads, long leadsDone, Instant createdAt, String createdBy,
    @Nullable Instant finishedAt, @Nullable String failure, @Nullable ResultView result) {

  /**
   * What it came to.
   *
   * @param leads of the segment and time that were decided about
   * @param told of them those that a file told of
   * @param failed those whose record cannot be lived again
   * @param events what was recorded of them
   * @param toldSqls leads whose handoff was not decided here but told of the time before they came
   * @param sides how many leads fare how, beside what it is compared with
   * @param weeks how often leads were handed over, by the Monday of the week
   * @param leftOut some of those whose record cannot be lived again, where one backtest is shown
   * @param leaks fields that the policy reads and that were most likely filled in after the outcome
   */
  @Schema(name = "BacktestResult")
  record ResultView(
      long leads, long told, long failed, long events, long toldSqls, Map<Side, Long> sides, @Nullable Verdict was,
      @Nullable Verdict is, Map<String, WeekView> weeks, List<LeftOutView> leftOut, List<LeakView> leaks) {}

  /** A lead that was left out, and why. */
  @Schema(name = "BacktestLeftOut")
  record LeftOutView(String leadId, String why) {}

  /** A field that flatters the policy, and why it is taken for one. */
  @Schema(name = "BacktestLeak")
  record LeakView(String field, String words) {}

  /** How often leads were handed over in one week, by what it is compared with and by what is tried. */
  @Schema(name = "BacktestWeek")
  record WeekView(long was, long is) {}

  static BacktestView of(Backtest one, List<LeftOut> leftOut) {
    return new BacktestView(one.id(), one.progress().state(), one.order(), one.progress().leads(), one.progress().leadsDone(),
        one.createdAt(), one.createdBy(), one.finishedAt(), one.failure(),
        one.result() == null ? null : result(one, one.result(), leftOut));
  }

  private static ResultView result(Backtest one, ShardResult result, List<LeftOut> leftOut) {
    Map<String, WeekView> weeks = new TreeMap<>();
    result.was().weeks().forEach((week, times) -> weeks.put(week.toString(), new WeekView(times, 0)));
    result.is().weeks().forEach((week, times) ->
        weeks.merge(week.toString(), new WeekView(0, times), (was, is) -> new WeekView(was.was(), is.is())));
    return new ResultView(result.leads(), result.told(), result.failed(), result.events(), result.toldSqls(),
        result.sides(), BacktestDesk.was(one), BacktestDesk.is(one), weeks,
        leftOut.stream().map(lead -> new LeftOutView(lead.leadId(), lead.why())).toList(),
        one.leaks().stream().map(leak -> new LeakView(leak.field(), leak.words())).toList());
  }
}
