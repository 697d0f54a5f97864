package dev.leadloop.connect.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.connect.mapping.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One kind of system. What it does not offer it leaves as it is here. */
public interface Vendor {
  /** The word a mapping names it by. */
  String kind();

  /** As people call it. */
  String title();

  /** A mapping that works unedited for a standard account: the file of that kind beside the others. */
  default String preset() {
    try (InputStream file = Objects.requireNonNull(Vendor.class.getResourceAsStream("/connectors/" + kind() + ".yaml"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Where it answers unless the mapping says otherwise; null where the mapping must. */
  @Nullable String server();

  /** How fast it may be called. */
  Pace pace();

  /** Whether the credential is no token itself, and gets one by signing in. */
  default boolean signsIn(String credential) {
    return false;
  }

  /**
   * Signs in; returns the token that calls carry then.
   *
   * @param calls that carry nothing
   */
  default String token(VendorCalls calls, String credential) throws VendorTrouble {
    return credential;
  }

  /** What calls carry to be allowed: by the credential, or by the token that was got for it. */
  Map<String, String> headers(String credential, Mapping mapping);

  /** Its fields; empty where it cannot tell. */
  default Optional<List<Field>> fields(VendorCalls calls, Mapping mapping) throws VendorTrouble {
    return Optional.empty();
  }

  /** Its users' ids by address, in small letters. */
  default Map<String, String> users(VendorCalls calls) throws VendorTrouble {
    return Map.of();
  }

  /**
   * Writes a batch; each record gets its own answer, whatever becomes of the others.
   *
   * @throws VendorTrouble where nothing can be said of any of them
   */
  List<Written> write(VendorCalls calls, Mapping mapping, List<Write> batch) throws VendorTrouble;

  /** The records of those addresses, where there are any. */
  List<Told> find(VendorCalls calls, Mapping mapping, List<String> addresses) throws VendorTrouble;

  /** A page of all records, from where the last one ended; empty where it cannot be read so. */
  default Optional<Page> read(VendorCalls calls, Mapping mapping, @Nullable String after) throws VendorTrouble {
    return Optional.empty();
  }

  /**
   * What changed over there behind that place, where it has to be asked; empty where it tells of changes by itself.
   *
   * @param after where the last answer ended; null for whatever changes from now on
   */
  default Optional<Changes> changes(VendorCalls calls, Mapping mapping, @Nullable String after) throws VendorTrouble {
    return Optional.empty();
  }

  /** Deletes a record for good. That it is not there is what was wanted. */
  void forget(VendorCalls calls, Mapping mapping, String remoteId) throws VendorTrouble;

  /** Whether a call of theirs was signed with the secret; empty when it was, else why it is refused. */
  default Optional<String> unsigned(String secret, Signed call, Instant now) {
    return Optional.of(title() + " does not call us");
  }

  /** What a call of theirs tells, one by one. */
  default List<Event> events(JsonNode body) {
    return List.of();
  }

  /** What events come to; those that mean nothing to us are left out. */
  default List<Told> told(VendorCalls calls, Mapping mapping, List<Event> events) throws VendorTrouble {
    return List.of();
  }

  /**
   * The most that may be done.
   *
   * @param batch records a call
   * @param calls in the window
   * @param windowMillis how long it is
   * @param atOnce calls at the same time
   */
  record Pace(int batch, int calls, long windowMillis, int atOnce) {}

  /**
   * A field over there.
   *
   * @param options the only values it takes; empty where it takes any
   */
  record Field(String name, boolean readOnly, List<String> options) {}

  /**
   * A call of theirs as it came.
   *
   * @param url as they called it
   * @param headers by name in small letters
   */
  record Signed(String method, String url, Map<String, String> headers, String body) {}

  /** One thing they told; the key is the same when it is told again. */
  record Event(String key, JsonNode body) {}

  /**
   * Changes, of which some may have been told before.
   *
   * @param next where to go on once they are kept
   * @param more whether there is more already
   */
  record Changes(List<Event> events, String next, boolean more) {}

  /**
   * A page of records.
   *
   * @param next where the next one begins; null on the last
   */
  record Page(List<Told> records, @Nullable String next) {}
}
