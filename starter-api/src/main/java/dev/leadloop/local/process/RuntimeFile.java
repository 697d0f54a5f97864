package dev.leadloop.local.process;

import dev.leadloop.files.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A note about a process that may outlive the one that started it.
 *
 * @param pid its process id
 * @param startedAt when the operating system says that it started: process ids are used again, this pair is not
 * @param port the port that it serves
 * @param uiPort the port of its pages
 */
public record RuntimeFile(long pid, Instant startedAt, int port, int uiPort) {

  /** The operating system's clock is read in ticks and moved by time servers. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** A note about that process, as the operating system knows it now. */
  public static RuntimeFile of(ProcessHandle process, int port, int uiPort) {
    return new RuntimeFile(process.pid(), process.info().startInstant().orElse(Instant.EPOCH), port, uiPort);
  }

  /** The note at this place; empty where there is none or it cannot be understood. */
  public static Optional<RuntimeFile> read(Path file) {
    try {
      String[] words = Files.readString(file).strip().split("\\s+");
      return Optional.of(new RuntimeFile(
          Long.parseLong(words[0]), Instant.parse(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3])));
    } catch (IOException | NumberFormatException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Puts the note in place as a whole, so that a kill never leaves half of it. */
  public void write(Path file) {
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(OwnerOnly.file(fresh), pid + " " + startedAt + " " + port + " " + uiPort + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process the note speaks of, if it still runs and its id was not given to another since. */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(Processes::isAlive)
        .filter(process -> process.info().startInstant()
            .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
            .orElse(false));
  }
}
