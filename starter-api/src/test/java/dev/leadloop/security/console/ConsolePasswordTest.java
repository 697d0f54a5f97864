package dev.leadloop.security.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.keys.ApiKeyStore;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.worker.start.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ConsolePasswordTest {
  @TempDir Path home;
  private TestDatabase database;
  private ApiKeys keys;

  @BeforeEach
  void open() {
    database = TestPostgres.freshDatabase();
    keys = new ApiKeys(new ApiKeyStore(JdbcClient.create(database.dataSource())), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private ConsolePassword start(String given) {
    return ConsolePassword.settle(new DataFolder(home), keys, given);
  }

  @Test
  void firstStartMakesAPasswordPrintsItOnceAndKeepsItForItsOwnerAlone() throws IOException {
    ConsolePassword first = start("");
    Path file = home.resolve("console-password");
    String kept = Files.readString(file).strip();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    assertThat(first.startupNote().text().get()).contains("user admin", kept);
    assertThat(first.opens("admin", kept)).isTrue();
    assertThat(first.opens("root", kept)).isFalse();
    assertThat(first.opens("admin", kept + "x")).isFalse();
    ConsolePassword second = start("");
    assertThat(second.opens("admin", kept)).isTrue();
    assertThat(second.startupNote().text().get()).contains("console-password").doesNotContain(kept);
  }

  @Test
  void givenPasswordStandsBeforeTheKeptOne() throws IOException {
    start("");
    String kept = Files.readString(home.resolve("console-password")).strip();
    ConsolePassword given = start("chosen by an administrator");
    assertThat(given.opens("admin", "chosen by an administrator")).isTrue();
    assertThat(given.opens("admin", kept)).isFalse();
    assertThat(given.startupNote().text().get()).doesNotContain("chosen by an administrator");
    assertThatThrownBy(() -> start("short")).isInstanceOf(StartFailure.class).hasMessageContaining("too short");
  }

  @Test
  void emptyPasswordFileStopsTheStartInOneSentence() throws IOException {
    Files.writeString(home.resolve("console-password"), "\n");
    assertThatThrownBy(() -> start("")).isInstanceOf(StartFailure.class).hasMessageContaining("LEADLOOP_CONSOLE_PASSWORD");
  }
}
