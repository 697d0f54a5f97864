package dev.leadloop.policy.diff;

import dev.leadloop.policy.Spans;
import dev.leadloop.policy.scoring.BelowRule;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.BusinessCalendar.Block;
import java.lang.reflect.RecordComponent;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
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
    if (record instanceof BusinessCalendar calendar && component.getName().equals("holidays")) {
      // Those of its places are told with the place.
      return calendar.ownHolidays();
    }
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
      case PropertyTest test -> test.words();
      case RuleTerms.Turns turns -> turns(turns);
      case RuleTerms.HalfLife halfLife ->
          halfLife.time() == null ? "no half-life" : "a half-life of " + Spans.words(halfLife.time());
      case NegativeRule.LeadsTo leadsTo -> leadsTo(leadsTo);
      case BelowRule.LeadsTo leadsTo -> leadsTo(leadsTo);
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

  /** So many dates are told one by one; of more, how many there are, with the first and the last. */
  private static final int DATES_TOLD = 12;

  /** Dates in order as one text each, or one text for all of them where there are many; null where they are not all dates. */
  static @Nullable List<String> dates(Collection<?> all) {
    if (all.isEmpty() || !all.stream().allMatch(LocalDate.class::isInstance)) {
      return null;
    }
    List<String> sorted = all.stream().map(Object::toString).sorted().toList();
    return sorted.size() <= DATES_TOLD ? sorted
        : List.of(sorted.size() + " dates from " + sorted.getFirst() + " to " + sorted.getLast());
  }

  private static Stream<String> inOrder(Collection<?> all) {
    List<String> dates = dates(all);
    if (dates != null) {
      return dates.stream();
    }

    return all instanceof Set<?> ? all.stream().map(Values::words).sorted() : all.stream().map(Values::words);
  }

  private static String turns(RuleTerms.Turns turns) {
    if (turns.equals(RuleTerms.Turns.EVERY)) {
      return "every signal";
    }
    if (turns.from() == turns.to()) {
      return turns.from() == 1 ? "the first signal alone" : "signal number " + turns.from() + " alone";
    }
    return "signals from number " + turns.from() + (turns.to() == Integer.MAX_VALUE ? " on" : " to " + turns.to());
  }

  private static String leadsTo(NegativeRule.LeadsTo leadsTo) {
    return switch (leadsTo) {
      case POINTS -> "points alone";
      case SUPPRESS -> "no nurture mail";
      case DISQUALIFY -> "disqualification";
    };
  }

  private static String leadsTo(BelowRule.LeadsTo leadsTo) {
    return switch (leadsTo) {
      case SUPPRESS -> leadsTo(NegativeRule.LeadsTo.SUPPRESS);
      case DISQUALIFY -> leadsTo(NegativeRule.LeadsTo.DISQUALIFY);
    };
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
    return String.join(", ", said);
  }

  /** Whether it is a list of tests of properties, which are told together. */
  static boolean isTests(@Nullable Object value) {
    return value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof PropertyTest;
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
