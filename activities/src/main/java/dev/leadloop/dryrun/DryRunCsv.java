package dev.leadloop.dryrun;

import dev.leadloop.csv.CsvDownload;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.simulation.dryrun.DryRunReport.Changed;
import dev.leadloop.simulation.dryrun.DryRunReport.Made;
import dev.leadloop.simulation.dryrun.DryRunReport.Reached;
import dev.leadloop.simulation.dryrun.Fact;
import dev.leadloop.simulation.dryrun.LeadLine;
import dev.leadloop.simulation.dryrun.What;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dry run as tables for a spreadsheet. */
public final class DryRunCsv {
  private static final List<What> OF_DAYS = List.of(What.values());
  private static final List<What> OF_REPS =
      List.of(What.OFFERED, What.QUEUED, What.DUE, What.ACCEPTED, What.REJECTED, What.RETURNED, What.REASSIGNED, What.UNANSWERED,
          What.REMINDED, What.ESCALATED, What.CONTACT_MISSED, What.STALLED);

  private DryRunCsv() {}

  /** The leads that differ, each in a line. */
  public static void changes(DryRunReport report, Writer to) throws IOException {
    CsvDownload csv = new CsvDownload(to);
    csv.write("lead", "name", "kind", "what", "mql_before", "mql_now", "pql_before", "pql_now", "sql_before", "sql_now",
        "owner_before", "owner_now", "stage_before", "stage_now", "why");
    for (Changed one : report.changes()) {
      Reached before = one.before();
      Reached now = one.now();
      csv.write(one.lead(), one.name(), one.kind(), one.what(), text(before.mql()), text(now.mql()), text(before.pql()),
          text(now.pql()), text(before.sql()), text(now.sql()), text(before.owner()), text(now.owner()), before.stage(),
          now.stage(), one.why());
    }
    csv.flush();
  }

  /** The leads that become something, each in a line. */
  public static void leads(DryRunReport report, Writer to) throws IOException {
    CsvDownload csv = new CsvDownload(to);
    csv.write("lead", "name", "mql", "pql", "sql", "owner", "stage", "score", "fit", "mails");
    for (DryRunReport.Lead one : report.leads()) {
      Reached reached = one.reached();
      csv.write(one.lead(), one.name(), text(reached.mql()), text(reached.pql()), text(reached.sql()), text(reached.owner()),
          reached.stage(), String.valueOf(reached.score()), String.valueOf(reached.fit()), String.valueOf(reached.mails()));
    }
    csv.flush();
  }

  /** What happened by day, of both policies where there are two. */
  public static void days(DryRunReport report, Writer to) throws IOException {
    CsvDownload csv = new CsvDownload(to);
    csv.write(row(List.of("policy", "day"), OF_DAYS.stream().map(What::word).toList()));
    for (Made made : sides(report)) {
      for (DryRunReport.Day day : made.days()) {
        csv.write(row(List.of(made.said(), day.day().toString()), numbers(OF_DAYS, day.counts())));
      }
    }
    csv.flush();
  }

  /** What was asked of each rep by day, of both policies where there are two. */
  public static void reps(DryRunReport report, Writer to) throws IOException {
    CsvDownload csv = new CsvDownload(to);
    csv.write(row(List.of("policy", "rep", "day", "most_open"), OF_REPS.stream().map(What::word).toList()));
    for (Made made : sides(report)) {
      for (DryRunReport.RepDay day : made.reps()) {
        csv.write(row(
            List.of(made.said(), day.rep(), day.day().toString(), String.valueOf(day.mostOpen())),
            numbers(OF_REPS, day.counts())));
      }
    }
    csv.flush();
  }

  /** The head of a table of leads. */
  public static List<String> leadHead() {
    return List.of("lead", "name", "mql", "mql_why", "pql", "pql_why", "sql", "sql_why", "owner", "stage", "score", "fit",
        "mails");
  }

  /** A lead in that table. */
  public static List<String> lead(LeadLine line) {
    return List.of(line.lead(), line.name(), at(line.mql()), line.mql().why(), at(line.pql()), line.pql().why(), at(line.sql()),
        line.sql().why(), text(line.sql().owner()), line.stage(), String.valueOf(line.score()), String.valueOf(line.fit()),
        String.valueOf(line.mails()));
  }

  /** The head of a table of everything that happened. */
  public static List<String> factHead() {
    return List.of("lead", "name", "at", "what", "about", "why");
  }

  /** Something that happened to a lead in that table. */
  public static List<String> fact(LeadLine line, Fact fact) {
    return List.of(line.lead(), line.name(), fact.at().toString(), fact.what().word(), text(fact.about()), text(fact.why()));
  }

  private static List<Made> sides(DryRunReport report) {
    Made against = report.against();
    return against == null ? List.of(report.policy()) : List.of(report.policy(), against);
  }

  private static List<String> row(List<String> before, List<String> behind) {
    List<String> row = new ArrayList<>(before);
    row.addAll(behind);
    return row;
  }

  private static List<String> numbers(List<What> columns, Map<String, Integer> counts) {
    return columns.stream().map(what -> String.valueOf(counts.getOrDefault(what.word(), 0))).toList();
  }

  private static String at(LeadLine.Step step) {
    return step.at() == null ? "" : step.at().toString();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
