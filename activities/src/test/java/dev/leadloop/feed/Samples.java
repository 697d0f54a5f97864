package dev.leadloop.feed;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records of any kind, filled with something. */
final class Samples {
  private Samples() {}

  /** Something of that type; of an enum its last constant, of what is none of those known here nothing. */
  static @Nullable Object of(Class<?> type) {
    if (type.isRecord()) {
      return made(type);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[type.getEnumConstants().length - 1];
    }
    return Map.<Class<?>, Object>ofEntries(
        Map.entry(int.class, 1), Map.entry(long.class, 1L), Map.entry(double.class, 1.0), Map.entry(boolean.class, true),
        Map.entry(String.class, "x"), Map.entry(Instant.class, Instant.EPOCH), Map.entry(Duration.class, Duration.ZERO),
        Map.entry(List.class, List.of()), Map.entry(Map.class, Map.of()), Map.entry(Set.class, Set.of())).get(type);
  }

  private static Object made(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      var constructor = type.getDeclaredConstructor(
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(Arrays.stream(components).map(one -> of(one.getType())).toArray());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " cannot be made", e);
    }
  }
}
