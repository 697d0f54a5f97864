package dev.leadloop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.local.DataFolder;
import dev.leadloop.store.ApiKeyStore;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.worker.StartFailure;
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

class AdminKeyTest {
  @TempDir Path home;
  private TestDatabase database;
  private ApiKeyStore store;
  private ApiKeys keys;

  @BeforeEach
  void open() {
    database = TestPostgres.freshDatabase();
    store = new ApiKeyStore(JdbcClient.create(database.dataSource()));
    keys = new ApiKeys(store, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private AdminKey start(Path folder, String given) {
    AdminKey key = new AdminKey(keys, store, new DataFolder(folder), Clock.systemUTC(), given);
    key.settle();
    return key;
  }

  private String kept() throws IOException {
    return Files.readString(home.resolve("admin-key")).strip();
  }

  @Test
  void firstStartMakesAKeyPrintsItOnceAndKeepsItForItsOwnerAlone() throws IOException {
    AdminKey first = start(home, "");
    String key = kept();
    assertThat(first.startupNote().text().get()).contains(key);
    assertThat(keys.recognise(key)).hasValueSatisfying(caller -> assertThat(caller.role()).isEqualTo(Role.ADMIN));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("admin-key"))))
        .isEqualTo("rw-------");
    AdminKey second = start(home, "");
    assertThat(kept()).isEqualTo(key);
    assertThat(second.startupNote().text().get()).doesNotContain(key).contains("admin-key");
  }

  @Test
  void keyOfTheFolderOpensAnEmptyDatabaseAgain() throws IOException {
    start(home, "");
    JdbcClient.create(database.dataSource()).sql("delete from api_key").update();
    start(home, "");
    assertThat(keys.recognise(kept())).isPresent();
  }

  @Test
  void givenKeyReplacesTheOldOne() throws IOException {
    start(home, "");
    start(home, "a-key-chosen-by-the-administrator");
    ApiKeys afresh = new ApiKeys(store, Clock.systemUTC());
    assertThat(afresh.recognise("a-key-chosen-by-the-administrator")).isPresent();
    assertThat(afresh.recognise(kept())).isEmpty();
    assertThatThrownBy(() -> start(home, "short")).isInstanceOf(StartFailure.class).hasMessageContaining("too short");
  }

  @Test
  void secondProcessWithAFolderOfItsOwnLeavesTheKeyAlone() throws IOException {
    start(home, "");
    Path other = Files.createDirectories(home.resolve("other"));
    start(other, "");
    assertThat(other.resolve("admin-key")).doesNotExist();
    assertThat(keys.recognise(kept())).isPresent();
  }
}
