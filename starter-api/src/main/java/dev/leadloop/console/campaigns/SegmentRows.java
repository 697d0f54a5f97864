package dev.leadloop.console.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadloop.console.campaigns.CampaignForm.Row;
import java.util.Arrays;
import java.util.List;

/** Rows of the builder as the condition that they say, in the language of policies. */
final class SegmentRows {
  /** What stands before a type of signal, where a row asks for what leads did. */
  static final String DID = "did:";
  /** The band of the score, which is no fact. */
  static final String BAND = "band";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> OF_SIGNALS = List.of("within", "not-within");
  private static final List<String> OF_NUMBERS = List.of("at-least", "at-most", "known", "unknown");
  private static final List<String> OF_WORDS = List.of("in", "not-in", "known", "unknown");
  private static final List<String> OF_TEXT = List.of("in", "not-in", "contains", "known", "unknown");
  private static final List<String> OF_ANSWERS = List.of("in", "not-in", "contains", "at-least", "at-most", "known", "unknown");
  private static final List<String> WITHOUT_VALUES = List.of("known", "unknown");

  private SegmentRows() {}

  /** How a fact may be compared, the usual way first. */
  static List<String> comparisons(String fact) {
    if (fact.startsWith(DID)) {
      return OF_SIGNALS;
    }
    return switch (fact) {
      case BAND -> List.of("in", "not-in");
      case "companySize" -> OF_NUMBERS;
      case "emailKind", "seniority", "role", "country", "language", "timeZone" -> OF_WORDS;
      default -> fact.startsWith("answers.") ? OF_ANSWERS : OF_TEXT;
    };
  }

  /** Whether a comparison is with values. */
  static boolean hasValues(String comparison) {
    return !WITHOUT_VALUES.contains(comparison);
  }

  /** The comparison of a row, or the usual one where its fact is not compared like that. */
  static String comparison(Row row) {
    List<String> known = comparisons(row.fact());
    return known.contains(row.comparison()) ? row.comparison() : known.getFirst();
  }

  /** The condition of one row. */
  static JsonNode condition(Row row) {
    String comparison = comparison(row);
    return comparison.startsWith("not-")
        ? JSON.objectNode().set("not", plain(row, comparison.substring("not-".length())))
        : plain(row, comparison);
  }

  /** The condition of all rows. */
  static JsonNode condition(List<Row> rows, String join) {
    if (rows.size() == 1) {
      return condition(rows.getFirst());
    }
    ArrayNode parts = JSON.arrayNode();
    rows.forEach(row -> parts.add(condition(row)));
    return JSON.objectNode().set(join, parts);
  }

  private static ObjectNode plain(Row row, String comparison) {
    ObjectNode condition = JSON.objectNode();
    if (row.fact().startsWith(DID)) {
      String days = row.values();
      return condition.put("signals", row.fact().substring(DID.length())).put("at-least", 1)
          .put("within", days.matches("[0-9]{1,4}") ? days + "d" : days);
    }
    if (row.fact().equals(BAND)) {
      condition.set(BAND, values(row));
      return condition;
    }
    condition.put("fact", row.fact());
    switch (comparison) {
      case "known", "unknown" -> condition.put("is", comparison);
      case "at-least", "at-most" -> condition.put(comparison, row.values());
      default -> condition.set(comparison, values(row));
    }
    return condition;
  }

  private static ArrayNode values(Row row) {
    ArrayNode values = JSON.arrayNode();
    Arrays.stream(row.values().split(",", -1)).map(String::strip).filter(value -> !value.isEmpty()).forEach(values::add);
    return values.isEmpty() ? values.add("") : values;
  }
}
