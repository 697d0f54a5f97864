package dev.leadloop.security;

import dev.leadloop.keys.ApiKeyStore;
import dev.leadloop.keys.ApiKeyStore.KeyRow;
import dev.leadloop.keys.KeyHolder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes keys and recognises them. Only the SHA-256 of a key is kept: with 256 random bits there is nothing to guess, so
 * no slow hash is needed. A key once found good is remembered for {@link #REMEMBERED}, which is also how long another
 * process may still honour a key that was revoked here.
 */
@Component
public class ApiKeys {
  /** How long a good key is taken without asking the database. */
  static final Duration REMEMBERED = Duration.ofSeconds(10);

  private static final int KEY_BYTES = 32;
  private static final int PASSWORD_BYTES = 15;
  private static final int MOST_REMEMBERED = 1_000;

  private final ApiKeyStore store;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Caller caller, Instant until) {}

  /** A new key, shown once. */
  public record NewKey(String keyId, String key) {}

  /** Keys that are kept in that store and remembered by that clock. */
  public ApiKeys(ApiKeyStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Who holds this key; empty when it is unknown or revoked. */
  public Optional<Caller> recognise(String key) {
    return recogniseHash(hash(key));
  }

  /** Who holds the key of this hash; empty when it is unknown or revoked. */
  public Optional<Caller> recogniseHash(String hash) {
    Instant now = clock.instant();
    Known remembered = known.get(hash);
    if (remembered != null && now.isBefore(remembered.until())) {
      return Optional.of(remembered.caller());
    }
    Optional<Caller> caller =
        store.findByHash(hash).map(row -> new Caller(row.name(), Role.valueOf(row.role()), row.repId(), row.holder()));
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    caller.ifPresentOrElse(found -> known.put(hash, new Known(found, now.plus(REMEMBERED))), () -> known.remove(hash));
    return caller;
  }

  /** Makes a key; the rep is the one a sales key is bound to. */
  public NewKey create(String name, Role role, @Nullable String repId, KeyHolder holder) {
    String key = randomKey();
    String keyId = "key-" + randomText(9);
    store.insert(new KeyRow(keyId, name, role.name(), repId, holder, clock.instant(), null, null), hash(key));
    return new NewKey(keyId, key);
  }

  /** Asks the database again about every key: one that was revoked opens nothing here from now on. */
  public void forget() {
    known.clear();
  }

  /** A key nobody can guess. */
  String randomKey() {
    return "ll_" + randomText(KEY_BYTES);
  }

  /** A password nobody can guess, short enough to be typed. */
  public String randomPassword() {
    return randomText(PASSWORD_BYTES);
  }

  private String randomText(int bytes) {
    byte[] random256 = new byte[bytes];
    random.nextBytes(random256);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random256);
  }

  /** The SHA-256 of a key, in hexadecimal digits. */
  public static String hash(String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256, this one does not", missing);
    }
  }
}
