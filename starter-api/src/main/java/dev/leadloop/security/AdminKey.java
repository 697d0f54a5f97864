package dev.leadloop.security;

import dev.leadloop.local.DataFolder;
import dev.leadloop.local.StartupNote;
import dev.leadloop.store.ApiKeyStore;
import dev.leadloop.store.ApiKeyStore.KeyRow;
import dev.leadloop.worker.StartFailure;
import jakarta.annotation.PostConstruct;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The administrator's key: the one of the setting, else the one of the data folder, else a new one made at random. It is
 * printed at the start that made it and never again.
 */
class AdminKey {
  static final String KEY_ID = "admin";
  static final String FILE = "admin-key";
  private static final int SHORTEST = 20;

  private final ApiKeys keys;
  private final ApiKeyStore store;
  private final DataFolder folder;
  private final Clock clock;
  private final String given;
  private String note = "";

  AdminKey(
      ApiKeys keys, ApiKeyStore store, DataFolder folder, Clock clock, String given) {
    this.keys = keys;
    this.store = store;
    this.folder = folder;
    this.clock = clock;
    this.given = given.strip();
  }

  /** Sees to it that there is a key; repeated starts change nothing. */
  @PostConstruct
  void settle() {
    SecretFile file = file(folder.root().resolve(FILE));
    if (!given.isEmpty()) {
      if (given.length() < SHORTEST) {
        throw new StartFailure("leadloop.admin-key (LEADLOOP_ADMIN_KEY) is too short: give at least " + SHORTEST
            + " characters made at random.");
      }
      hold(given);
    } else if (file.exists()) {
      hold(file.read());
      note = "in " + file.path();
    } else if (!store.exists(KEY_ID)) {
      make();
    } else {
      note = "made at an earlier start; LEADLOOP_ADMIN_KEY sets another";
    }
  }

  /** The line that tells the person at the terminal. */
  StartupNote startupNote() {
    return new StartupNote("Admin key", () -> note);
  }

  private void make() {
    String key = keys.randomKey();
    SecretFile file = file(folder.at(FILE));
    // Written first: a key in the database that no file holds could not be had again.
    file.write(key);
    if (store.insert(row(), ApiKeys.hash(key))) {
      note = key + "  (kept in " + file.path() + ")";
    } else {
      file.delete();
    }
  }

  private void hold(String key) {
    if (!store.insert(row(), ApiKeys.hash(key))) {
      store.replaceHash(KEY_ID, ApiKeys.hash(key));
    }
  }

  private static SecretFile file(Path path) {
    return new SecretFile(path, "LEADLOOP_ADMIN_KEY", SHORTEST);
  }

  private KeyRow row() {
    return new KeyRow(KEY_ID, "admin", Role.ADMIN.name(), null, clock.instant(), null);
  }
}
