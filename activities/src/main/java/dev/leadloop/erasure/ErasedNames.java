package dev.leadloop.erasure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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

  /** The hashes of those names of the people that were forgotten. */
  public Set<String> among(Collection<Person> people) {
    return store.known(people.stream().flatMap(person -> hashes(person).stream()).collect(Collectors.toSet()));
  }

  /** Whether any name of the person is among those hashes. */
  public boolean isAmong(Set<String> hashes, Person person) {
    return hashes(person).stream().anyMatch(hashes::contains);
  }

  /** Takes a person up again who came back: an address that got no mail gets none again. */
  public void takeBack(Person person) {
    person.addresses().forEach(address -> store.takeBack(ofAddress(address), address));
    person.names().forEach(name -> store.takeBack(ofName(name), null));
  }

  /** Keeps the person's names as hashes, and for each address why it got no mail; call it before anything is erased. */
  public void keep(Person person) {
    store.keep(
        person.addresses().stream().collect(Collectors.toMap(one -> one, this::ofAddress)),
        person.names().stream().map(this::ofName).toList(), person.lead());
  }

  private Set<String> hashes(Person person) {
    Set<String> hashes = new HashSet<>();
    person.addresses().forEach(one -> hashes.add(ofAddress(one)));
    person.names().forEach(one -> hashes.add(ofName(one)));
    return hashes;
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
