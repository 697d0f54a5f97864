package dev.leadloop.local.process;

import dev.leadloop.files.OwnerOnly;
import dev.leadloop.worker.start.StartFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Small things about processes of the operating system that Java leaves to its users. */
public final class Processes {

  /**
   * What a finished command left.
   *
   * @param exitCode its exit code
   * @param output what it printed, both streams together
   */
  public record Finished(int exitCode, String output) {}

  private Processes() {}

  /** Whether the process does anything any more; one that is dead but not yet collected by its parent does not. */
  public static boolean isAlive(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    Path status = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      String line = Files.readString(status, StandardCharsets.ISO_8859_1);
      char state = line.charAt(line.lastIndexOf(')') + 2);
      return state != 'Z' && state != 'X';
    } catch (IOException e) {
      // Not Linux, or gone between the two looks.
      return process.isAlive();
    }
  }

  /** Asks the process to end, and ends it when it has not within {@code patience}. */
  public static void stop(ProcessHandle process, Duration patience) {
    process.destroy();
    if (!awaitEnd(process, patience)) {
      process.destroyForcibly();
      awaitEnd(process, patience);
    }
  }

  private static boolean awaitEnd(ProcessHandle process, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (isAlive(process) && System.nanoTime() < deadline) {
      pause(50);
    }
    return !isAlive(process);
  }

  /** Runs a command to its end, for no longer than {@code patience}; its output goes by way of the given file. */
  public static Finished run(List<String> command, Path output, Duration patience) {
    try {
      Process process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
          .redirectOutput(OwnerOnly.file(output).toFile())
          .start();
      try {
        process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        process.destroyForcibly();
        return new Finished(-1, "no end after " + patience.toSeconds() + " seconds");
      }
      return new Finished(process.exitValue(), Files.readString(output).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The same command, whose files belong to its owner alone where the system knows such a thing. */
  public static List<String> ownerOnly(List<String> command) {
    return onPath("sh")
        .map(shell ->
            Stream.concat(Stream.of(shell.toString(), "-c", "umask 077 && exec \"$@\"", "sh"), command.stream()).toList())
        .orElse(command);
  }

  /** What a process without input reads. */
  public static File nullDevice() {
    return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
  }

  /** Finds an executable by name in the folders of PATH. */
  public static Optional<Path> onPath(String name) {
    return Arrays.stream(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Waits a little. */
  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static StartFailure interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new StartFailure("it was stopped while starting.", cause);
  }
}
