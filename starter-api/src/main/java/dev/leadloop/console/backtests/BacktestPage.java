package dev.leadloop.console.backtests;

import dev.leadloop.backtest.Backtest;
import dev.leadloop.backtest.BacktestStore.Changed;
import dev.leadloop.backtests.BacktestDesk;
import dev.leadloop.prediction.model.Suspicion;
import dev.leadloop.simulation.backtest.Change;
import dev.leadloop.simulation.backtest.Curve;
import dev.leadloop.simulation.backtest.ShardResult;
import dev.leadloop.simulation.backtest.Share;
import dev.leadloop.simulation.backtest.Target;
import dev.leadloop.simulation.backtest.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A backtest in people's words.
 *
 * @param share per cent of the leads that have been looked at
 * @param leaks what of the policy's fields was most likely filled in after the outcome
 */
public record BacktestPage(
    String id, String policy, String against, String state, long leads, long done, long share, List<HeldCard> held,
    List<WeekRow> weeks, List<String> notes, List<String> leaks) {

  /**
   * How right both were against one target.
   *
   * @param target accepted or won
   * @param rows numbers by both, with their intervals
   */
  public record HeldCard(String target, long open, List<NumberRow> rows, List<TenthRow> tenths) {}

  /** One number by what it is compared with, and by what is tried. */
  public record NumberRow(String name, String was, String is) {}

  /**
   * One tenth of the leads by the policy that is tried.
   *
   * @param bar its length in per cent of the longest
   */
  public record TenthRow(int number, String leads, String good, String rate, String lift, long bar) {}

  /** How often leads were handed over in one week. */
  public record WeekRow(String week, long was, long is) {}

  /** A lead that changes sides. */
  public record ChangeRow(String leadId, String name, String at, String why, String outcome) {
    static ChangeRow of(Changed one) {
      Change change = one.change();
      List<String> why = new ArrayList<>(List.of(change.cause()));
      if (!change.lacking().isEmpty()) {
        why.add("lacks " + String.join(", ", change.lacking()));
      }
      change.rules().forEach(rule -> why.add(rule.label() + ": " + rule.is() + " instead of " + rule.was()));
      return new ChangeRow(change.lead().value(), Objects.toString(one.name(), change.lead().value()),
          change.at().toString().substring(0, 10), String.join("; ", why), Objects.toString(one.outcome(), ""));
    }
  }

  static BacktestPage of(Backtest one) {
    ShardResult result = one.result();
    Verdict was = BacktestDesk.was(one);
    Verdict is = BacktestDesk.is(one);
    List<HeldCard> held = new ArrayList<>();
    if (was != null && is != null) {
      for (Target target : Target.values()) {
        held.add(card(target, Objects.requireNonNull(was.held().get(target)), Objects.requireNonNull(is.held().get(target))));
      }
    }
    long leads = one.progress().leads();
    return new BacktestPage(
        one.id(), one.order().policy(), one.order().against() == null ? "" : String.valueOf(one.order().against()),
        one.progress().state().toLowerCase(Locale.ROOT), leads, one.progress().leadsDone(),
        leads == 0 ? 100 : one.progress().leadsDone() * 100 / leads, held, result == null ? List.of() : weeks(result),
        notes(one, was, is), one.leaks().stream().map(Suspicion::words).toList());
  }

  private static List<String> notes(Backtest one, @Nullable Verdict was, @Nullable Verdict is) {
    ShardResult result = one.result();
    String failure = one.failure();
    if (result == null || was == null || is == null) {
      return failure == null ? List.of() : List.of(failure);
    }
    List<String> notes = new ArrayList<>();
    String segment = one.order().segment();
    if (segment != null) {
      notes.add("Leads of the segment " + segment + " alone, as far as what is known of them today puts them there.");
    }
    notes.add(String.format(Locale.ROOT, "%,d leads and %,d things that happened to them were looked at.", result.leads(),
        result.events()));
    notes.add(String.format(Locale.ROOT, "SQLs: %,d instead of %,d, in a week %.1f instead of %.1f. MQLs: %,d instead of %,d.",
        is.sqls(), was.sqls(), is.sqlsPerWeek(), was.sqlsPerWeek(), is.mqls(), was.mqls()));
    if (result.told() > 0) {
      notes.add(String.format(Locale.ROOT,
          "A file told of %,d of them: what was known of these, and when, is as the file has it.", result.told()));
    }
    if (result.toldSqls() > 0) {
      notes.add(String.format(Locale.ROOT,
          "Of the SQLs before, %,d were told of the time before the leads came here, and not decided here.", result.toldSqls()));
    }
    if (result.failed() > 0) {
      notes.add(String.format(Locale.ROOT, "The record of %,d cannot be lived again; they count nowhere.", result.failed()));
    }
    return notes;
  }

  private static HeldCard card(Target target, Verdict.Against was, Verdict.Against is) {
    return new HeldCard(target.name().toLowerCase(Locale.ROOT), is.open(), List.of(
        new NumberRow("precision", words(was.precision()), words(is.precision())),
        new NumberRow("recall", words(was.recall()), words(is.recall())),
        new NumberRow("f1", interval(was.f1()), interval(is.f1())),
        new NumberRow("auc", words(was.auc()), words(is.auc())),
        new NumberRow("found", count(was.found()), count(is.found())),
        new NumberRow("wrong", count(was.wrong()), count(is.wrong())),
        new NumberRow("missed", count(was.missed()), count(is.missed())),
        new NumberRow("spared", count(was.spared()), count(is.spared()))), tenths(is));
  }

  private static List<TenthRow> tenths(Verdict.Against is) {
    double longest = is.tenths().stream().mapToDouble(Curve.Tenth::lift).max().orElse(1);
    return is.tenths().stream().map(one -> new TenthRow(one.number(), String.format(Locale.ROOT, "%,.0f", one.leads()),
        String.format(Locale.ROOT, "%,.1f", one.good()), percent(one.rate()),
        String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", one.lift(), one.low(), one.high()),
        longest <= 0 ? 0 : Math.round(one.lift() / longest * 100))).collect(Collectors.toList());
  }

  private static List<WeekRow> weeks(ShardResult result) {
    TreeSet<LocalDate> weeks = new TreeSet<>(result.was().weeks().keySet());
    weeks.addAll(result.is().weeks().keySet());
    return weeks.descendingSet().stream()
        .map(week -> new WeekRow(week.toString(), result.was().weeks().getOrDefault(week, 0L),
            result.is().weeks().getOrDefault(week, 0L)))
        .toList();
  }

  private static String words(Share share) {
    return share.of() == 0 ? "–"
        : String.format(Locale.ROOT, "%s, %,d of %,d", interval(share), share.part(), share.of());
  }

  private static String interval(Share share) {
    return share.of() == 0 ? "–" : percent(share.value()) + " (" + percent(share.low()) + " to " + percent(share.high()) + ")";
  }

  private static String words(Curve.@Nullable Auc auc) {
    return auc == null ? "–" : String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", auc.value(), auc.low(), auc.high());
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f %%", part * 100);
  }

  private static String count(long many) {
    return String.format(Locale.ROOT, "%,d", many);
  }
}
