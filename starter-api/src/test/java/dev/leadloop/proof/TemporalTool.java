package dev.leadloop.proof;

import java.nio.file.Files;
import java.nio.file.Path;

/** The {@code temporal} tool of an installation. */
final class TemporalTool {

  private TemporalTool() {}

  /** Where the tool lies once an installation has started; its bare name where the machine has one of its own. */
  static String command(Path home) {
    Path own = home.resolve("bin").resolve("temporal");
    return Files.exists(own) ? own.toString() : "temporal";
  }
}
