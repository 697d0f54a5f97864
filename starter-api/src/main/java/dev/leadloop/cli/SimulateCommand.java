package dev.leadloop.cli;

import dev.leadloop.csv.CsvDownload;
import dev.leadloop.dryrun.DryRunCsv;
import dev.leadloop.dryrun.DryRunOrder;
import dev.leadloop.dryrun.DryRunPlayer;
import dev.leadloop.dryrun.DryRunText;
import dev.leadloop.dryrun.Engagement;
import dev.leadloop.dryrun.FileLeads;
import dev.leadloop.dryrun.LocalDesk;
import dev.leadloop.dryrun.ManyHands;
import dev.leadloop.dryrun.SalesAnswer;
import dev.leadloop.imports.FileRows;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.policyfile.check.PolicyChecks;
import dev.leadloop.policyfile.check.PolicyReport;
import dev.leadloop.simulation.SalesModel;
import dev.leadloop.simulation.dryrun.DryRun;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.simulation.dryrun.Fact;
import dev.leadloop.simulation.dryrun.LeadLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Plays a policy of a file over the leads of a file, without a server. */
@Command(name = "simulate", description = {
    "Plays a policy over the leads of a CSV file for some days on a virtual clock, by the code that runs live, and says what"
        + " would"
        + " be sent, who would become MQL, PQL and SQL, and what sales would get.",
    "Nothing is sent or stored, and no server is needed. The same seed gives the same answer.",
    "Exits with 0, or 2 where something cannot be read."},
    mixinStandardHelpOptions = true, exitCodeOnInvalidInput = Commands.WRONG_USAGE)
final class SimulateCommand implements Callable<Integer> {
  private static final int INVALID = 2;
  private static final int LARGEST_DOCUMENT = 2_097_152;
  private static final long LARGEST_FILE = 256L << 20;
  private static final int ALL = Integer.MAX_VALUE;

  private final Streams streams;

  @Option(names = "--policy", paramLabel = "FILE", required = true, description = "the policy document to try")
  private String policy = "";

  @Option(names = "--diff", paramLabel = "FILE",
      description = "the policy document to compare with: tells which leads change sides, and why")
  private @Nullable String against;

  @Option(names = "--leads", paramLabel = "FILE", required = true, description = "the leads, as a CSV file")
  private String leads = "";

  @Option(names = "--mapping", paramLabel = "FILE", required = true,
      description = "what the columns mean, as an import takes it")
  private String mapping = "";

  @Option(names = "--charset", description = "charset of the leads; UTF-8 where it is left out")
  private @Nullable String charset;

  @Option(names = "--days", defaultValue = "90", description = "days to play, at most " + DryRunOrder.MOST_DAYS + "; 90")
  private int days;

  @Option(names = "--from", paramLabel = "INSTANT",
      description = "when the clock begins, such as 2026-03-02T08:00:00Z; now, or so many days ago with --engagement replay")
  private @Nullable String from;

  @Option(names = "--zone", defaultValue = "UTC", description = "time zone in which days are cut; UTC")
  private String zone = "UTC";

  @Option(names = "--seed", defaultValue = "1", description = "decides chance; 1")
  private long seed;

  @Option(names = "--sales", paramLabel = "never|in-time", defaultValue = "in-time",
      description = "how sales answers: never, or each handoff within its time (the default)")
  private String sales = "in-time";

  @Option(names = "--reps", defaultValue = "3", description = "reps in each team of the policy; 3")
  private int reps;

  @Option(names = "--engagement", paramLabel = "none|replay", defaultValue = "none",
      description = {"none: the file is imported when the clock begins (the default)",
          "replay: each lead comes, and does what the file tells, at the time it tells"})
  private Engagement engagement = Engagement.NONE;

