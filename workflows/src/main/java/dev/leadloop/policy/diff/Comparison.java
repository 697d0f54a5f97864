package dev.leadloop.policy.diff;

import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.sla.BusinessCalendar.Block;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through one section of two versions, component by component, so that nothing a record holds can be passed over. */
final class Comparison {
  private final String section;
  private final List<PolicyChange> changes;

  Comparison(String section, List<PolicyChange> changes) {
    this.section = section;
    this.changes = changes;
  }

  /** Notes how a value differs. */
  void compare(Place place, Wording wording, @Nullable Object before, @Nullable Object after) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (Values.isTests(before) || Values.isTests(after)) {
      add(place, wording.instead(orNull(after), orNull(before)));
    } else if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
      entries(place, wording, Values.sorted(old), Values.sorted(now));
    } else if (before instanceof Collection<?> old && after instanceof Collection<?> now) {
      list(place, wording, List.copyOf(old), List.copyOf(now));
    } else if (before == null || after == null) {
      nullable(place, wording, before, after);
    } else if (composite(before) && before.getClass().equals(after.getClass())) {
      components(place.below(wording.name()), before, after);
    } else if (before instanceof Boolean) {
      add(place, wording.flag(Boolean.TRUE.equals(after)));
    } else {
      add(place, wording.instead(told(after, before), told(before, after)));
    }
  }

  private void components(Place place, Object before, Object after) {
    for (RecordComponent component : before.getClass().getRecordComponents()) {
      compare(place, Wordings.of(component), Values.of(component, before), Values.of(component, after));
    }
  }

  private void nullable(Place place, Wording wording, @Nullable Object before, @Nullable Object after) {
    if (composite(before == null ? after : before)) {
      add(place.below(wording.name()), after instanceof Record now ? isNew(Values.description(now)) : "is gone");
    } else {
      add(place, wording.instead(orNull(after), orNull(before)));
    }
  }

  private static String isNew(String described) {
    return "is new" + (described.isEmpty() ? "" : ": " + described);
  }

  /** The words of a value; null where there is none. */
  private static @Nullable String orNull(@Nullable Object value) {
    return value == null || value instanceof Collection<?> all && all.isEmpty() ? null : Values.words(value);
  }

  private void list(Place place, Wording wording, List<?> before, List<?> after) {
    Map<String, Object> old = Values.keyed(before);
    Map<String, Object> now = Values.keyed(after);
    if (old == null || now == null || old.isEmpty() && now.isEmpty()) {
      values(place, wording, before, after);
      return;
    }
    entries(place, wording, old, now);
    List<String> stayed = old.keySet().stream().filter(now::containsKey).toList();
    List<String> order = now.keySet().stream().filter(old::containsKey).toList();
    if (!stayed.equals(order)) {
      add(place.below(wording.phrase()), "come in another order: " + String.join(", ", now.keySet()));
    }
  }

  private void values(Place place, Wording wording, List<?> before, List<?> after) {
    List<String> gone = less(before, after);
    List<String> added = less(after, before);
    List<String> said = new ArrayList<>();
    if (!added.isEmpty()) {
      said.add("now also " + String.join(" and ", added));
    }
    if (!gone.isEmpty()) {
      said.add("no longer " + String.join(" and ", gone));
    }
    if (said.isEmpty()) {
      said.add("in another order, " + Values.words(after));
    }
    add(place.below(wording.phrase().replace("#", "").strip() + ":"), String.join("; ", said));
  }

  private static List<String> less(List<?> all, List<?> others) {
    List<Object> left = new ArrayList<>(all);
    others.forEach(left::remove);
    List<String> dates = Values.dates(left);
    return dates == null ? left.stream().map(Values::words).sorted().toList() : dates;
  }

  private void entries(Place place, Wording wording, Map<?, ?> before, Map<?, ?> after) {
    Set<Object> keys = new LinkedHashSet<>(before.keySet());
    keys.addAll(after.keySet());
    Map<Object, String> names = names(wording, before, after, keys);
    for (Object key : keys) {
      if (wording.saysKeys()) {
        value(place, wording.of(Values.words(key)), before.get(key), after.get(key));
        continue;
      }
      Place entry = place.below(names.getOrDefault(key, ""));
      if (!after.containsKey(key)) {
        add(entry, "is gone");
      } else if (before.containsKey(key)) {
        compare(entry, wording.entry(), before.get(key), after.get(key));
      } else {
        add(entry, isNew(described(wording, after.get(key))));
      }
    }
  }

  /** A value whose key is part of its phrase. */
  private void value(Place place, Wording wording, @Nullable Object before, @Nullable Object after) {
    if (after == null) {
      add(place, "no longer " + wording.is(Values.words(before)));
    } else if (before == null) {
      add(place, "now " + wording.is(Values.words(after)));
    } else {
      compare(place, wording, before, after);
    }
  }

  private static String described(Wording wording, @Nullable Object value) {
    return value instanceof Record || value instanceof Collection<?> || value instanceof Map<?, ?>
        ? Values.words(value) : wording.is(Values.words(value));
  }

  /** Rules go by their label, and by their id too where others are labelled the same. */
  private static Map<Object, String> names(Wording wording, Map<?, ?> before, Map<?, ?> after, Set<Object> keys) {
    Map<Object, String> labels = new LinkedHashMap<>();
    for (Object key : keys) {
      String label = Values.label(before.containsKey(key) ? before.get(key) : after.get(key));
      if (label != null && wording.name().equals(Wording.RULE)) {
        labels.put(key, label);
      }
    }
    Map<Object, String> names = new LinkedHashMap<>();
    for (Object key : keys) {
      String id = Values.words(key);
      String label = labels.get(key);
      boolean alone = label != null && Collections.frequency(labels.values(), label) == 1;
      names.put(key, label == null ? Wordings.name(wording.name(), id) : "'" + label + "'" + (alone ? "" : " (" + id + ")"));
    }
    return names;
  }

  /** Everything that is said of a value, a line for each thing in it. */
  static List<String> lines(Place place, Wording wording, @Nullable Object value) {
    List<String> lines = new ArrayList<>();
    Map<?, ?> entries = value instanceof Map<?, ?> map ? Values.sorted(map)
        : value instanceof List<?> list && !list.isEmpty() ? Values.keyed(list) : null;
    if (entries != null) {
      Map<Object, String> names = names(wording, entries, entries, new LinkedHashSet<>(entries.keySet()));
      entries.forEach((key, entry) -> lines.addAll(lines(place.below(names.getOrDefault(key, "")), wording.entry(), entry)));
    } else if (value != null && composite(value)) {
      lines.addAll(ofRecord(place.below(wording.name()), (Record) value));
    } else if (value instanceof Boolean flag) {
      lines.add(place.say(wording.flag(flag)));
    } else if (value != null) {
      lines.add(place.say(wording.is(Values.words(value))));
    }
    return lines;
  }

  private static List<String> ofRecord(Place place, Record record) {
    List<String> here = new ArrayList<>();
    List<String> below = new ArrayList<>();
    if (!Wordings.kind(record.getClass()).isEmpty()) {
      here.add(Wordings.kind(record.getClass()));
    }
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Wording wording = Wordings.of(component);
      Object value = Values.of(component, record);
      boolean deep = value instanceof Map<?, ?> || composite(value) && !wording.name().isEmpty()
          || value instanceof List<?> list && !list.isEmpty() && Values.keyed(list) != null;
      if (Values.isNothing(value)) {
        continue;
      }
      if (value instanceof Map<?, ?> map && wording.saysKeys()) {
        Values.sorted(map).forEach((key, entry) -> here.add(wording.of(Values.words(key)).is(Values.words(entry))));
      } else if (deep) {
        below.addAll(lines(place, wording, value));
      } else if (composite(value)) {
        here.add(wording.is(Values.words(value)));
      } else if (!named(component, place)) {
        here.addAll(lines(Place.TOP, wording, value));
      }
    }
    if (!here.isEmpty()) {
      below.add(0, place.list(here));
    }
    return below;
  }

  /** Whether the name of the place says it. */
  private static boolean named(RecordComponent component, Place place) {
    return !place.names().isEmpty()
        && (Values.KEYS.contains(component.getName())
            || component.getName().equals("label") && place.names().getLast().startsWith("'"));
  }

  /** Whether it is gone into; the others are told as a whole. */
  private static boolean composite(@Nullable Object value) {
    return value instanceof Record && !(value instanceof Condition) && !(value instanceof Block)
        && !(value instanceof PropertyTest) && !(value instanceof RuleTerms.Turns) && !(value instanceof RuleTerms.HalfLife);
  }

  /** Its words, or all there is of it where words alone would not tell it from the other. */
  private static String told(Object value, Object other) {
    String words = Values.words(value);
    return words.equals(Values.words(other)) ? value.toString() : words;
  }

  private void add(Place place, String phrase) {
    changes.add(new PolicyChange(section, place.say(phrase)));
  }
}
