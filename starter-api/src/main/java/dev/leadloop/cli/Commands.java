package dev.leadloop.cli;

import dev.leadloop.policy.LeadPolicy;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the packaged product does when it is called with the name of a command; it then starts no server. */
public final class Commands {
  /** The words of a command cannot be made sense of. */
  static final int WRONG_USAGE = 64;

  /** The first word of commands about policies. */
  static final String POLICY = "policy";

  private Commands() {}

  @Command(name = "leadloop",
      description = {"Commands that need no server.",
          "Without a command the server starts; its settings are written --name=value, such as --server.port=8081."},
      mixinStandardHelpOptions = true, exitCodeOnInvalidInput = WRONG_USAGE, usageHelpAutoWidth = true,
      subcommands = CommandLine.HelpCommand.class, versionProvider = Version.class)
  private static final class Root {}

  /** The version of what was packaged, as the libraries in it are named: a class found there carries no manifest with it. */
  static final class Version implements CommandLine.IVersionProvider {
    private static final Pattern LIBRARY = Pattern.compile("leadloop-workflows-([^/!]+)\\.jar");

    /** Picocli makes it. */
    private Version() {}

    @Override
    public String[] getVersion() {
      return new String[] {of(String.valueOf(LeadPolicy.class.getProtectionDomain().getCodeSource().getLocation()))};
    }

    static String of(String place) {
      Matcher library = LIBRARY.matcher(place);
      return "leadloop " + (library.find() ? library.group(1) : "(not packaged)");
    }
  }

  /** Carries a command out with the streams of this process; returns the code to exit with. */
  public static int run(String... arguments) {
    return run(new Streams(System.in, System.out, System.err), arguments);
  }

  /** Carries a command out; returns the code to exit with. */
  static int run(Streams streams, String... arguments) {
    return run(streams, System.getenv("LEADLOOP_KEY"), arguments);
  }

  /**
   * Carries a command out.
   *
   * @param key of whoever calls a server; null for none
   */
  static int run(Streams streams, @Nullable String key, String[] arguments) {
    PrintWriter out = new PrintWriter(streams.out(), true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(streams.err(), true, StandardCharsets.UTF_8);
    int code = new CommandLine(new Root())
        .addSubcommand(new CommandLine(new PolicyCommands(streams)))
        .addSubcommand(new CommandLine(new BacktestCommand(streams, key)))
        .addSubcommand(new CommandLine(new SimulateCommand(streams, key)))
        .setParameterExceptionHandler(Commands::tellUsage)
        .setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .execute(arguments);
    out.flush();
    err.flush();
    streams.out().flush();
    streams.err().flush();
    return code;
  }

  /** What is wrong, what may be meant, and the usage of the command that it is wrong for. */
  private static int tellUsage(CommandLine.ParameterException wrong, String... arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(wrong.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
    command.usage(err);
    return WRONG_USAGE;
  }
}
