package dev.leadloop.imports.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.naming.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes values out of JSON; what is not as it should be is added to the problems, with its place. */
public final class JsonFields {
  private final List<String> problems;

  /** Adds what it finds to these problems. */
  public JsonFields(List<String> problems) {
    this.problems = problems;
  }

  /** Takes a JSON object, and of its keys the allowed ones alone. */
  public void keys(String place, JsonNode node, String... allowed) {
    if (!node.isObject()) {
      problems.add(place + " is not a JSON object.");
      return;
    }
    List<String> known = List.of(allowed);
    node.fieldNames().forEachRemaining(name -> {
      if (!known.contains(name)) {
        problems.add(place + ": '" + name + "' is not known; "
            + NearestName.to(name, known).map(nearest -> "did you mean '" + nearest + "'?")
                .orElse("known are " + String.join(", ", known) + "."));
      }
    });
  }

  /** The members of a JSON object, in their order; none where it is missing or null. */
  public Map<String, JsonNode> object(String place, @Nullable JsonNode node) {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    if (node != null && node.isObject()) {
      node.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    } else if (node != null && !node.isNull()) {
      problems.add(place + " is not a JSON object.");
    }
    return entries;
  }

  /** Whether it is true; false where it is missing. */
  public boolean flag(String place, @Nullable JsonNode node) {
    if (node != null && !node.isBoolean()) {
      problems.add(place + " is neither true nor false.");
    }
    return node != null && node.asBoolean();
  }

  /** The whole number; null where it is missing or is none. */
  public @Nullable Integer number(String place, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.canConvertToInt() || !node.isIntegralNumber()) {
      problems.add(place + " is not a whole number.");
      return null;
    }
    return node.asInt();
  }

  /** The text, which must be there; an empty one where it is not. */
  public String required(String place, @Nullable JsonNode node) {
    String text = text(place, node);
    if (text == null || text.isBlank()) {
      problems.add(place + " is missing or empty.");
      return "";
    }
    return text;
  }

  /** The text; null where it is missing or is none. */
  public @Nullable String text(String place, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isTextual()) {
      problems.add(place + " is not a text.");
      return null;
    }
    return node.asText();
  }
}
