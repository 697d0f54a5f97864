package dev.leadloop.api.audit;

import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.Change;
import dev.leadloop.security.Caller;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a change and writes down who made it, both or neither. */
@Component
public class AuditTrail {
  private final AuditStore store;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final JsonMapper json;

  AuditTrail(AuditStore store, TransactionTemplate transaction, InstantSource clock, JsonMapper json) {
    this.store = store;
    this.transaction = transaction;
    this.clock = clock;
    this.json = json;
  }

  /**
   * What is to be said of a change.
   *
   * @param action such as {@code key_made}
   * @param target such as {@code key/key-1}; nothing of a lead's person
   * @param detail no secrets
   */
  public record Note(String action, String target, Map<String, ?> detail) {}

  /**
   * Makes the change in one transaction with its line.
   *
   * @param note what is to be said of it; null where nothing was changed
   */
  public <T> T change(Caller caller, Supplier<T> change, Function<T, @Nullable Note> note) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              T result = change.get();
              Note said = note.apply(result);
              if (said != null) {
                say(caller, said);
              }
              return result;
            }));
  }

  /** Writes down what the running transaction changes besides. */
  public void say(Caller caller, Note note) {
    store.add(clock.instant(), new Change(caller.principal(), note.action(), note.target(), note.detail()));
  }

  /** Field by field what became of a thing: its values where there was none before, else what changed from what. */
  public Map<String, Object> difference(@Nullable Object before, Object after) {
    Map<String, String> was = before == null ? Map.of() : values(before);
    Map<String, Object> difference = new LinkedHashMap<>();
    values(after).forEach(
        (field, value) -> {
          String old = was.get(field);
          if (before == null) {
            difference.put(field, value);
          } else if (!value.equals(old)) {
            difference.put(field, Map.of("from", String.valueOf(old), "to", value));
          }
        });
    return difference;
  }

  private Map<String, String> values(Object thing) {
    Map<String, String> values = new TreeMap<>();
    gather("", json.valueToTree(thing), values);
    return values;
  }

  private static void gather(String name, JsonNode node, Map<String, String> into) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(field -> gather(name.isEmpty() ? field.getKey() : name + "." + field.getKey(), field.getValue(), into));
    } else {
      into.put(name, node.isString() ? node.asString() : node.toString());
    }
  }
}