  @Option(names = "--threads", description = "threads; as many as there are processors")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--out", paramLabel = "FOLDER",
      description = "writes leads.csv, events.csv, days.csv, reps.csv and, with --diff, changes.csv there")
  private @Nullable String out;

  @Option(names = "--json", description = "prints the result as JSON")
  private boolean json;

  SimulateCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    LeadPolicy tried = read(policy);
    LeadPolicy other = against == null ? null : read(against);
    if (tried == null || against != null && other == null) {
      return INVALID;
    }
    try {
      DryRunOrder order = order(tried, other);
      DryRunReport report = play(order, tried);
      if (json) {
        streams.out().println(
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(report));
      } else {
        DryRunText.of(report).forEach(streams.out()::println);
      }
      return 0;
    } catch (ImportRefused refused) {
      refused.problems().forEach(problem -> streams.err().println(leads + ": error: " + problem));
    } catch (IllegalArgumentException wrong) {
      streams.err().println("error: " + wrong.getMessage());
    } catch (IOException | UncheckedIOException unreadable) {
      streams.err().println("error: a file cannot be read or written: " + unreadable.getMessage());
    }
    return INVALID;
  }

  private DryRunOrder order(LeadPolicy tried, @Nullable LeadPolicy other) {
    SalesAnswer answer = SalesAnswer.of(sales).filter(one -> one != SalesAnswer.RECORDED).orElseThrow(() ->
        new IllegalArgumentException("'--sales' is never or in-time; what reps did is in the record of a server alone, whose call"
            + " POST /api/v1/simulations takes \"recorded\" too"));
    if (reps < 0 || reps > 1_000) {
      throw new IllegalArgumentException("'--reps' is from 0 to 1000, and is " + reps);
    }
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    begin = engagement == Engagement.REPLAY ? begin.minus(Duration.ofDays(Math.max(0, days))) : begin;
    try {
      return new DryRunOrder(
          new DryRun.Asked(name(policy), tried), other == null ? null : new DryRun.Asked(name(String.valueOf(against)), other),
          from == null ? begin : Instant.parse(from), days, seed, answer, engagement, ZoneId.of(zone));
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException("'--from' is an instant such as 2026-03-02T08:00:00Z, and '--zone' a time zone such as"
          + " Europe/Berlin: " + wrong.getMessage(), wrong);
    }
  }

  private DryRunReport play(DryRunOrder order, LeadPolicy tried) throws IOException {
    SalesModel model = order.sales() == SalesAnswer.NEVER ? new SalesModel.Never() : new SalesModel.InTime();
    DryRunPlayer.Sales desk = new DryRunPlayer.Sales(
        LocalDesk.reps(tried, reps), model,
        "There are " + reps + " reps in each team of the policy, each there for every lead and without limits.");
    String mappingJson = Files.readString(Path.of(mapping));
    long rows = lines(Path.of(leads)) * (order.against() == null ? 1 : 2);
    ProgressBar bar = new ProgressBar(streams.err(), System.err.equals(streams.err()) && System.console() != null);
    try (InputStream file = Files.newInputStream(Path.of(leads));
        FileRows read = FileRows.open(file, charset, mappingJson, order.from(), PolicyNames.of(tried), LARGEST_FILE);
        ManyHands hands = new ManyHands(Math.clamp(threads, 1, 64));
        Written written = out == null ? Written.NOWHERE : new Written(Path.of(out))) {
      FileLeads source = new FileLeads(read, order.engagement(), order.from(), order.until());
      DryRunReport report = DryRunReport.of(
          new DryRunPlayer(order, desk, hands, DryRunPlayer.MOST_LEADS).play(source, name(leads), new DryRun.Listener() {
            @Override
            public void through(boolean before, LeadLine line, List<Fact> facts) {
              if (!before) {
                written.lead(line, facts);
              }
            }

            @Override
            public void progress(int lives) {
              bar.at(lives, rows, "of the leads are played");
            }
          }, ALL));
      bar.at(1, 1, "of the leads are played");
      bar.end();
      written.tables(report);
      return report;
    }
  }

  private static String name(String file) {
    return String.valueOf(Path.of(file).getFileName());
  }

  /** About as many as there are rows, for the bar. */
  private static long lines(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      long lines = 0;
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
      return Math.max(1, lines - 1);
    }
  }

  private @Nullable LeadPolicy read(String file) {
    try (InputStream bytes = Files.newInputStream(Path.of(file))) {
      byte[] document = bytes.readNBytes(LARGEST_DOCUMENT + 1);
      if (document.length > LARGEST_DOCUMENT) {
        streams.err().println(file + ":1: error: the file has more than " + LARGEST_DOCUMENT + " bytes, which no call takes");
        return null;
      }
      PolicyReport report = PolicyChecks.read(new String(document, StandardCharsets.UTF_8), template -> true);
      report.errors().forEach(error -> streams.err().println(file + ":" + error.line() + ": error: " + error.message()));
      return report.policy();
    } catch (IOException | InvalidPathException e) {
      streams.err().println(file + ":1: error: the file cannot be read");
      return null;
    }
  }

  /** Tables in a folder. */
  private static final class Written implements AutoCloseable {
    static final Written NOWHERE = new Written();

    private final @Nullable Path folder;
    private final @Nullable BufferedWriter leadFile;
    private final @Nullable BufferedWriter eventFile;
    private final @Nullable CsvDownload leads;
    private final @Nullable CsvDownload events;

    private Written() {
      this.folder = null;
      this.leadFile = null;
      this.eventFile = null;
      this.leads = null;
      this.events = null;
    }

    Written(Path folder) throws IOException {
      this.folder = Files.createDirectories(folder);
      this.leadFile = Files.newBufferedWriter(folder.resolve("leads.csv"));
      this.eventFile = Files.newBufferedWriter(folder.resolve("events.csv"));
      this.leads = new CsvDownload(leadFile);
      this.events = new CsvDownload(eventFile);
      leads.write(DryRunCsv.leadHead());
      events.write(DryRunCsv.factHead());
    }

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

    void tables(DryRunReport report) throws IOException {
      if (folder == null) {
        return;
      }
      try (BufferedWriter days = Files.newBufferedWriter(folder.resolve("days.csv"));
          BufferedWriter reps = Files.newBufferedWriter(folder.resolve("reps.csv"))) {
        DryRunCsv.days(report, days);
        DryRunCsv.reps(report, reps);
      }
      if (report.against() != null) {
        try (BufferedWriter changes = Files.newBufferedWriter(folder.resolve("changes.csv"))) {
          DryRunCsv.changes(report, changes);
        }
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
}
