package dev.leadloop.api.description;

import dev.leadloop.api.ApiTest;
import dev.leadloop.testing.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names and shapes of the HTTP API, as its description gives them, without the prose. */
class OpenApiSchemasTest extends ApiTest {
  private static final Set<String> PROSE = Set.of("description", "example", "examples", "summary", "title");

  @Test
  void callsAndSchemasKeepTheirNames() throws IOException {
    JsonNode description = get("/v3/api-docs", NO_KEY).json();
    WireFormat format = new WireFormat("http-api", "the systems of customers that call it");
    description.at("/components/schemas").properties().forEach(
        schema -> format.add("schema " + schema.getKey(), json(shape(schema.getValue(), false))));
    description.path("paths").properties().forEach(
        path -> path.getValue().properties().forEach(
            call -> format.add(
                "call " + path.getKey() + " " + call.getKey().toUpperCase(Locale.ROOT), json(call(call.getValue())))));
    format.check();
  }

  /** What is sent and what comes back where all went well; what goes wrong looks the same everywhere. */
  private static Map<String, Object> call(JsonNode call) {
    Map<String, Object> shape = new TreeMap<>();
    Map<String, Object> parameters = new TreeMap<>();
    call.path("parameters").forEach(
        parameter -> parameters.put(
            parameter.path("in").asString() + " " + parameter.path("name").asString(), shape(parameter.path("schema"), false)));
    Map<String, Object> answers = new TreeMap<>();
    call.path("responses").properties().stream()
        .filter(answer -> answer.getKey().startsWith("2"))
        .forEach(answer -> answers.put(answer.getKey(), shape(answer.getValue().path("content"), false)));
    shape.put("parameters", parameters);
    shape.put("body", shape(call.at("/requestBody/content"), false));
    shape.put("answers", answers);
    return shape;
  }

  /** The node without prose and in one order. */
  private static Object shape(JsonNode node, boolean names) {
    if (node.isMissingNode()) {
      return Map.of();
    }
    if (node.isObject()) {
      Map<String, Object> sorted = new TreeMap<>();
      node.properties().stream()
          .filter(property -> names || !PROSE.contains(property.getKey()))
          .forEach(
              property ->
                  sorted.put(property.getKey(), shape(property.getValue(), !names && property.getKey().equals("properties"))));
      return sorted;
    }
    if (node.isArray()) {
      List<String> elements = new ArrayList<>();
      node.forEach(element -> elements.add(json(shape(element, false))));
      return elements.stream().sorted().map(JsonMapper.shared()::readTree).toList();
    }
    return node;
  }

  private static String json(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }
}
