package dev.leadloop.dryrun;

import dev.leadloop.simulation.dryrun.Change;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.simulation.dryrun.DryRunReport.Made;
import dev.leadloop.simulation.dryrun.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A dry run as lines to be read in a terminal. */
public final class DryRunText {
  private static final int SHOWN = 20;

  private DryRunText() {}

  /** The lines. */
  public static List<String> of(DryRunReport report) {
    List<String> lines = new ArrayList<>();
    DryRunReport.Terms terms = report.terms();
    Made now = report.policy();
    Made before = report.against();
    lines.add(now.count(What.LEAD) + " leads of " + terms.leads() + ", " + terms.days() + " days from " + terms.from()
        + ", sales "
        + terms.sales() + ", seed " + terms.seed());
    lines.add("");
    lines.add(before == null ? number(now.said()) : number(now.said()) + number(before.said()));
    for (What what : What.values()) {
      if (now.count(what) > 0 || before != null && before.count(what) > 0) {
        lines.add(number(now.count(what)) + (before == null ? "" : number(before.count(what))) + "  " + what.words());
      }
    }
    held(now, lines);
    load(now, lines);
    if (before != null) {
      changes(report, lines);
    }
    lines.add("");
    lines.add("What this rests on:");
    terms.assumptions().forEach(assumption -> lines.add("- " + assumption));
    return lines;
  }

  private static void held(Made now, List<String> lines) {
    if (!now.heldBecause().isEmpty()) {
      lines.add("");
      lines.add("Mails held back:");
      now.heldBecause().entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
          .limit(SHOWN)
          .forEach(why -> lines.add(number(why.getValue()) + "  " + why.getKey()));
    }
    now.failedBecause().forEach((why, times) -> lines.add(number(times) + "  could not be played: " + why));
  }

  private static void load(Made now, List<String> lines) {
    Map<String, int[]> reps = new TreeMap<>();
    for (DryRunReport.RepDay day : now.reps()) {
      int[] sum = reps.computeIfAbsent(day.rep(), rep -> new int[3]);
      int offered = day.counts().getOrDefault(What.OFFERED.word(), 0) + day.counts().getOrDefault(What.QUEUED.word(), 0);
      sum[0] += offered;
      sum[1] = Math.max(sum[1], offered);
      sum[2] = Math.max(sum[2], day.mostOpen());
    }
    if (!reps.isEmpty()) {
      lines.add("");
      lines.add("Sales was offered:");
      reps.forEach((rep, sum) -> lines.add(number(sum[0]) + "  " + rep + ", at most " + sum[1] + " a day and " + sum[2]
          + " unanswered at once"));
    }
  }

  private static void changes(DryRunReport report, List<String> lines) {
    lines.add("");
    for (Change.Kind kind : Change.Kind.values()) {
      lines.add(number(report.changed().getOrDefault(kind.word(), 0)) + "  "
          + (kind == Change.Kind.SIDE ? "leads change sides" : kind == Change.Kind.TIME ? "only earlier or later"
              : "only to another rep"));
    }
    report.changes().stream().limit(SHOWN)
        .forEach(one -> lines.add(one.lead() + " (" + one.name() + ") " + one.what() + ": " + one.why()));
    int more = report.changed().values().stream().mapToInt(Integer::intValue).sum() - SHOWN;
    if (more > 0) {
      lines.add("... and " + more + " more; --out writes all of them.");
    }
  }

  private static String number(Object what) {
    return String.format(Locale.ROOT, "%12s", what);
  }
}
