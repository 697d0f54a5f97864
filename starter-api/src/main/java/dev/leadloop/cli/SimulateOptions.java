package dev.leadloop.cli;

import dev.leadloop.dryrun.DryRunOrder;
import dev.leadloop.dryrun.Engagement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said to {@code simulate}, whoever plays it. */
final class SimulateOptions {
  @Option(names = "--policy", paramLabel = "FILE|VERSION|DRAFT",
      description = {"the policy to try: a document in a file;",
          "with --server also a version, such as 3, or a draft, such as d4; the version in force where it is left out"})
  @Nullable String policy;

  @Option(names = "--diff", paramLabel = "FILE|VERSION|DRAFT",
      description = "the policy to compare with: tells which leads change sides, and why; with --server a version or a draft")
  @Nullable String against;

  @Option(names = "--leads", paramLabel = "FILE", description =
      "the leads, as a CSV file; with --server left out for those on record")
  @Nullable String leads;

  @Option(names = "--mapping", paramLabel = "FILE", description =
      "what the columns mean, as an import takes it; guessed where it is"
      + " left out, and told")
  @Nullable String mapping;

  @Option(names = "--charset", description = "charset of the leads; UTF-8 where it is left out")
  @Nullable String charset;

  @Option(names = "--days", defaultValue = "90", description = "days to play, at most " + DryRunOrder.MOST_DAYS + "; 90")
  int days = DryRunOrder.USUAL_DAYS;

  @Option(names = "--seed", defaultValue = "1", description = "decides chance; 1")
  long seed = DryRunOrder.USUAL_SEED;

  @Option(names = "--sales", paramLabel = "never|in-time|recorded", defaultValue = "in-time",
      description = {"how sales answers: never, or each handoff within its time (the default),",
          "or, with --server, each rep as the record says they did"})
  String sales = "in-time";

  @Option(names = "--engagement", paramLabel = "none|replay", defaultValue = "none",
      description = {"none: the file is imported when the clock begins (the default)",
          "replay: each lead comes, and does what the file tells, at the time it tells"})
  Engagement engagement = Engagement.NONE;

  @Option(names = "--out", paramLabel = "FOLDER",
      description = "writes leads.csv, days.csv, reps.csv, with --diff changes.csv and, without --server, events.csv there")
  @Nullable String out;

  @Option(names = "--json", description = "prints the result as JSON")
  boolean json;
}
