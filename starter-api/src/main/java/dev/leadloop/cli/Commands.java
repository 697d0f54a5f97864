package dev.leadloop.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the packaged product does when it is called with the name of a command; it then starts no server. */
public final class Commands {
  /** The words of a command cannot be made sense of. */
  static final int WRONG_USAGE = 64;

  private Commands() {}

  @Command(name = "leadloop", description = "Commands that need no server.", mixinStandardHelpOptions = true,
      exitCodeOnInvalidInput = WRONG_USAGE, usageHelpAutoWidth = true)
  private static final class Root {}

  /** Whether these are the words of a command, rather than settings of the server. */
  public static boolean areMeant(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(PolicyCommands.NAME);
  }

  /** Carries a command out; returns the code to exit with. */
  public static int run(Streams streams, String... arguments) {
    PrintWriter out = new PrintWriter(streams.out(), true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(streams.err(), true, StandardCharsets.UTF_8);
    int code = new CommandLine(new Root())
        .addSubcommand(new CommandLine(new PolicyCommands(streams)))
        .setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .execute(arguments);
    out.flush();
    err.flush();
    streams.out().flush();
    streams.err().flush();
    return code;
  }
}
