package dev.leadloop.inbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.temporal.payload.Payloads;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of sealed types in columns: the same as in their JSON. */
public final class EventKinds {
  private static final Map<Class<?>, String> NAMES =
      Stream.of(EventBody.class, JournalEntry.class)
          .map(type -> type.getAnnotation(JsonSubTypes.class))
          .flatMap(names -> Stream.of(names.value()))
          .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

  private EventKinds() {}

  /** The name of an effect's type. */
  public static String of(Effect effect) {
    return Payloads.kind(effect);
  }

  /** The name of the type of an event or a journal entry; fails with {@link IllegalArgumentException} for all else. */
  public static String of(Object value) {
    String name = NAMES.get(value.getClass());
    if (name == null) {
      throw new IllegalArgumentException(value.getClass().getSimpleName() + " has no name in JSON");
    }
    return name;
  }
}
