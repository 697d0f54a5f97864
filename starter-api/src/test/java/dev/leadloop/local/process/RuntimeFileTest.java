package dev.leadloop.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFileTest {

  private final RuntimeFile mine = RuntimeFile.of(ProcessHandle.current(), 7233, 8233);
  private Path file = Path.of("");

  @BeforeEach
  void choosePlace(@TempDir Path folder) {
    file = folder.resolve("temporal.run");
  }

  @Test
  void noteReadsAsItWasWritten() {
    mine.write(file);
    assertThat(RuntimeFile.read(file)).contains(mine);
  }

  @Test
  void missingOrDamagedNoteIsNone() throws IOException {
    assertThat(RuntimeFile.read(file)).isEmpty();
    Files.writeString(file, "12 2026-01-01T00:00:00Z");
    assertThat(RuntimeFile.read(file)).isEmpty();
    Files.writeString(file, "twelve 2026-01-01T00:00:00Z 1 2");
    assertThat(RuntimeFile.read(file)).isEmpty();
  }

  @Test
  void runningProcessIsFound() {
    assertThat(mine.process()).contains(ProcessHandle.current());
  }

  @Test
  void processIdUsedAgainIsNotTheSameProcess() {
    RuntimeFile earlier =
        new RuntimeFile(mine.pid(), mine.startedAt().minus(Duration.ofMinutes(5)), mine.port(), mine.uiPort());
    assertThat(earlier.process()).isEmpty();
  }
}
