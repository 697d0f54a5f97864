package dev.leadloop.security;

import dev.leadloop.local.DataFolder;
import dev.leadloop.local.StartupNote;
import dev.leadloop.store.ApiKeyStore;
import dev.leadloop.store.ApiKeyStore.KeyRow;
import dev.leadloop.worker.StartFailure;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
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
    Path file = folder.root().resolve(FILE);
    if (!given.isEmpty()) {
      if (given.length() < SHORTEST) {
        throw new StartFailure("leadloop.admin-key (LEADLOOP_ADMIN_KEY) is too short: give at least " + SHORTEST
            + " characters made at random.");
      }
      hold(given);
    } else if (Files.exists(file)) {
      hold(read(file));
      note = "in " + file;
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
    Path file = folder.at(FILE);
    // Written first: a key in the database that no file holds could not be had again.
    write(file, key);
    if (store.insert(row(), ApiKeys.hash(key))) {
      note = key + "  (kept in " + file + ")";
    } else {
      delete(file);
    }
  }

  private void hold(String key) {
    if (!store.insert(row(), ApiKeys.hash(key))) {
      store.replaceHash(KEY_ID, ApiKeys.hash(key));
    }
  }

  private KeyRow row() {
    return new KeyRow(KEY_ID, "admin", Role.ADMIN.name(), null, clock.instant(), null);
  }

  private String read(Path file) {
    try {
      String key = Files.readString(file).strip();
      if (key.length() < SHORTEST) {
        throw new StartFailure(
            "the file " + file + " holds no key: delete it and set LEADLOOP_ADMIN_KEY, or restore it.");
      }
      return key;
    } catch (IOException unreadable) {
      throw new StartFailure("the file " + file + " cannot be read: " + unreadable.getMessage() + ".", unreadable);
    }
  }

  private static void write(Path file, String key) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createFile(file, ownerOnly);
      Files.writeString(file, key + System.lineSeparator());
    } catch (IOException unwritable) {
      throw new StartFailure("the file " + file + " cannot be written: " + unwritable.getMessage() + ".", unwritable);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      throw new StartFailure("the file " + file + " cannot be deleted: " + stays.getMessage() + ".", stays);
    }
  }
}
