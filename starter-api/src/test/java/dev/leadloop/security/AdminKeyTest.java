package dev.leadloop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.keys.ApiKeyStore;
import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.KeyHolder;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.worker.start.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AdminKeyTest {
  @TempDir Path home;
  private TestDatabase database;
  private ApiKeyStore store;
  private AuditStore audit;
  private TransactionTemplate transaction;
  private ApiKeys keys;

  @BeforeEach
  void open() {
    database = TestPostgres.freshDatabase();
    JdbcClient jdbc = JdbcClient.create(database.dataSource());
    store = new ApiKeyStore(jdbc);
    audit = new AuditStore(jdbc);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    keys = new ApiKeys(store, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private AdminKey start(Path folder, String given) {
    AdminKey key = new AdminKey(keys, store, audit, transaction, new DataFolder(folder), Clock.systemUTC(), given);
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

  private boolean opens(String key) {
    return new ApiKeys(store, Clock.systemUTC()).recognise(key).isPresent();
  }

  private void revoke(String keyId) {
    assertThat(store.revoke(keyId, Instant.now())).isPresent();
  }

  @Test
  void revokedKeyStaysRevokedWhateverStillNamesIt() throws IOException {
    start(home, "");
    String key = kept();
    revoke("admin");
    assertThat(start(home, "").startupNote().text().get()).contains("revoked at", "LEADLOOP_ADMIN_KEY").doesNotContain(key);
    assertThat(opens(key)).isFalse();
    assertThat(start(home, key).startupNote().text().get()).contains("revoked at").doesNotContain(key);
    assertThat(opens(key)).isFalse();
    Files.delete(home.resolve("admin-key"));
    assertThat(start(home, "").startupNote().text().get()).contains("revoked", "LEADLOOP_ADMIN_KEY");
    assertThat(home.resolve("admin-key")).doesNotExist();
    assertThat(store.all()).hasSize(1);
  }

  @Test
  void anotherValueInTheSettingIsTheWayBackAndMakesAnotherKey() throws IOException {
    start(home, "first-key-of-the-administrator");
    revoke("admin");
    start(home, "second-key-of-the-administrator");
    assertThat(opens("second-key-of-the-administrator")).isTrue();
    assertThat(store.all()).extracting(ApiKeyStore.KeyRow::name).containsExactlyInAnyOrder("admin", "admin-2");
    start(home, "first-key-of-the-administrator");
    assertThat(opens("first-key-of-the-administrator")).isFalse();
    assertThat(opens("second-key-of-the-administrator")).as("the other one is not touched by that").isTrue();
    revoke("admin-2");
    start(home, "second-key-of-the-administrator");
    assertThat(opens("second-key-of-the-administrator")).isFalse();
    start(home, "third-key-of-the-administrator");
    start(home, "third-key-of-the-administrator");
    assertThat(opens("third-key-of-the-administrator")).isTrue();
    assertThat(store.all()).hasSize(3);
    assertThat(audit.list(new AuditStore.Filter(null, null, "key/", null, null, null, 50)))
        .extracting(line -> line.by() + " " + line.action() + " " + line.target())
        .containsExactly(
            "system:leadloop admin_key_made key/admin-3", "system:leadloop admin_key_made key/admin-2",
            "system:leadloop admin_key_made key/admin");
  }

  @Test
  void nameThatSomebodyElsesKeyHasIsPassedOver() throws IOException {
    keys.create("ADMIN", Role.MARKETING, null, KeyHolder.PERSON);
    keys.create("admin-2", Role.MANAGER, null, KeyHolder.PERSON);
    start(home, "a-key-chosen-by-the-administrator");
    assertThat(opens("a-key-chosen-by-the-administrator")).isTrue();
    assertThat(store.all()).extracting(ApiKeyStore.KeyRow::name).containsExactlyInAnyOrder("ADMIN", "admin-2", "admin-3");
  }

  @Test
  void keyOfAnotherRoleIsNoAdministratorsKey() {
    String other = keys.create("website", Role.MARKETING, null, KeyHolder.PERSON).key();
    assertThatThrownBy(() -> start(home, other)).isInstanceOf(StartFailure.class).hasMessageContaining("'website'")
        .hasMessageNotContaining(other);
  }

  @Test
  void manyProcessesThatStartAtOnceWithOneNewKeyMakeOne() throws Exception {
    start(home, "first-key-of-the-administrator");
    revoke("admin");
    try (ExecutorService processes = Executors.newFixedThreadPool(6)) {
      processes.invokeAll(
          Collections.nCopies(6, () -> start(home, "second-key-of-the-administrator"))).forEach(each -> {
            try {
              each.get();
            } catch (InterruptedException | ExecutionException failed) {
              throw new AssertionError(failed);
            }
          });
    }
    assertThat(opens("second-key-of-the-administrator")).isTrue();
    assertThat(store.all()).hasSize(2);
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
