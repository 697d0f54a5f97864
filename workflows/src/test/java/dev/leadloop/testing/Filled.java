package dev.leadloop.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes records in which nothing is missing and neighbours never have the same value. Values go by places, not by names, so that
 * renaming a component changes nothing that it does not change on the wire.
 */
public final class Filled {
  private static final Instant FIRST = Instant.parse("2026-03-01T09:30:00.250Z");
  private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Asia/Tokyo");

  private final Set<Class<?>> enums = new LinkedHashSet<>();
  private final Map<Class<?>, Form<?, ?>> forms = new HashMap<>();

  private record Form<D, F>(Class<F> type, Function<F, D> read) {
    Object read(Object form) {
      return read.apply(type.cast(form));
    }
  }

  /** What is written in another form is filled by that, so that what is pinned goes by the form's places. */
  public <D, F> Filled by(Class<D> type, Class<F> form, Function<F, D> read) {
    forms.put(type, new Form<>(form, read));
    return this;
  }

  /** A filled record of that type. */
  public <T> T make(Class<T> type) {
    return type.cast(value(type, 0));
  }

  /** The enums met so far, in the order they were met. */
  public Set<Class<?>> enums() {
    return enums;
  }

  /** The records below a sealed type. */
  public static <T> Stream<Class<? extends T>> variants(Class<T> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(below -> variants(below.asSubclass(type)))
        : Stream.of(type);
  }

  private Object value(Type type, int place) {
    return switch (type) {
      case ParameterizedType generic -> container(generic, place);
      case Class<?> plain when forms.get(plain) instanceof Form<?, ?> form -> form.read(value(form.type(), place));
      case Class<?> plain when plain.isRecord() -> filled(plain, place);
      case Class<?> plain when plain.isEnum() -> {
        enums.add(plain);
        Object[] constants = plain.getEnumConstants();
        yield constants[place % constants.length];
      }
      case Class<?> plain when plain.isInterface() && plain.isSealed() ->
          value(variants(plain).findFirst().orElseThrow(), place);
      case Class<?> plain -> simple(plain, place);
      default -> throw unknown(type);
    };
  }

  private Object container(ParameterizedType type, int place) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] of = type.getActualTypeArguments();
    if (Map.class.isAssignableFrom(raw)) {
      return Map.of(value(of[0], place), value(of[1], place + 1));
    }
    Object element = value(of[0], place);
    if (raw == Set.class) {
      return Set.of(element);
    }
    if (raw == List.class || raw == Collection.class) {
      return List.of(element);
    }
    throw unknown(type);
  }

  /** Goes on from its place, so that two of a type beside each other differ. */
  private Object filled(Class<?> type, int place) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(components[i].getGenericType(), place + i);
    }
    try {
      var constructor =
          type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("No " + type.getSimpleName() + " can be made of " + Arrays.toString(values), e);
    }
  }

  private static Object simple(Class<?> type, int place) {
    return switch (type.getSimpleName()) {
      case "String" -> "text " + (place + 1);
      case "int", "Integer" -> place + 1;
      case "long", "Long" -> place + 1L;
      case "double", "Double" -> place + 0.5;
      case "boolean", "Boolean" -> place % 2 == 0;
      case "BigDecimal" -> new BigDecimal("1200.50");
      case "Instant" -> FIRST.plus(Duration.ofMinutes(place));
      case "LocalDate" -> LocalDate.of(2026, 3, 1).plusDays(place);
      case "LocalTime" -> LocalTime.of(9, 0).plusMinutes(place);
      case "Duration" -> Duration.ofMinutes(90L + place);
      case "ZoneId" -> ZoneId.of(ZONES.get(place % ZONES.size()));
      case "JsonNode" -> JsonNodeFactory.instance.objectNode().put("fact", "country");
      default -> throw unknown(type);
    };
  }

  private static IllegalArgumentException unknown(Type type) {
    return new IllegalArgumentException("Say here how a " + type + " is made up");
  }
}
