package dev.leadloop.cli;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.diff.PolicyChange;
import dev.leadloop.policy.diff.PolicyDiff;
import dev.leadloop.policyfile.check.PolicyChecks;
import dev.leadloop.policyfile.check.PolicyChecks.Standing;
import dev.leadloop.policyfile.check.PolicyReport;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Checks policies that are kept in files, as a compiler checks code. */
@Command(name = Commands.POLICY, description = "Checks, compares and shows policy documents.",
    mixinStandardHelpOptions = true, exitCodeOnInvalidInput = Commands.WRONG_USAGE)
final class PolicyCommands {
  private static final int WARNED = 1;
  private static final int INVALID = 2;

  /** Bytes that a call may send. */
  private static final int LARGEST = 2_097_152;

  /** What stands for bytes that are no character. */
  private static final char UNREADABLE = '\uFFFD';

  private final Streams streams;

  PolicyCommands(Streams streams) {
    this.streams = streams;
  }

  /** How a policy is shown. */
  enum Form {
    JSON,
    YAML,
    WORDS
  }

  @Command(name = "validate", description = {"Tells every error and every warning with its line.",
      "Exits with 0 where all is well, 1 where there are warnings and --strict is given, 2 where there are errors."},
      mixinStandardHelpOptions = true, exitCodeOnInvalidInput = Commands.WRONG_USAGE)
  int validate(
      @Parameters(paramLabel = "FILE", arity = "1..*", description = "policy documents; - for the standard input")
          List<String> files,
      @Option(names = "--strict", description = "exit with 1 where there are warnings") boolean strict,
      @Option(names = "--against", paramLabel = "OLD", description = "the document in force: tells steps that are gone")
          @Nullable String against) {
    PolicyReport old = against == null ? null : read(against, null, false);
    if (old != null && old.policy() == null) {
      return INVALID;
    }
    int errors = 0;
    int warnings = 0;
    for (String file : files) {
      PolicyReport report = read(file, old == null ? null : old.policy(), true);
      errors += report.errors().size();
      warnings += report.warnings().size();
    }
    streams.out().println(count(errors, "error") + ", " + count(warnings, "warning"));
    return errors > 0 ? INVALID : strict && warnings > 0 ? WARNED : 0;
  }

  @Command(name = "diff", description = {"Says in words what NEW says otherwise than OLD.",
      "Exits with 0, with 1 where they differ and --exit-code is given, 2 where one of them has errors."},
      mixinStandardHelpOptions = true, exitCodeOnInvalidInput = Commands.WRONG_USAGE)
  int diff(
      @Parameters(paramLabel = "OLD", description = "a policy document") String before,
      @Parameters(paramLabel = "NEW", description = "a policy document; - for the standard input") String after,
      @Option(names = "--exit-code", description = "exit with 1 where they differ") boolean exitCode) {
    LeadPolicy old = read(before, null, false).policy();
    LeadPolicy now = read(after, null, false).policy();
    if (old == null || now == null) {
      return INVALID;
    }
    List<PolicyChange> changes = PolicyDiff.between(old, now);
    changes.forEach(streams.out()::println);
    return exitCode && !changes.isEmpty() ? WARNED : 0;
  }

  @Command(name = "show", description = {"Shows what a document says.", "Exits with 0, or 2 where it has errors."},
      mixinStandardHelpOptions = true, exitCodeOnInvalidInput = Commands.WRONG_USAGE)
  int show(
      @Parameters(paramLabel = "FILE", description = "a policy document; - for the standard input") String file,
      @Option(names = "--as", paramLabel = "json|yaml|words", defaultValue = "words",
          description = "in words (the default), or as data without its comments") Form form) {
    String document = text(file);
    LeadPolicy policy = document == null ? null : report(file, document, null, false).policy();
    if (document == null || policy == null) {
      return INVALID;
    }
    switch (form) {
      case WORDS -> PolicyDiff.saidBy(policy).forEach(streams.out()::println);
      case YAML -> streams.out().print(
          new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build()).dumpToString(data(document)));
      case JSON -> streams.out().println(
          JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(data(document)));
    }
    return 0;
  }

  private static Object data(String document) {
    return new Load(LoadSettings.builder().build()).loadFromString(document);
  }

  /** Reads a document and tells its errors, and its warnings where they are asked for. */
  private PolicyReport read(String file, @Nullable LeadPolicy before, boolean warn) {
    String document = text(file);
    return document == null
        ? new PolicyReport(null, List.of(new Problem(1, 1, "cannot be read")), List.of())
        : report(file, document, before, warn);
  }

  private PolicyReport report(String file, String document, @Nullable LeadPolicy before, boolean warn) {
    PolicyReport report = warn ? PolicyChecks.report(document, template -> true, before, Standing.UNKNOWN)
        : PolicyChecks.read(document, template -> true);
    List<String> said = new ArrayList<>();
    report.errors().forEach(error -> said.add(line(file, error, "error")));
    if (warn) {
      report.warnings().forEach(warning -> said.add(line(file, warning, "warning")));
    }
    said.forEach(streams.err()::println);
    return report;
  }

  private static String line(String file, Problem problem, String kind) {
    return (file.equals("-") ? "<stdin>" : file) + ":" + problem.line() + ": " + kind + ": " + problem.message();
  }

  /** As a call takes it: what cannot be published is told here first. */
  private @Nullable String text(String file) {
    try (InputStream bytes = file.equals("-") ? streams.in() : Files.newInputStream(Path.of(file))) {
      byte[] read = bytes.readNBytes(LARGEST + 1);
      if (read.length > LARGEST) {
        streams.err().println(file + ":1: error: the file has more than " + LARGEST + " bytes, which no call takes");
        return null;
      }
      String text = new String(read, StandardCharsets.UTF_8);
      if (text.indexOf(UNREADABLE) >= 0) {
        long line = 1 + text.substring(0, text.indexOf(UNREADABLE)).chars().filter(c -> c == '\n').count();
        streams.err().println(file + ":" + line + ": error: the file is not UTF-8; save it as that");
        return null;
      }
      return text;
    } catch (IOException | InvalidPathException e) {
      streams.err().println(file + ":1: error: the file cannot be read");
      return null;
    }
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
