package dev.leadloop.console.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadloop.imports.mapping.LeadFields;
import dev.leadloop.text.NumberBand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;

/**
 * What somebody chose for the columns of a file: the mapping of the call, column by column.
 *
 * @param by how it is told: columns, or text for the whole language of mappings
 * @param system whose ids a column holds
 * @param currency of amounts where no column has it
 * @param source of all leads where no column has it
 * @param unknown words that mean "not known", with commas
 * @param handoff whether imported engagement may hand a lead to sales at once
 * @param text the mapping as JSON
 */
record ImportChoices(
    String by, List<Choice> columns, String system, String timeZone, String decimal, String separator, String currency,
    String source, String unknown, boolean handoff, String text) {
  static final String TEXT = "text";
  /** What stands before a stage that a column tells the date of. */
  static final String PAST = "past:";
  /** What stands before a type of signal that a column tells of. */
  static final String DID = "did:";
  /** What a value is read as that says nothing. */
  static final String NOT_KNOWN = "?";
  static final List<String> STAGES = List.of("mql", "sql", "accepted", "opportunity", "won", "lost", "disqualified");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper READER = new ObjectMapper();
  private static final int MOST_AT_ONCE = 100;

  ImportChoices {
    columns = List.copyOf(columns);
  }

  /**
   * What one column means.
   *
   * @param target a field, an answer, a stage's date, amount, currency, reason, or a signal; empty for nothing
   * @param format how its dates are written; of a signal the word by which it counts, or how many count at most
   * @param values what single values of it are read as, by what stands in the cell
   * @param bands the middles of those that are bands of numbers, where they are to be read so
   */
  record Choice(String column, String target, String format, Map<String, String> values, Map<String, String> bands) {
    Choice {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      bands = Collections.unmodifiableMap(new LinkedHashMap<>(bands));
    }

    Choice(String column, String target, String format) {
      this(column, target, format, Map.of(), Map.of());
    }

    private Map<String, String> replaced() {
      Map<String, String> all = new LinkedHashMap<>(values);
      bands.forEach(all::putIfAbsent);
      return all;
    }

    /** How its values are chosen: as yes or no, as a number, or not at all. */
    public String kind() {
      return switch (target) {
        case LeadFields.DO_NOT_EMAIL -> "yes";
        case LeadFields.COMPANY_SIZE -> "number";
        default -> "";
      };
    }
  }

  /** As a mapping says it, which is one that this page or a guess has made. */
  static ImportChoices of(List<String> columns, String mapping) {
    JsonNode node = json(mapping);
    Map<String, Choice> chosen = new HashMap<>();
    node.path("columns").properties().forEach(column -> {
      JsonNode rule = column.getValue();
      chosen.put(column.getKey(), new Choice(column.getKey(), rule.isTextual() ? rule.asText() : rule.path("field").asText(),
          rule.path("format").asText(""), values(rule.path("values")), Map.of()));
    });
    String currency = "";
    for (JsonNode step : node.path("history")) {
      String at = step.at("/at/column").asText();
      chosen.put(at, new Choice(at, PAST + step.path("stage").asText(), step.at("/at/format").asText("")));
      put(chosen, step.at("/amount/column").asText(""), "amount");
      put(chosen, step.at("/currency/column").asText(""), "currency");
      put(chosen, step.at("/reason/column").asText(""), "reason");
      currency = step.path("currency").isTextual() ? step.path("currency").asText() : currency;
    }
    List<String> words = new ArrayList<>();
    node.path("unknown").forEach(word -> words.add(word.asText()));
    return new ImportChoices(
        "columns", columns.stream().map(name -> chosen.getOrDefault(name, new Choice(name, "", ""))).toList(),
        node.path("system").asText(""), node.path("timeZone").asText(""), node.path("decimal").asText(""),
        node.path("separator").asText(""), currency, node.at("/constants/source").asText(""), String.join(", ", words),
        node.path("handoff").asBoolean(), "");
  }

  private static Map<String, String> values(JsonNode rule) {
    Map<String, String> values = new LinkedHashMap<>();
    rule.properties().forEach(value -> values.put(value.getKey(), value.getValue().asText(NOT_KNOWN)));
    return values;
  }

  private static void put(Map<String, Choice> chosen, String column, String target) {
    if (!column.isEmpty()) {
      chosen.put(column, new Choice(column, target, ""));
    }
  }

  private static JsonNode json(String mapping) {
    try {
      return READER.readTree(mapping);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalArgumentException("a mapping that was kept is JSON", unreadable);
    }
  }

  /** What a browser sent; a column that it says nothing of means nothing. */
  static ImportChoices of(List<String> columns, String separator, MultiValueMap<String, String> sent) {
    List<Choice> chosen = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Choice choice = new Choice(columns.get(i), at(sent, "target", i), at(sent, "format", i));
      chosen.add(new Choice(choice.column(), choice.target(), choice.format(), values(choice.kind(), i, sent),
          choice.kind().equals("number") ? bands(i, sent) : Map.of()));
    }
    return new ImportChoices(
        at(sent, "by", 0).equals(TEXT) ? TEXT : "columns", chosen, at(sent, "system", 0), at(sent, "timeZone", 0),
        at(sent, "decimal", 0), separator, at(sent, "currency", 0), at(sent, "source", 0), at(sent, "unknown", 0),
        at(sent, "handoff", 0).equals("true"), at(sent, "text", 0));
  }

  /** What was sent for values of a column by another kind of choice is let go with it. */
  private static Map<String, String> values(String kind, int column, MultiValueMap<String, String> sent) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> cells = kind.isEmpty() ? List.of() : sent.getOrDefault("from-" + column, List.of());
    for (int i = 0; i < cells.size(); i++) {
      String read = at(sent, kind + "-" + column, i);
      if (!read.isEmpty()) {
        values.put(cells.get(i), read);
      }
    }
    return values;
  }

  private static Map<String, String> bands(int column, MultiValueMap<String, String> sent) {
    String sign = at(sent, "decimal", 0);
    Character decimal = sign.isEmpty() ? null : Character.valueOf(sign.charAt(0));
    Map<String, String> bands = new LinkedHashMap<>();
    if (at(sent, "middle-" + column, 0).equals("true")) {
      sent.getOrDefault("from-" + column, List.of()).forEach(cell ->
          NumberBand.middle(cell, decimal).ifPresent(middle -> bands.put(cell, String.valueOf(middle))));
    }
    return bands;
  }

  private static String at(MultiValueMap<String, String> sent, String name, int place) {
    List<String> values = sent.getOrDefault(name, List.of());
    return place < values.size() ? values.get(place).strip() : "";
  }

  /** The same, told as text where nothing stands there yet. */
  ImportChoices written() {
    return by.equals(TEXT) && text.isEmpty() ? new ImportChoices(by, columns, system, timeZone, decimal, separator, currency,
        source,
        unknown, handoff, ofColumns().toPrettyString()) : this;
  }

  /** The mapping that the call would take. */
  String mapping() {
    return by.equals(TEXT) ? text : ofColumns().toPrettyString();
  }

  private ObjectNode ofColumns() {
    ObjectNode mapping = JSON.objectNode();
    put(mapping, "system", system);
    put(mapping, "timeZone", timeZone);
    put(mapping, "decimal", decimal);
    put(mapping, "separator", separator.equals(",") ? "" : separator);
    ObjectNode fields = mapping.putObject("columns");
    ArrayNode signals = JSON.arrayNode();
    ArrayNode history = JSON.arrayNode();
    for (Choice choice : columns) {
      if (choice.target().startsWith(DID)) {
        signals.add(signal(choice));
      } else if (choice.target().startsWith(PAST)) {
        history.add(step(choice));
      } else if (!List.of("", "amount", "currency", "reason").contains(choice.target())) {
        fields.set(choice.column(), field(choice));
      }
    }
    if (!source.isEmpty()) {
      mapping.putObject("constants").put("source", source);
    }
    if (!unknown.isEmpty()) {
      ArrayNode words = mapping.putArray("unknown");
      Arrays.stream(unknown.split(",", -1)).map(String::strip).filter(word -> !word.isEmpty()).distinct().forEach(words::add);
    }
    setIfAny(mapping, "signals", signals);
    setIfAny(mapping, "history", history);
    if (handoff) {
      mapping.put("handoff", true);
    }
    return mapping;
  }

  private static JsonNode field(Choice choice) {
    Map<String, String> replaced = choice.replaced();
    if (choice.format().isEmpty() && replaced.isEmpty()) {
      return JSON.textNode(choice.target());
    }
    ObjectNode rule = JSON.objectNode().put("field", choice.target());
    put(rule, "format", choice.format());
    if (!replaced.isEmpty()) {
      ObjectNode values = rule.putObject("values");
      replaced.forEach((cell, read) -> values.put(cell, read.equals(NOT_KNOWN) ? null : read));
    }
    return rule;
  }

  private ObjectNode step(Choice choice) {
    String stage = choice.target().substring(PAST.length());
    ObjectNode step = JSON.objectNode().put("stage", stage);
    put(step.putObject("at").put("column", choice.column()), "format", choice.format());
    String amount = columnOf("amount");
    if (!amount.isEmpty() && List.of("opportunity", "won", "lost").contains(stage)) {
      step.putObject("amount").put("column", amount);
      String inColumn = columnOf("currency");
      if (inColumn.isEmpty()) {
        put(step, "currency", currency);
      } else {
        step.putObject("currency").put("column", inColumn);
      }
    }
    String reason = columnOf("reason");
    if (!reason.isEmpty() && List.of("lost", "disqualified").contains(stage)) {
      step.putObject("reason").put("column", reason);
    }
    return step;
  }

  private static ObjectNode signal(Choice choice) {
    ObjectNode signal = JSON.objectNode().put("type", choice.target().substring(DID.length()));
    if (choice.format().matches("[0-9]{1,3}")) {
      signal.putObject("count").put("column", choice.column())
          .put("atMost", Math.max(1, Math.min(MOST_AT_ONCE, Integer.parseInt(choice.format()))));
    } else if (choice.format().isEmpty()) {
      signal.putObject("when").put("column", choice.column()).put("atLeast", 1);
    } else {
      signal.putObject("when").put("column", choice.column()).put("equals", choice.format());
    }
    return signal;
  }

  private String columnOf(String target) {
    return columns.stream().filter(choice -> choice.target().equals(target)).map(Choice::column).findFirst().orElse("");
  }

  private static void put(ObjectNode into, String key, String value) {
    if (!value.isEmpty()) {
      into.put(key, value);
    }
  }

  private static void setIfAny(ObjectNode into, String key, ArrayNode values) {
    if (!values.isEmpty()) {
      into.set(key, values);
    }
  }
}
