package dev.leadloop.policy.diff;

import dev.leadloop.lead.Foretold;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Foretelling;
import dev.leadloop.sla.BusinessCalendar.Block;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes records that hold something everywhere, and every record that differs from such a one in one place. */
final class Samples {
  private static final int DEEPEST = 1;

  /** No rule of a policy's: what was learned, lent to it. */
  private static final Foretelling FORETELLING = new Foretelling() {
    @Override
    public Duration reach() {
      return Duration.ZERO;
    }

    @Override
    public @Nullable Foretold of(LeadProfile profile, List<Signal> signals, Instant at) {
      return null;
    }
  };

  private int next;
  private final Map<Class<?>, Integer> open = new LinkedHashMap<>();

  /** One other value, and where it stands. */
  record Mutant(String place, Object value) {}

  /** A record of that type in which every list has an entry of each kind that it may have. */
  <T> T of(Class<T> type) {
    return type.cast(samples(type).get(0));
  }

  /** A value of each kind that the type has. */
  private List<Object> samples(Type type) {
    if (type instanceof ParameterizedType of) {
      return List.of(collection(of));
    }
    Class<?> plain = (Class<?>) type;
    if (ours(plain) && plain.isSealed()) {
      List<Object> kinds = new ArrayList<>();
      Arrays.stream(plain.getPermittedSubclasses()).forEach(kind -> kinds.addAll(samples(kind)));
      return kinds;
    }
    if (plain.equals(Block.class)) {
      return List.of(new Block(LocalTime.of(9, 0), LocalTime.of(12, 30)));
    }
    return plain.isRecord() ? record(plain) : List.of(simple(plain));
  }

  /** Java seals some of its own types, such as zones. */
  static boolean ours(Class<?> type) {
    return type.getName().startsWith("dev.leadloop.");
  }

  private List<Object> record(Class<?> type) {
    if (open.getOrDefault(type, 0) >= DEEPEST) {
      return List.of();
    }
    open.merge(type, 1, Integer::sum);
    List<Object> records = new ArrayList<>();
    for (int kind = 0; kind < kinds(type); kind++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (RecordComponent component : type.getRecordComponents()) {
        List<Object> all = samples(component.getGenericType());
        values.add(all.isEmpty() ? null : all.get(Math.min(kind, all.size() - 1)));
      }
      if (!values.contains(null)) {
        records.add(made(type, values));
      }
    }
    open.merge(type, -1, Integer::sum);
    return records;
  }

