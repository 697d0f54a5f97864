package dev.leadloop.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leadloop.imports.mapping.Dates;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.ImportMapping.ColumnRule;
import dev.leadloop.imports.mapping.ImportMapping.Count;
import dev.leadloop.imports.mapping.ImportMapping.OccurredAt;
import dev.leadloop.imports.mapping.ImportMapping.SignalRule;
import dev.leadloop.imports.mapping.ImportMapping.When;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.imports.mapping.JsonFields;
import dev.leadloop.imports.mapping.LeadFields;
import dev.leadloop.imports.mapping.RowFault;
import dev.leadloop.naming.NearestZone;
import dev.leadloop.text.CleanText;
import dev.leadloop.text.IntakeLimits;
import dev.leadloop.text.VisibleText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a mapping from JSON and says everything that is wrong with it at once, each by its place. */
public final class MappingReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final int MOST_SIGNALS_A_ROW = 100;

  private final List<String> problems = new ArrayList<>();
  private final JsonFields json = new JsonFields(problems);

  private MappingReader() {}

  /** The mapping; fails with {@link ImportRefused} where it cannot be understood. */
  public static ImportMapping read(String json) {
    MappingReader reader = new MappingReader();
    ImportMapping mapping = reader.mapping(parse(json));
    reader.checkFields(mapping);
    if (!reader.problems.isEmpty()) {
      throw new ImportRefused(reader.problems);
    }
    return mapping;
  }

  /** The mapping that a guess is, which may know nobody yet. */
  static ImportMapping guessed(String json) {
    return new MappingReader().mapping(parse(json));
  }

  private static JsonNode parse(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      if (!node.isObject()) {
        throw new ImportRefused("The mapping is not a JSON object; give one like {\"columns\": {\"Email\": \"email\"}}.");
      }
      checkText(node);
      return node;
    } catch (StreamConstraintsException e) {
      throw new ImportRefused("The mapping is nested too deep, or a name or a number in it is too long.");
    } catch (JsonProcessingException e) {
      throw new ImportRefused("The mapping is not valid JSON: line " + e.getLocation().getLineNr() + ", column "
          + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage() + ".");
    }
  }

  /** As deep as the parser lets a document be. */
  private static void checkText(JsonNode node) {
    node.fieldNames().forEachRemaining(MappingReader::checkText);
    if (node.isTextual()) {
      checkText(node.asText());
    }
    node.forEach(MappingReader::checkText);
  }

  private static void checkText(String text) {
    CleanText.fault(text).ifPresent(fault -> {
      throw new ImportRefused("A text of the mapping " + fault + "; take that out.");
    });
  }

  private ImportMapping mapping(JsonNode node) {
    json.keys("the mapping", node, "system", "columns", "constants", "unknown", "signals", "history", "timeZone",
        "separator", "decimal", "handoff", "bringBack");
    return new ImportMapping(
        json.text("system", node.get("system")),
        columns(json.object("columns", node.get("columns"))),
        constants(json.object("constants", node.get("constants"))),
        words(node.get("unknown")),
        signals(node.get("signals")),
        new HistoryReader(problems, json, this::when).read(node.get("history")),
        zone(node.get("timeZone")),
        separator(node.get("separator")),
        decimal("decimal", node.get("decimal")),
        json.flag("handoff", node.get("handoff")),
        json.flag("bringBack", node.get("bringBack")));
  }

  private Map<String, ColumnRule> columns(Map<String, JsonNode> nodes) {
    Map<String, ColumnRule> columns = new LinkedHashMap<>();
    nodes.forEach((column, node) -> {
      String place = "columns.\"" + column + "\"";
      if (node.isTextual()) {
        columns.put(VisibleText.trim(column), new ColumnRule(node.asText(), Map.of(), null, null));
      } else if (node.isObject()) {
        json.keys(place, node, "field", "values", "format", "decimal");
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        json.object(place + ".values", node.get("values"))
            .forEach((from, to) -> values.put(VisibleText.trim(from), json.text(place + ".values.\"" + from + "\"", to)));
        columns.put(
            VisibleText.trim(column),
            new ColumnRule(
                json.required(place + ".field", node.get("field")), values, format(place, node.get("format")),
                decimal(place + ".decimal", node.get("decimal"))));
      } else {
        problems.add(place + " is neither a field's name nor an object with \"field\".");
      }
    });
    return columns;
  }

  private Map<String, String> constants(Map<String, JsonNode> nodes) {
    Map<String, String> constants = new LinkedHashMap<>();
    nodes.forEach((field, node) -> constants.put(field, json.required("constants." + field, node)));
    return constants;
  }

  private List<SignalRule> signals(@Nullable JsonNode nodes) {
    List<SignalRule> signals = new ArrayList<>();
    if (nodes != null && !nodes.isArray()) {
      problems.add("signals is not a list.");
    } else if (nodes != null) {
      for (JsonNode node : nodes) {
        signals.add(signal("signals[" + signals.size() + "]", node));
      }
    }
    return signals;
  }

  private SignalRule signal(String place, JsonNode node) {
    json.keys(place, node, "type", "when", "count", "occurredAt");
    String type = json.required(place + ".type", node.get("type"));
    if (IntakeLimits.type(type).isPresent()) {
      problems.add(place + ".type is not a signal type; give one like pricing_page_view.");
    }
    return new SignalRule(
        type, when(place + ".when", node.get("when")), count(place + ".count", node.get("count")),
        occurredAt(place + ".occurredAt", node.get("occurredAt")));
  }

  private @Nullable When when(String place, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    json.keys(place, node, "column", "equals", "atLeast");
    Integer atLeast = json.number(place + ".atLeast", node.get("atLeast"));
    String equalTo = json.text(place + ".equals", node.get("equals"));
    if ((atLeast == null) == (equalTo == null)) {
      problems.add(place + " needs either \"equals\" or \"atLeast\".");
    }
    return new When(VisibleText.trim(json.required(place + ".column", node.get("column"))), equalTo, atLeast);
  }

  private @Nullable Count count(String place, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    json.keys(place, node, "column", "atMost");
    Integer atMost = json.number(place + ".atMost", node.get("atMost"));
    if (atMost == null || atMost < 1 || atMost > MOST_SIGNALS_A_ROW) {
      problems.add(place + ".atMost is not a number from 1 to " + MOST_SIGNALS_A_ROW + ".");
    }
    return new Count(VisibleText.trim(json.required(place + ".column", node.get("column"))), atMost == null ? 1 : atMost);
  }

  private @Nullable OccurredAt occurredAt(String place, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (node.isTextual()) {
      try {
        Instant at = Dates.parse(node.asText(), null, ZoneOffset.UTC).instant();
        if (!IntakeLimits.plausible(at)) {
          problems.add(place + " is not a time from 1990 to 2200.");
        }
        return new OccurredAt(null, null, at);
      } catch (DateTimeException e) {
        problems.add(place + " " + e.getMessage() + ".");
        return null;
      }
    }
    json.keys(place, node, "column", "format");
    String column = VisibleText.trim(json.required(place + ".column", node.get("column")));
    return new OccurredAt(column, format(place, node.get("format")), null);
  }

  private void checkFields(ImportMapping mapping) {
    Set<String> used = new LinkedHashSet<>();
    mapping.columns().forEach((column, rule) -> checkField("columns.\"" + column + "\"", rule.field(), used));
    mapping.constants().keySet().forEach(field -> checkField("constants." + field, field, used));
    mapping.constants().forEach((field, value) -> checkConstant(mapping, field, value));
    if (mapping.system() != null) {
      IntakeLimits.system(mapping.system()).ifPresent(fault -> problems.add("system " + fault + "."));
    }
    for (String identity : List.of(LeadFields.EMAIL, LeadFields.EXTERNAL_ID)) {
      if (mapping.constants().containsKey(identity)) {
        problems.add("constants." + identity + " would make one lead of all rows; map a column to it.");
      }
    }
    boolean externalId = used.contains(LeadFields.EXTERNAL_ID);
    if (!externalId && !used.contains(LeadFields.EMAIL)) {
      problems.add("No column is mapped to email or externalId, so nobody can be known again; map one of them.");
    }
    if (externalId && mapping.system() == null) {
      problems.add("A column is mapped to externalId: say whose ids they are, such as \"system\": \"crm\".");
    }
  }

  private void checkConstant(ImportMapping mapping, String field, String value) {
    if (LeadFields.known(field) && !value.isBlank()) {
      try {
        RowMapper.checked(null, field, value, mapping.decimal());
        if (field.equals(LeadFields.TOUCHED_AT)) {
          RowMapper.constantTime(mapping);
        }
      } catch (RowFault fault) {
        problems.add("constants." + field + ": " + fault.getMessage());
      }
    }
  }

  private void checkField(String place, String field, Set<String> used) {
    if (field.isEmpty()) {
      return;
    }
    if (!LeadFields.known(field)) {
      problems.add(place + " names the unknown field '" + field + "'; " + LeadFields.hint(field));
    }
    if (!used.add(field)) {
      problems.add(place + ": the field '" + field + "' is filled twice; keep one of the two.");
    }
  }

  private Set<String> words(@Nullable JsonNode node) {
    Set<String> words = new LinkedHashSet<>();
    if (node != null && !node.isArray()) {
      problems.add("unknown is not a list of words such as [\"Select\", \"n/a\"].");
    } else if (node != null) {
      node.forEach(word -> words.add(VisibleText.trim(json.required("unknown[" + words.size() + "]", word))));
    }
    return words;
  }

  private ZoneId zone(@Nullable JsonNode node) {
    String name = json.text("timeZone", node);
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      problems.add("timeZone " + NearestZone.hint(String.valueOf(name)) + ".");
      return ZoneOffset.UTC;
    }
  }

  private char separator(@Nullable JsonNode node) {
    String given = json.text("separator", node);
    if (given == null) {
      return ',';
    }
    if (given.length() != 1 || "\"\r\n".contains(given)) {
      problems.add("separator is not one character such as \";\" or \"\\t\".");
      return ',';
    }
    return given.charAt(0);
  }

  private @Nullable Character decimal(String place, @Nullable JsonNode node) {
    String sign = json.text(place, node);
    if (sign != null && !sign.equals(".") && !sign.equals(",")) {
      problems.add(place + " is neither \".\" nor \",\"; give the sign that stands before fractions.");
      return null;
    }
    return sign == null ? null : sign.charAt(0);
  }

  private @Nullable String format(String place, @Nullable JsonNode node) {
    String pattern = json.text(place + ".format", node);
    if (pattern != null) {
      Dates.faultOf(pattern).ifPresent(fault -> problems.add(place + ".format " + fault + "."));
    }
    return pattern;
  }
}
