package dev.leadloop.policy.diff;

import dev.leadloop.policy.Spans;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.sla.BusinessCalendar.Block;
import java.lang.reflect.RecordComponent;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of a policy as people say them. */
final class Values {
  /** What an entry of a list goes by, where it has one of these. */
  static final List<String> KEYS = List.of("id", "code", "grade", "team", "by");

  private Values() {}

  /** The value of a component. */
  static @Nullable Object of(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the component '" + component.getName() + "' of " + record + " cannot be read", e);
    }
  }

  /** The words of a value; "none" where there is no value. */
  static String words(@Nullable Object value) {
    return switch (value) {
      case null -> "none";
      case Condition condition -> ConditionWords.of(condition);
      case PropertyTest test -> ConditionWords.of(test);
      case RuleTerms.Turns turns -> turns(turns);
      case Duration time -> Spans.words(time);
      case DayOfWeek day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case QualifyingNumber measure -> measure.words();
      case Enum<?> name -> name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case Block hours -> hours.from() + "-" + (hours.to().equals(LocalTime.MIN) ? "24:00" : hours.to());
      case Collection<?> all -> all.isEmpty() ? "none" : inOrder(all).collect(Collectors.joining(" and "));
      case Map<?, ?> map -> map.isEmpty() ? "none" : sorted(map).entrySet().stream()
          .map(entry -> words(entry.getKey()) + " " + words(entry.getValue())).collect(Collectors.joining(" and "));
      case Record record -> description(record);
      default -> value.toString();
    };
  }

  private static Stream<String> inOrder(Collection<?> all) {
    return all instanceof Set<?> ? all.stream().map(Values::words).sorted() : all.stream().map(Values::words);
  }

  private static String turns(RuleTerms.Turns turns) {
    String from = turns.from() == turns.to() ? "number " + turns.from() : "numbers " + turns.from();
    return turns.equals(RuleTerms.Turns.EVERY) ? "all" : turns.from() == turns.to() ? from
        : from + (turns.to() == Integer.MAX_VALUE ? " and later" : " to " + turns.to());
  }

  /** What a record says, without what it is called. */
  static String description(Record record) {
    List<String> said = new ArrayList<>();
    String kind = Wordings.kind(record.getClass());
    if (!kind.isEmpty()) {
      said.add(kind);
    }
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = of(component, record);
      if (isNothing(value) || KEYS.contains(component.getName())) {
        continue;
      }
      Wording wording = Wordings.of(component);
      if (value instanceof Boolean flag) {
        said.add(wording.flag(flag));
        continue;
      }
      if (value instanceof Map<?, ?> map && wording.saysKeys()) {
        sorted(map).forEach((name, entry) -> said.add(wording.of(words(name)).is(words(entry))));
        continue;
      }
      Map<String, Object> entries = value instanceof List<?> list ? keyed(list) : null;
      said.add(wording.is(entries == null ? words(value) : String.join(" and ", entries.keySet())));
    }
    return said.isEmpty() ? "nothing further" : String.join(", ", said);
  }

  /** Whether it adds nothing to what is said besides. */
  static boolean isNothing(@Nullable Object value) {
    return value == null || value instanceof Collection<?> all && all.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty()
        || value.equals(RuleTerms.NONE) || value.equals(RuleTerms.Turns.EVERY);
  }

  /** The entries by what they go by, in order; null where they have no such name, or not one each. */
  static @Nullable Map<String, Object> keyed(List<?> entries) {
    Map<String, Object> byKey = new LinkedHashMap<>();
    for (Object entry : entries) {
      RecordComponent key = entry instanceof Record ? key(entry.getClass()) : null;
      if (key == null || byKey.put(words(of(key, entry)), entry) != null) {
        return null;
      }
    }
    return byKey;
  }

  private static @Nullable RecordComponent key(Class<?> type) {
    for (String name : KEYS) {
      for (RecordComponent component : type.getRecordComponents()) {
        if (component.getName().equals(name)) {
          return component;
        }
      }
    }
    return null;
  }

  /** The entries in the order of their keys, since policies do not keep another one everywhere. */
  static Map<Object, Object> sorted(Map<?, ?> map) {
    Map<Object, Object> sorted = new LinkedHashMap<>();
    map.entrySet().stream()
        .sorted((a, b) -> a.getKey() instanceof DayOfWeek day ? day.compareTo((DayOfWeek) b.getKey())
            : a.getKey().toString().compareTo(b.getKey().toString()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** What a record is labelled; null where it has no label. */
  static @Nullable String label(@Nullable Object thing) {
    if (thing instanceof Record) {
      for (RecordComponent component : thing.getClass().getRecordComponents()) {
        if (component.getName().equals("label")) {
          return String.valueOf(of(component, thing));
        }
      }
    }
    return null;
  }
}
