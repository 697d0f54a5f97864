package dev.leadloop.console.dryrun;

import dev.leadloop.backtest.Backtest;
import dev.leadloop.backtests.BacktestDesk;
import dev.leadloop.console.measures.FigureWords;
import dev.leadloop.dryrun.Simulation;
import dev.leadloop.policyfile.draft.Draft;
import dev.leadloop.simulation.backtest.Share;
import dev.leadloop.simulation.backtest.Target;
import dev.leadloop.simulation.backtest.Verdict;
import dev.leadloop.simulation.dryrun.Change;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.simulation.dryrun.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would do, beside the button that publishes it.
 *
 * @param dryRun the newest dry run of it; null where there is none
 * @param backtest likewise
 */
record WhatIfCard(String draft, @Nullable Tried dryRun, @Nullable Tried backtest) {

  /**
   * One trial.
   *
   * @param state {@code waiting}, {@code running}, {@code done}, {@code failed} or {@code stopped}
   * @param share per cent of it that is through; null where nobody knows
   * @param outdated whether the draft was changed since
   * @param failure why nothing came of it; null otherwise
   */
  record Tried(
      String id, String state, @Nullable Integer share, boolean outdated, @Nullable String failure, List<Number> numbers) {
    /** Whether it goes on. */
    public boolean open() {
      return state.equals("waiting") || state.equals("running");
    }
  }

  /** What it came to, by the draft and by what it is compared with. */
  record Number(String name, String is, String was) {}

  static WhatIfCard of(Draft draft, @Nullable Simulation dryRun, @Nullable Backtest backtest) {
    return new WhatIfCard(draft.name(), dryRun == null ? null : tried(draft, dryRun),
        backtest == null ? null : tried(draft, backtest));
  }

  /** Whether either goes on. */
  public boolean open() {
    return dryRun != null && dryRun.open() || backtest != null && backtest.open();
  }

  private static Tried tried(Draft draft, Simulation run) {
    DryRunReport report = run.result();
    Integer total = run.total();
    List<Number> numbers = new ArrayList<>();
    if (report != null) {
      for (What what : List.of(What.MQL, What.SQL, What.SENT, What.ESCALATED)) {
        numbers.add(new Number(what.word(), FigureWords.count(report.policy().count(what)),
            report.against() == null ? "" : FigureWords.count(report.against().count(what))));
      }
      numbers.add(new Number("sides", FigureWords.count(report.changed().getOrDefault(Change.Kind.SIDE.word(), 0)), ""));
    }
    return new Tried(
        run.id(), run.state().name().toLowerCase(Locale.ROOT),
        total == null || total == 0 ? null : (int) Math.min(100, 100L * run.done() / total),
        !draft.document().equals(run.order().policy().document()), run.failure(), numbers);
  }

  private static Tried tried(Draft draft, Backtest backtest) {
    Verdict is = BacktestDesk.is(backtest);
    Verdict was = BacktestDesk.was(backtest);
    List<Number> numbers = new ArrayList<>();
    if (is != null && was != null) {
      numbers.add(new Number("sqls", FigureWords.count(is.sqls()), FigureWords.count(was.sqls())));
      for (Target target : Target.values()) {
        numbers.add(new Number(
            "precision-" + target.name().toLowerCase(Locale.ROOT),
            share(Objects.requireNonNull(is.held().get(target)).precision()),
            share(Objects.requireNonNull(was.held().get(target)).precision())));
      }
    }
    long leads = backtest.progress().leads();
    return new Tried(
        backtest.id(), backtest.progress().state().toLowerCase(Locale.ROOT),
        leads == 0 ? null : (int) (100 * backtest.progress().leadsDone() / leads),
        backtest.createdAt().isBefore(draft.sentAt()), null, numbers);
  }

  private static String share(Share share) {
    return share.of() == 0 ? FigureWords.NONE : FigureWords.percent(share.value());
  }
}
