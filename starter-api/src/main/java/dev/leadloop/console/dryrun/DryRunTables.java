package dev.leadloop.console.dryrun;

import dev.leadloop.console.People;
import dev.leadloop.console.dryrun.DryRunPage.Bar;
import dev.leadloop.console.dryrun.DryRunPage.DayRow;
import dev.leadloop.console.dryrun.DryRunPage.HabitRow;
import dev.leadloop.console.dryrun.DryRunPage.RepDayRow;
import dev.leadloop.console.dryrun.DryRunPage.RepRow;
import dev.leadloop.console.dryrun.DryRunPage.Sales;
import dev.leadloop.console.measures.FigureWords;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.simulation.dryrun.DryRunReport.Habit;
import dev.leadloop.simulation.dryrun.DryRunReport.Made;
import dev.leadloop.simulation.dryrun.DryRunReport.RepDay;
import dev.leadloop.simulation.dryrun.What;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happens in a dry run by day and by rep. */
final class DryRunTables {
  /** Columns of the table of days. */
  static final List<What> OF_DAYS =
      List.of(What.SENT, What.HELD, What.NOT_SENT, What.MQL, What.PQL, What.SQL, What.OFFERED, What.DUE, What.ACCEPTED);

  /** Columns of what reps did. */
  static final List<What> OF_REPS =
      List.of(What.DUE, What.ACCEPTED, What.REJECTED, What.RETURNED, What.REASSIGNED, What.UNANSWERED, What.ESCALATED);

  private static final List<What> DRAWN = List.of(What.SENT, What.MQL, What.SQL);
  private static final List<What> ANSWERS = List.of(What.ACCEPTED, What.REJECTED, What.RETURNED);
  private static final int REPS_DRAWN = 8;
  private static final int SHOWN = 200;

  private DryRunTables() {}

  static List<DayRow> days(Made made) {
    return made.days().stream()
        .map(day -> new DayRow(day.day().toString(),
            OF_DAYS.stream().map(what -> FigureWords.count(count(day.counts(), what))).toList()))
        .toList();
  }

  static List<Bar> bars(Made made) {
    List<Bar> bars = new ArrayList<>();
    for (What what : DRAWN) {
      made.days().forEach(day -> bars.add(new Bar(day.day().toString(), what.word(), count(day.counts(), what))));
    }
    return bars;
  }

  static Sales sales(DryRunReport report, People people) {
    Map<String, List<RepDay>> reps = new LinkedHashMap<>();
    report.policy().reps().forEach(day -> reps.computeIfAbsent(day.rep(), rep -> new ArrayList<>()).add(day));
    List<RepDayRow> days = report.policy().reps().stream().limit(SHOWN).map(day -> day(day, people)).toList();
    return new Sales(
        reps.entrySet().stream().map(rep -> rep(people.rep(rep.getKey()), rep.getValue())).toList(), days,
        report.policy().reps().size() - days.size(), deadlines(reps, people),
        report.habits().stream().map(habit -> habit(habit, people)).toList());
  }

  private static RepRow rep(String rep, List<RepDay> days) {
    return new RepRow(
        rep, FigureWords.count(days.stream().mapToInt(DryRunTables::offered).sum()),
        FigureWords.count(days.stream().mapToInt(DryRunTables::offered).max().orElse(0)),
        FigureWords.count(days.stream().mapToInt(RepDay::mostOpen).max().orElse(0)),
        OF_REPS.stream()
            .map(what -> FigureWords.count(days.stream().mapToInt(day -> count(day.counts(), what)).sum())).toList());
  }

  private static RepDayRow day(RepDay day, People people) {
    return new RepDayRow(
        people.rep(day.rep()), day.day().toString(), FigureWords.count(offered(day)),
        FigureWords.count(count(day.counts(), What.DUE)), FigureWords.count(day.mostOpen()),
        FigureWords.count(ANSWERS.stream().mapToInt(what -> count(day.counts(), what)).sum()),
        FigureWords.count(count(day.counts(), What.ESCALATED)));
  }

  private static List<Bar> deadlines(Map<String, List<RepDay>> reps, People people) {
    List<Bar> bars = new ArrayList<>();
    reps.entrySet().stream().limit(REPS_DRAWN).forEach(rep -> rep.getValue().stream()
        .filter(day -> count(day.counts(), What.DUE) > 0)
        .forEach(day -> bars.add(new Bar(day.day().toString(), people.rep(rep.getKey()), count(day.counts(), What.DUE)))));
    return bars;
  }

  private static HabitRow habit(Habit habit, People people) {
    Long median = habit.median();
    return new HabitRow(
        habit.rep() == null ? null : people.rep(habit.rep()), habit.own(), FigureWords.count(habit.handoffs()),
        share(habit.accepted(), habit), share(habit.rejected(), habit), share(habit.returned(), habit),
        share(habit.unanswered(), habit), FigureWords.time(median == null ? null : median.doubleValue()));
  }

  private static String share(int part, Habit habit) {
    return habit.handoffs() == 0 ? FigureWords.NONE : FigureWords.percent((double) part / habit.handoffs());
  }

  private static int offered(RepDay day) {
    return count(day.counts(), What.OFFERED) + count(day.counts(), What.QUEUED);
  }

  private static int count(Map<String, Integer> counts, What what) {
    return counts.getOrDefault(what.word(), 0);
  }
}
