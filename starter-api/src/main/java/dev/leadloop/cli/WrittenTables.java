package dev.leadloop.cli;

import dev.leadloop.csv.CsvDownload;
import dev.leadloop.dryrun.DryRunCsv;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.simulation.dryrun.Fact;
import dev.leadloop.simulation.dryrun.LeadLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of a dry run in a folder. */
final class WrittenTables implements AutoCloseable {
  /** They are wanted nowhere. */
  static final WrittenTables NOWHERE = new WrittenTables();

  private final @Nullable Path folder;
  private final @Nullable BufferedWriter leadFile;
  private final @Nullable BufferedWriter eventFile;
  private final @Nullable CsvDownload leads;
  private final @Nullable CsvDownload events;

  private WrittenTables() {
    this.folder = null;
    this.leadFile = null;
    this.eventFile = null;
    this.leads = null;
    this.events = null;
  }

  /** Those of a run that is played here, lead by lead as each is through. */
  WrittenTables(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.leadFile = Files.newBufferedWriter(folder.resolve("leads.csv"));
    this.eventFile = Files.newBufferedWriter(folder.resolve("events.csv"));
    this.leads = new CsvDownload(leadFile);
    this.events = new CsvDownload(eventFile);
    leads.write(DryRunCsv.leadHead());
    events.write(DryRunCsv.factHead());
  }

  /** A lead is through. */
  void lead(LeadLine line, List<Fact> facts) {
    if (leads == null || events == null) {
      return;
    }
    try {
      leads.write(DryRunCsv.lead(line));
      for (Fact fact : facts) {
        events.write(DryRunCsv.fact(line, fact));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything is through. */
  void tables(DryRunReport report) throws IOException {
    if (folder != null) {
      tables(report, folder);
    }
  }

  /** What can be told by a result alone, as a server keeps it. */
  static void result(DryRunReport report, Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve("leads.csv"), to -> DryRunCsv.leads(report, to));
    tables(report, folder);
  }

  private static void tables(DryRunReport report, Path folder) throws IOException {
    write(folder.resolve("days.csv"), to -> DryRunCsv.days(report, to));
    write(folder.resolve("reps.csv"), to -> DryRunCsv.reps(report, to));
    if (report.against() != null) {
      write(folder.resolve("changes.csv"), to -> DryRunCsv.changes(report, to));
    }
  }

  private interface Table {
    void write(Writer to) throws IOException;
  }

  private static void write(Path file, Table table) throws IOException {
    try (BufferedWriter to = Files.newBufferedWriter(file)) {
      table.write(to);
    }
  }

  @Override
  public void close() throws IOException {
    if (leads != null && events != null && leadFile != null && eventFile != null) {
      leads.flush();
      events.flush();
      leadFile.close();
      eventFile.close();
    }
  }
}
