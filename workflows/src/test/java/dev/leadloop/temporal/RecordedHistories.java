package dev.leadloop.temporal;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Histories that earlier versions have written, as resources of tests. */
final class RecordedHistories {
  private RecordedHistories() {}

  /** All that lie under a folder of resources, such as {@code /histories}. */
  static List<Path> in(String folder) throws IOException, URISyntaxException {
    Path root = Path.of(RecordedHistories.class.getResource(folder).toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
