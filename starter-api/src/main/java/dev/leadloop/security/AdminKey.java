package dev.leadloop.security;

import dev.leadloop.keys.ApiKeyStore;
import dev.leadloop.keys.ApiKeyStore.KeyRow;
import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.Change;
import dev.leadloop.keys.KeyHolder;
import dev.leadloop.lead.Principal;
import dev.leadloop.local.StartupNote;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.worker.start.StartFailure;
import jakarta.annotation.PostConstruct;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The administrator's key: the one of the setting, else the one of the data folder, else a new one made at random. It is
 * printed at the start that made it and never again. Once revoked it opens nothing, whatever still names it; another value
 * in the setting makes another key.
 */
class AdminKey {
  static final String KEY_ID = "admin";
  static final String FILE = "admin-key";
  private static final int SHORTEST = 20;
  private static final int MOST = 1_000;
  private static final String WAY_BACK = "to make another, set LEADLOOP_ADMIN_KEY to a new one and start again";

  private final ApiKeys keys;
  private final ApiKeyStore store;
  private final AuditStore audit;
  private final TransactionTemplate transaction;
  private final DataFolder folder;
  private final Clock clock;
  private final String given;
  private String note = "";

  AdminKey(
      ApiKeys keys,
      ApiKeyStore store,
      AuditStore audit,
      TransactionTemplate transaction,
      DataFolder folder,
      Clock clock,
      String given) {
    this.keys = keys;
    this.store = store;
    this.audit = audit;
    this.transaction = transaction;
    this.folder = folder;
    this.clock = clock;
    this.given = given.strip();
  }

  /** Sees to it that there is a key, unless it was revoked; repeated starts change nothing. */
  @PostConstruct
  void settle() {
    SecretFile file = file(folder.root().resolve(FILE));
    if (!given.isEmpty()) {
      if (given.length() < SHORTEST) {
        throw new StartFailure("leadloop.admin-key (LEADLOOP_ADMIN_KEY) is too short: give at least " + SHORTEST
            + " characters made at random.");
      }
      note = hold(given).map(when -> "the one of LEADLOOP_ADMIN_KEY was revoked at " + when + "; " + WAY_BACK).orElse("");
    } else if (file.exists()) {
      note =
          hold(file.read())
              .map(when -> "the one in " + file.path() + " was revoked at " + when + "; " + WAY_BACK)
              .orElse("in " + file.path());
    } else if (store.family(KEY_ID).isEmpty()) {
      make();
    } else {
      boolean live = store.family(KEY_ID).stream().anyMatch(key -> key.revokedAt() == null);
      note = live ? "made at an earlier start; LEADLOOP_ADMIN_KEY sets another" : "revoked; " + WAY_BACK;
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
    if (insert(KEY_ID, ApiKeys.hash(key))) {
      note = key + "  (kept in " + file.path() + ")";
    } else {
      file.delete();
    }
  }

  /** Lets the key open everything, instead of the one before; returns since when it is revoked, where it is. */
  private Optional<Instant> hold(String key) {
    String hash = ApiKeys.hash(key);
    Optional<KeyRow> known = store.anyByHash(hash);
    if (known.isPresent()) {
      if (!known.get().role().equals(Role.ADMIN.name())) {
        throw new StartFailure("LEADLOOP_ADMIN_KEY names the key '" + known.get().name() + "', which has the role "
            + known.get().role() + ": set it to one of its own, made at random.");
      }
      return known.map(KeyRow::revokedAt);
    }
    List<KeyRow> family = store.family(KEY_ID);
    Optional<KeyRow> live = family.stream().filter(row -> row.revokedAt() == null).findFirst();
    if (live.isEmpty() || !replace(live.get().keyId(), hash)) {
      insertUnderAFreeName(hash, family.size());
    }
    return Optional.empty();
  }

  /** Another process may have taken the name, or a person may have given it to another key. */
  private void insertUnderAFreeName(String hash, int before) {
    for (int n = before + 1; n <= MOST && store.anyByHash(hash).isEmpty(); n++) {
      if (insert(n == 1 ? KEY_ID : KEY_ID + "-" + n, hash)) {
        return;
      }
    }
  }

  private boolean insert(String name, String hash) {
    KeyRow row = new KeyRow(name, name, Role.ADMIN.name(), null, KeyHolder.PERSON, clock.instant(), null, null);
    try {
      return written("admin_key_made", name, () -> store.insert(row, hash));
    } catch (DuplicateKeyException taken) {
      return false;
    }
  }

  private boolean replace(String keyId, String hash) {
    return written("admin_key_replaced", keyId, () -> store.replaceHash(keyId, hash));
  }

  private boolean written(String action, String keyId, BooleanSupplier change) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              boolean changed = change.getAsBoolean();
              if (changed) {
                audit.add(clock.instant(), new Change(Principal.SYSTEM, action, "key/" + keyId, Map.of("at", "start")));
              }
              return changed;
            }));
  }

  private static SecretFile file(Path path) {
    return new SecretFile(path, "LEADLOOP_ADMIN_KEY", SHORTEST);
  }
}
