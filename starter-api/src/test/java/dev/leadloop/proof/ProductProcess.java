package dev.leadloop.proof;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One JVM of the product, a child of the test; what it prints is kept in a file. */
final class ProductProcess {
  private static final int TAIL_LINES = 60;

  private final Process process;
  private final Path output;

  private ProductProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts that main class with these settings, on the test's class path less what belongs to tests.
   *
   * @param without modules that this process must not know, since it looks for its parts on the whole class path
   */
  static ProductProcess start(
      String mainClass, List<String> without, Map<String, String> settings, Path folder, Path output) {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(compiledAsThisOne());
    command.addAll(List.of("-cp", classPath(without), mainClass));
    settings.forEach((name, value) -> command.add("--" + name + "=" + value));
    try {
      Process started = new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
          .start();
      return new ProductProcess(started, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the test's own JVM spares the second tier, since it lives for seconds, so does the product's; benchmarks do not. */
  private static List<String> compiledAsThisOne() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-XX:TieredStopAtLevel"))
        .flatMap(argument -> Stream.of(argument, "-XX:+UseSerialGC"))
        .toList();
  }

  /** Beans of tests must not be found by the product's own search for beans. */
  private static String classPath(List<String> without) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
        .filter(entry -> without.stream().noneMatch(module -> entry.contains(module + File.separator + "target")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As if the power had gone for this process alone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
  }

  /** Asks it to stop in good order; fails when it has not within a minute. */
  void stop() {
    process.destroy();
    if (!awaitEnd(Duration.ofSeconds(60))) {
      kill();
      throw new AssertionError("no orderly end within a minute:\n" + tail());
    }
  }

  private boolean awaitEnd(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether it has printed that since it was first started on this file. */
  boolean hasPrinted(String words, long since) {
    return output(since).contains(words);
  }

  /** How much has been printed so far, in characters. */
  static long printedTo(Path output) {
    return Files.exists(output) ? read(output).length() : 0;
  }

  private String output(long since) {
    String all = read(output);
    return all.substring((int) Math.min(since, all.length()));
  }

  private static String read(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last lines it printed. */
  String tail() {
    List<String> lines = read(output).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }
}
