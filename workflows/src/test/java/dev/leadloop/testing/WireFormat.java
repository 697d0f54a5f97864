package dev.leadloop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What others read of us, as it was agreed: a file of the module's own under src/test/resources/wire, with one example of each
 * message on a line of its own.
 */
public final class WireFormat {
  private final String name;
  private final String readers;
  private final Map<String, String> examples = new TreeMap<>();

  /**
   * A format without examples yet.
   *
   * @param name of its file, without the ending
   * @param readers who reads it and would be broken
   */
  public WireFormat(String name, String readers) {
    this.name = name;
    this.readers = readers;
  }

  /** Adds the example of a message, as the real serialiser wrote it. */
  public void add(String message, String json) {
    assertThat(examples.put(message, json)).as("a second example of '" + message + "'").isNull();
  }

  /** Fails where a message differs from the agreed one, is missing, or was never agreed on. */
  public void check() throws IOException {
    String module = Path.of("").toAbsolutePath().getFileName().toString();
    Path agreed = Path.of("src/test/resources/wire", name + ".json");
    Path found = Path.of("target/wire", name + ".json");
    Files.createDirectories(found.getParent());
    Files.writeString(found, text());
    assertThat(text())
        .as(
            """
            The wire format '%s' has changed. It is read by %s.
            If something of ours was renamed, keep the old name on the wire: in the record that is written, or by @JsonProperty.
            If the format changes on purpose, see that what was written before can still be read and that readers are told, then
              cp %s/%s %s/%s""",
            name, readers, module, found, module, agreed)
        .isEqualTo(Files.exists(agreed) ? Files.readString(agreed) : "");
  }

  private String text() {
    return examples.entrySet().stream()
        .map(example -> "\"" + example.getKey() + "\": " + example.getValue())
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }
}
