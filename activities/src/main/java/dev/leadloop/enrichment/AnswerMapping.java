package dev.leadloop.enrichment;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which part of an answer is which fact: JSON Pointers, the first of a fact that holds anything. */
final class AnswerMapping {
  private final Map<String, List<JsonPointer>> pointers = new TreeMap<>();

  /** Fails with {@link IllegalArgumentException} where a fact or a pointer is none. */
  AnswerMapping(Map<String, String> facts) {
    if (facts.isEmpty()) {
      throw new IllegalArgumentException("leadloop.enrichment.http.facts must say where the answer holds what, such as"
          + " leadloop.enrichment.http.facts.industry=/company/industry");
    }
    facts.forEach((name, given) -> pointers.put(
        FoundFact.named(name).orElseThrow(() -> new IllegalArgumentException(
            "leadloop.enrichment.http.facts." + name + " " + FoundFact.hint(name))),
        pointers(name, given)));
  }

  /**
   * What an answer says.
   *
   * @param facts those that can be kept
   * @param faults what is there and cannot, by fact, in words that quote nothing of it
   */
  record Mapped(Map<String, String> facts, Map<String, String> faults) {}

  /** What it says. */
  Mapped map(JsonNode answer) {
    Map<String, String> facts = new LinkedHashMap<>();
    Map<String, String> faults = new TreeMap<>();
    pointers.forEach((fact, places) -> {
      for (JsonPointer place : places) {
        JsonNode held = answer.at(place);
        if (held.isMissingNode() || held.isNull()) {
          continue;
        }
        if (held.isBoolean() && !fact.startsWith("answers.")) {
          faults.put(fact, "at " + place + " is true or false, which says nothing of that kind");
          continue;
        }
        String text = text(held);
        if (text == null) {
          faults.put(fact, "at " + place + " is " + (held.isArray()
              ? "an array; name one of its elements, such as " + place + "/0"
              : "an object; name one of its fields"));
          continue;
        }
        Optional<String> value = FoundFact.value(fact, text, why -> faults.put(fact, "at " + place + " " + why));
        if (value.isPresent()) {
          facts.put(fact, value.get());
          faults.remove(fact);
          break;
        }
      }
    });
    return new Mapped(facts, faults);
  }

  private static @Nullable String text(JsonNode held) {
    if (!held.isValueNode()) {
      return null;
    }
    double number = held.isFloatingPointNumber() ? held.doubleValue() : Double.NaN;
    return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : held.asText();
  }

  private static List<JsonPointer> pointers(String name, String given) {
    List<JsonPointer> places = new ArrayList<>();
    for (String pointer : given.strip().split("\\s+")) {
      try {
        places.add(JsonPointer.compile(pointer));
      } catch (IllegalArgumentException notOne) {
        throw new IllegalArgumentException("leadloop.enrichment.http.facts." + name + " has '" + pointer
            + "', which is no JSON Pointer; they begin with a slash, such as /company/industry", notOne);
      }
      if (pointer.isEmpty()) {
        throw new IllegalArgumentException("leadloop.enrichment.http.facts." + name + " is empty; say where the answer holds it");
      }
    }
    return places;
  }
}
