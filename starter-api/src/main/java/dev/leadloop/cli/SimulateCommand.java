package dev.leadloop.cli;

import dev.leadloop.csv.CsvUnreadable;
import dev.leadloop.dryrun.DryRunText;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.simulation.dryrun.DryRunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Plays a policy over leads: in this process over those of a file, or on a running server over those it has on record. */
@Command(name = "simulate", description = {
    "Plays a policy over leads for some days on a virtual clock, by the code that runs live, and says what would"
        + " be sent, who would become MQL, PQL and SQL, and what sales would get.",
    "Over a CSV file no server is needed; with --server a running one plays it over the leads that it has on record.",
    "Nothing is sent, and nothing is written to a lead. The same seed gives the same answer.",
    "Exits with 0, or 2 where something cannot be read or is refused, and 64 where the words make no sense."},
    mixinStandardHelpOptions = true, exitCodeOnInvalidInput = Commands.WRONG_USAGE)
final class SimulateCommand implements Callable<Integer> {
  private static final int INVALID = 2;

  private final Streams streams;
  private final @Nullable String key;

  @Mixin private SimulateOptions options = new SimulateOptions();
  @Mixin private PlayedHere here = new PlayedHere();
  @Mixin private PlayedThere there = new PlayedThere();

  SimulateCommand(Streams streams, @Nullable String key) {
    this.streams = streams;
    this.key = key;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      DryRunReport report = there.server == null ? here() : there();
      if (report == null) {
        return INVALID;
      }
      if (options.json) {
        streams.out().println(
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(report));
      } else {
        DryRunText.of(report).forEach(streams.out()::println);
      }
      return 0;
    } catch (ImportRefused refused) {
      refused.problems().forEach(problem -> streams.err().println(options.leads + ": error: " + problem));
    } catch (CsvUnreadable | IllegalArgumentException wrong) {
      streams.err().println("error: " + wrong.getMessage());
    } catch (ServerCalls.Failed failed) {
      streams.err().println("error: " + failed.getMessage());
    } catch (FileSystemException unreadable) {
      streams.err().println("error: " + unreadable.getFile() + " cannot be read or written");
    } catch (IOException | UncheckedIOException unreadable) {
      streams.err().println("error: a file cannot be read or written: " + unreadable.getMessage());
    }
    return INVALID;
  }

  private @Nullable DryRunReport here() throws IOException {
    if (there.segment != null) {
      throw new IllegalArgumentException(
          "'--segment' is of the leads that a server has on record: give its address with --server.");
    }
    if (options.policy == null) {
      throw new IllegalArgumentException(
          "'--policy' is needed: the file of a policy. What a server has is played with --server.");
    }
    PolicyFileRead tried = PolicyFileRead.of(options.policy, streams.err());
    PolicyFileRead against = options.against == null ? null : PolicyFileRead.of(options.against, streams.err());
    if (tried == null || options.against != null && against == null) {
      return null;
    }
    LeadPolicy other = against == null ? null : against.policy();
    return here.play(options, new PlayedHere.Both(tried.policy(), other), streams);
  }

  private @Nullable DryRunReport there() throws IOException, InterruptedException {
    if (options.policy == null || PlayedThere.isOnRecord(options.policy)) {
      return there.play(options, null, key, streams);
    }
    PolicyFileRead tried = PolicyFileRead.of(options.policy, streams.err());
    return tried == null ? null : there.play(options, tried.text(), key, streams);
  }
}
