package dev.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandStartTest {
  private static URL url(String path) throws MalformedURLException {
    return URI.create("file:/app.jar/!BOOT-INF/" + path).toURL();
  }

  @Test
  void whatACommandNeedsIsAskedFirstAndNothingIsLeftOut() throws MalformedURLException {
    URL spring = url("lib/spring-core-7.0.1.jar!/");
    URL yaml = url("lib/snakeyaml-2.6.jar!/");
    URL engine = url("lib/snakeyaml-engine-3.2.jar!/");
    URL picocli = url("lib/picocli-4.7.7.jar!/");
    URL worker = url("lib/leadloop-worker-0.1.0.jar!/");
    URL own = url("classes/!/");
    assertThat(CommandStart.neededFirst(new URL[] {own, spring, worker, yaml, engine, picocli}))
        .containsExactly(own, picocli, engine, spring, worker, yaml);
  }

  @Test
  void whatACommandNeedsIsCalledSo() {
    List<String> files = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).getFileName().toString()).toList();
    assertThat(CommandStart.NEEDED).allSatisfy(
        name -> assertThat(name.startsWith("leadloop-") || files.stream().anyMatch(file -> file.startsWith(name)))
            .as(name).isTrue());
  }

  @Test
  void settingsOfTheServerAreNoCommand() {
    assertThat(CommandStart.isMeant("policy", "show")).isTrue();
    assertThat(CommandStart.isMeant("--server.port=0")).isFalse();
    assertThat(CommandStart.isMeant()).isFalse();
    assertThat(CommandStart.isMeant("--debug", "--leadloop.story", "-Dx=y", "")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"polcy", "help", "--help", "-h", "--version", "-V", "--hlep", "-x", "serve", "server.port=0"})
  void aWordThatIsNoSettingNeverStartsAServer(String word) {
    assertThat(CommandStart.isMeant(word)).isTrue();
    assertThat(CommandStart.isMeant("--server.port=0", word)).isTrue();
  }
}
