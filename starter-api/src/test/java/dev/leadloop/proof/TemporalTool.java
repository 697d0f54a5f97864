package dev.leadloop.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The {@code temporal} tool, fetched by the first installation of a build and handed to the next ones. */
final class TemporalTool {
  private static final Path KEPT = Path.of("target", "temporal-tool", "temporal").toAbsolutePath();

  private TemporalTool() {}

  static void offer(Path home) {
    if (Files.exists(KEPT)) {
      copy(KEPT, in(home));
    }
  }

  static void keep(Path home) {
    if (Files.exists(in(home))) {
      copy(in(home), KEPT);
    }
  }

  /** Where the tool lies once an installation has started; its bare name where the machine has one of its own. */
  static String command(Path home) {
    return Files.exists(in(home)) ? in(home).toString() : "temporal";
  }

  private static Path in(Path home) {
    return home.resolve("bin").resolve("temporal");
  }

  private static void copy(Path from, Path to) {
    if (Files.exists(to)) {
      return;
    }
    try {
      Files.createDirectories(to.getParent());
      Path part = to.resolveSibling("temporal." + ProcessHandle.current().pid());
      Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
