package dev.leadloop.erasure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Those who were forgotten, known by a keyed hash alone: whoever has the table and not the key cannot tell whom it is about, and
 * whoever asks for one person is told whether that one is among them.
 */
public final class ErasedNames {
  private static final String ALGORITHM = "HmacSHA256";

  private final ErasedNameStore store;
  private final SecretKeySpec key;

  /** Over a store, by a key that is nowhere in it. */
  public ErasedNames(ErasedNameStore store, byte[] key) {
    this.store = store;
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * One who was forgotten.
   *
   * @param lead whose tombstone it is; null where only an address was known
   * @param suppressed why the address got no mail; null where it did
   */
  public record ErasedName(@Nullable String lead, @Nullable String suppressed) {}

  /** Whether the address was forgotten, and how it stood. */
  public Optional<ErasedName> byAddress(String emailKey) {
    return Optional.ofNullable(byAddresses(List.of(emailKey)).get(emailKey));
  }

  /** Those of the addresses that were forgotten. */
  public Map<String, ErasedName> byAddresses(Collection<String> emailKeys) {
    if (emailKeys.isEmpty()) {
      return Map.of();
    }
    Map<String, String> hashes = emailKeys.stream().distinct().collect(Collectors.toMap(this::ofAddress, one -> one));
    return store.find(hashes.keySet()).entrySet().stream()
        .collect(Collectors.toMap(one -> hashes.get(one.getKey()), Map.Entry::getValue));
  }

  /** Whether the one of that name in another system was forgotten. */
  public Optional<ErasedName> byName(Person.Name name) {
    String hash = ofName(name);
    return Optional.ofNullable(store.find(List.of(hash)).get(hash));
  }

  /** Keeps the person's names as hashes, and for each address why it got no mail; call it before anything is erased. */
  public void keep(Person person) {
    store.keep(
        person.addresses().stream().collect(Collectors.toMap(one -> one, this::ofAddress)),
        person.names().stream().map(this::ofName).toList(), person.lead());
  }

  private String ofAddress(String emailKey) {
    return hash("address\n" + emailKey);
  }

  private String ofName(Person.Name name) {
    return hash("name\n" + name.system() + "\n" + name.id());
  }

  private String hash(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, absent);
    }
  }
}