  /** How many records it takes to hold each kind of what they hold; a condition holds all kinds of conditions by itself. */
  private static int kinds(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType)
        .filter(held -> ours(held) && held.isSealed() && !held.equals(Condition.class))
        .mapToInt(held -> held.getPermittedSubclasses().length).max().orElse(1);
  }

  private Object collection(ParameterizedType of) {
    Type[] types = of.getActualTypeArguments();
    Object raw = of.getRawType();
    if (raw.equals(Map.class)) {
      Map<Object, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < 2; i++) {
        for (Object value : samples(types[1])) {
          map.put(samples(types[0]).get(0), value);
        }
      }
      return map;
    }
    List<Object> list = new ArrayList<>(samples(types[0]));
    if (list.size() == 1) {
      list.addAll(samples(types[0]));
    }
    return raw.equals(Set.class) ? new HashSet<>(list) : list;
  }

  private Object simple(Class<?> type) {
    int number = ++next;
    if (type.isEnum()) {
      return type.getEnumConstants()[number % type.getEnumConstants().length];
    }
    if (type.equals(int.class) || type.equals(Integer.class)) {
      return number;
    }
    if (type.equals(boolean.class) || type.equals(Boolean.class)) {
      return number % 2 == 0;
    }
    if (type.equals(String.class)) {
      return "word" + number;
    }
    if (type.equals(Duration.class)) {
      return Duration.ofMinutes(number);
    }
    if (type.equals(ZoneId.class)) {
      return ZoneId.of("Europe/Berlin");
    }
    if (type.equals(LocalDate.class)) {
      return LocalDate.of(2026, 1, 1).plusDays(number);
    }
    if (type.equals(Foretelling.class)) {
      return FORETELLING;
    }
    throw new IllegalStateException("the samples know no value of " + type + "; give them one");
  }

  /** Every value that differs from this one in one place. */
  static List<Mutant> mutants(String place, Object value, boolean nullable) {
    List<Mutant> mutants = new ArrayList<>();
    if (value == FORETELLING) {
      return mutants;
    }
    if (value instanceof Record record && !(value instanceof Block)) {
      ofRecord(place, record, mutants);
    } else if (value instanceof List<?> list) {
      ofList(place, list, mutants);
    } else if (value instanceof Set<?> set) {
      TreeSet<Object> one = new TreeSet<>(set);
      mutants.add(new Mutant(place + " less", Set.copyOf(one.tailSet(one.first(), false))));
      mutants.add(new Mutant(place + " none", Set.of()));
    } else if (value instanceof Map<?, ?> map) {
      ofMap(place, map, mutants);
    } else {
      mutants.add(new Mutant(place, other(value)));
    }
    if (nullable) {
      mutants.add(new Mutant(place + " none", NOTHING));
    }
    return mutants;
  }

  private static final Object NOTHING = new Object();

  private static void ofRecord(String place, Record record, List<Mutant> mutants) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    List<@Nullable Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      values.add(Values.of(component, record));
    }
    for (int i = 0; i < components.length; i++) {
      Object value = values.get(i);
      if (value == null) {
        continue;
      }
      boolean nullable = nullable(components[i].getAnnotatedType());
      String at = place + "/" + record.getClass().getSimpleName() + "." + components[i].getName();
      List<Mutant> others = new ArrayList<>(mutants(at, value, nullable));
      if (ours(components[i].getType()) && components[i].getType().isSealed()) {
        new Samples().samples(components[i].getType()).forEach(kind -> others.add(new Mutant(at + " kind", kind)));
      }
      for (Mutant one : others) {
        List<@Nullable Object> changed = new ArrayList<>(values);
        changed.set(i, one.value() == NOTHING ? null : one.value());
        mutants.add(new Mutant(one.place(), made(record.getClass(), changed)));
      }
    }
  }

  private static boolean nullable(AnnotatedElement type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static void ofList(String place, List<?> list, List<Mutant> mutants) {
    for (int i = 0; i < list.size(); i++) {
      List<Object> less = new ArrayList<>(list);
      less.remove(i);
      mutants.add(new Mutant(place + " less", less));
      for (Mutant one : mutants(place, list.get(i), false)) {
        List<Object> changed = new ArrayList<>(list);
        changed.set(i, one.value());
        mutants.add(new Mutant(one.place(), changed));
      }
    }
    List<Object> turned = new ArrayList<>(list);
    Collections.reverse(turned);
    mutants.add(new Mutant(place + " turned", turned));
  }

  private static void ofMap(String place, Map<?, ?> map, List<Mutant> mutants) {
    map.forEach((key, value) -> {
      Map<Object, Object> less = new LinkedHashMap<>(map);
      less.remove(key);
      mutants.add(new Mutant(place + " less", less));
      for (Mutant one : mutants(place, value, false)) {
        Map<Object, Object> changed = new LinkedHashMap<>(map);
        changed.put(key, one.value());
        mutants.add(new Mutant(one.place(), changed));
      }
    });
  }

  private static Object other(Object value) {
    return switch (value) {
      case Integer number -> number + 1_000;
      case Boolean flag -> !flag;
      case String text -> text + "-other";
      case Duration time -> time.plusSeconds(1);
      case ZoneId ignored -> ZoneId.of("Asia/Tokyo");
      case LocalDate date -> date.plusYears(3);
      case DayOfWeek day -> day.plus(1);
      case Enum<?> name -> {
        Object[] all = name.getDeclaringClass().getEnumConstants();
        yield all[(name.ordinal() + 1) % all.length];
      }
      case Block hours -> new Block(hours.from(), hours.to().plusMinutes(15));
      default -> throw new IllegalStateException("the samples know no other value than " + value + "; give them one");
    };
  }

  private static Object made(Class<?> type, List<@Nullable Object> values) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      return canonical.newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + type + " can be made of " + values, e);
    }
  }
}
