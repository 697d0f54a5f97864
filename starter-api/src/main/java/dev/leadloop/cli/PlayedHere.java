package dev.leadloop.cli;

import dev.leadloop.dryrun.DryRunOrder;
import dev.leadloop.dryrun.DryRunPlayer;
import dev.leadloop.dryrun.Engagement;
import dev.leadloop.dryrun.FileLeads;
import dev.leadloop.dryrun.LeadFileLook;
import dev.leadloop.dryrun.LocalDesk;
import dev.leadloop.dryrun.ManyHands;
import dev.leadloop.dryrun.SalesAnswer;
import dev.leadloop.imports.FileRows;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.simulation.SalesModel;
import dev.leadloop.simulation.dryrun.DryRun;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.simulation.dryrun.Fact;
import dev.leadloop.simulation.dryrun.LeadLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Plays policies of files over the leads of a file in this process, without a server. */
final class PlayedHere {
  private static final long LARGEST_FILE = 256L << 20;
  private static final int MOST_REPS = 1_000;
  private static final int ALL = Integer.MAX_VALUE;
  private static final String WHAT = "of the leads are played";

  @Option(names = "--from", paramLabel = "INSTANT",
      description = "when the clock begins, such as 2026-03-02T08:00:00Z; now, or so many days ago with --engagement replay")
  private @Nullable String from;

  @Option(names = "--zone", defaultValue = "UTC", description = "time zone in which days are cut; UTC")
  private String zone = "UTC";

  @Option(names = "--reps", defaultValue = "3", description = "reps in each team of the policy; 3")
  private int reps = 3;

  @Option(names = "--threads", description = "threads; as many as there are processors")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** The policy that is tried, and the one that it is compared with; null where there is none. */
  record Both(LeadPolicy tried, @Nullable LeadPolicy other) {}

  DryRunReport play(SimulateOptions options, Both policies, Streams streams) throws IOException {
    String file = options.leads;
    if (file == null) {
      throw new IllegalArgumentException("'--leads' is needed: a CSV file of leads. Those on record are played with --server.");
    }
    DryRunOrder order = order(options, policies);
    SalesModel model = order.sales() == SalesAnswer.NEVER ? new SalesModel.Never() : new SalesModel.InTime();
    DryRunPlayer.Sales desk = new DryRunPlayer.Sales(
        LocalDesk.reps(policies.tried(), reps), model,
        "There are " + reps + " reps in each team of the policy, each there for every lead and without limits.");
    Path leads = Path.of(file);
    String mapping = mapping(options, leads, streams);
    long lives = rows(leads, options.charset, mapping) * (order.against() == null ? 1L : 2L);
    ProgressBar bar = new ProgressBar(streams.err(), streams.watched());
    try (InputStream bytes = Files.newInputStream(leads);
        FileRows read = FileRows.open(
            bytes, options.charset, mapping, order.from(), PolicyNames.of(policies.tried()), LARGEST_FILE);
        ManyHands hands = new ManyHands(Math.clamp(threads, 1, 64));
        WrittenTables written = options.out == null ? WrittenTables.NOWHERE : new WrittenTables(Path.of(options.out))) {
      FileLeads source = new FileLeads(read, order.engagement(), order.from(), order.until());
      DryRunReport report = new DryRunPlayer(order, desk, hands, DryRunPlayer.MOST_LEADS)
          .play(source, name(file), new Watched(written, bar, lives), ALL);
      bar.at(1, 1, WHAT);
      bar.end();
      written.tables(report);
      return report;
    }
  }

  /** Writes each lead that is through, and shows how many are. */
  private record Watched(WrittenTables written, ProgressBar bar, long all) implements DryRun.Listener {
    @Override
    public void through(boolean before, LeadLine line, List<Fact> facts) {
      if (!before) {
        written.lead(line, facts);
      }
    }

    @Override
    public void progress(int lives) {
      bar.at(lives, all, WHAT);
    }
  }

  private DryRunOrder order(SimulateOptions options, Both policies) {
    SalesAnswer answer = SalesAnswer.of(options.sales).filter(one -> one != SalesAnswer.RECORDED).orElseThrow(() ->
        new IllegalArgumentException("'--sales' is never or in-time; what reps did is in the record of a server alone: give its"
            + " address with --server to play it by \"recorded\""));
    if (reps < 0 || reps > MOST_REPS) {
      throw new IllegalArgumentException("'--reps' is from 0 to " + MOST_REPS + ", and is " + reps);
    }
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    begin = options.engagement == Engagement.REPLAY ? begin.minus(Duration.ofDays(Math.max(0, options.days))) : begin;
    LeadPolicy other = policies.other();
    try {
      return new DryRunOrder(
          new DryRun.Asked(name(String.valueOf(options.policy)), policies.tried()),
          other == null ? null : new DryRun.Asked(name(String.valueOf(options.against)), other),
          from == null ? begin : Instant.parse(from), options.days, options.seed, answer, options.engagement, ZoneId.of(zone));
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException("'--from' is an instant such as 2026-03-02T08:00:00Z, and '--zone' a time zone such as"
          + " Europe/Berlin: " + wrong.getMessage(), wrong);
    }
  }

  /** That of a file, or a guess, which is told. */
  static String mapping(SimulateOptions options, Path leads, Streams streams) throws IOException {
    if (options.mapping != null) {
      return Files.readString(Path.of(options.mapping));
    }
    try (InputStream file = Files.newInputStream(leads)) {
      String guess = LeadFileLook.guess(file, options.charset);
      streams.err().println("What the columns mean is guessed; keep this in a file and give it with --mapping to change it: "
          + guess);
      return guess;
    }
  }

  private static int rows(Path leads, @Nullable String charset, String mapping) throws IOException {
    if (Files.size(leads) > LARGEST_FILE) {
      throw new IllegalArgumentException("'--leads' has more than " + (LARGEST_FILE >> 20) + " MiB. Play a part of it: its first"
          + " rows, or some drawn at random, say as much.");
    }
    try (InputStream file = Files.newInputStream(leads)) {
      return LeadFileLook.refuseTooLong(file, charset, mapping, DryRunPlayer.MOST_LEADS);
    }
  }

  private static String name(String file) {
    return String.valueOf(Path.of(file).getFileName());
  }
}
