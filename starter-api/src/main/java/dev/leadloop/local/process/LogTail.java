package dev.leadloop.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The log file of a server, read for the line that tells why it did not start.
 *
 * @param file where the server writes
 * @param from length of the file before this start, in bytes
 */
public record LogTail(Path file, long from) {

  private static final long LARGEST = 20_000_000;

  /** The end of this log as it is now; a log that has grown too large is begun anew. */
  public static LogTail mark(Path file) {
    try {
      if (Files.notExists(file)) {
        return new LogTail(file, 0);
      }
      if (Files.size(file) > LARGEST) {
        Files.delete(file);
        return new LogTail(file, 0);
      }
      return new LogTail(file, Files.size(file));
    } catch (IOException e) {
      return new LogTail(file, 0);
    }
  }

  /** The last line written since that holds one of these words, else the last line, else a remark. */
  public String reason(String... words) {
    List<String> lines = lines();
    Predicate<String> telling = line -> Arrays.stream(words).anyMatch(line::contains);
    return lines.stream().filter(telling).reduce((first, second) -> second)
        .or(() -> lines.stream().reduce((first, second) -> second))
        .map(line -> line.length() > 300 ? line.substring(0, 300) : line)
        .orElse("it wrote nothing");
  }

  private List<String> lines() {
    try {
      byte[] all = Files.readAllBytes(file);
      int start = (int) Math.min(from, all.length);
      return new String(all, start, all.length - start, StandardCharsets.UTF_8)
          .lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
