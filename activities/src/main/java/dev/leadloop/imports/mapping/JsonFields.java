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

  public JsonFields(List<String> problems) {
    this.problems = problems;
  }

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

  public Map<String, JsonNode> object(String place, @Nullable JsonNode node) {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    if (node != null && node.isObject()) {
      node.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    } else if (node != null && !node.isNull()) {
      problems.add(place + " is not a JSON object.");
    }
    return entries;
  }

  public boolean flag(String place, @Nullable JsonNode node) {
    if (node != null && !node.isBoolean()) {
      problems.add(place + " is neither true nor false.");
    }
    return node != null && node.asBoolean();
  }

  @Nullable public Integer number(String place, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.canConvertToInt() || !node.isIntegralNumber()) {
      problems.add(place + " is not a whole number.");
      return null;
    }
    return node.asInt();
  }

  public String required(String place, @Nullable JsonNode node) {
    String text = text(place, node);
    if (text == null || text.isBlank()) {
      problems.add(place + " is missing or empty.");
      return "";
    }
    return text;
  }

  @Nullable public String text(String place, @Nullable JsonNode node) {
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
