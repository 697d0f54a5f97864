package dev.leadloop.local.postgres;

import dev.leadloop.local.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's own note about the server on a data folder.
 *
 * @param pid process id of the server
 * @param port the port it serves; 0 where it has not come so far
 */
public record PostmasterPid(long pid, int port) {

  private static final String FILE = "postmaster.pid";

  /** The note on that data folder; empty where there is none or it cannot be understood. */
  public static Optional<PostmasterPid> read(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve(FILE));
      int port = lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
      return Optional.of(new PostmasterPid(Long.parseLong(lines.get(0).strip()), port));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** The process with that id, if it runs: not necessarily a PostgreSQL. */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(Processes::isAlive);
  }

  /** Whether that process runs and is a PostgreSQL, as far as the operating system tells: ids are used again. */
  public boolean isPostgres() {
    return process()
        .filter(process -> process.info().command()
            .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
            .orElse(true))
        .isPresent();
  }

  /** Whether the operating system still lists anything under that id, be it dead. */
  boolean idIsInUse() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  /** Removes the note: PostgreSQL would not start while the process it names runs. */
  void forget(Path data) {
    try {
      Files.deleteIfExists(data.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
