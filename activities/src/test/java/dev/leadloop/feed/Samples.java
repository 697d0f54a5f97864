package dev.leadloop.feed;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Records of any kind, filled with something. */
final class Samples {
  /** Each time of day is later than the one before, as of a stretch of time. */
  private static final AtomicInteger TIMES = new AtomicInteger();

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
    return made(type, Arrays.stream(type.getRecordComponents()).map(one -> of(one.getType())).toArray());
  }

  private static Object made(Class<?> type, @Nullable Object[] members) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      var constructor = type.getDeclaredConstructor(
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(members);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " cannot be made", e);
    }
  }

  /** The same with no member left empty, so that JSON has all of them. */
  static @Nullable Object full(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      Object last = full(of[of.length - 1]);
      return generic.getRawType() == Map.class ? Map.of(full(of[0]), last)
          : generic.getRawType() == Set.class ? Set.of(last) : List.of(last);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      return made(raw, Arrays.stream(raw.getRecordComponents()).map(one -> full(one.getGenericType())).toArray());
    }
    Object known = of(raw);
    return known != null ? known : Map.<Class<?>, Object>of(
        Integer.class, 1, Long.class, 1L, Double.class, 1.0, Boolean.class, true, BigDecimal.class, BigDecimal.ONE,
        LocalDate.class, LocalDate.EPOCH, ZoneId.class, ZoneId.of("Europe/Berlin"),
        LocalTime.class, LocalTime.MIDNIGHT.plusSeconds(TIMES.incrementAndGet())).get(raw);
  }
}
