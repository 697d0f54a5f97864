package dev.leadloop.api.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leadloop.api.ApiTest;
import dev.leadloop.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds the description to itself and to what is answered: each answer has an example, and each example is of its schema. */
class OpenApiExamplesTest extends ApiTest {
  private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final List<String> faults = new ArrayList<>();

  @Test
  void everyAnswerHasAnExampleOfItsSchema() {
    JsonNode description = description();
    int[] examples = {0};
    forEachCall(description, (name, call) -> call.path("responses").properties().forEach(response -> {
      JsonNode content = response.getValue().path("content");
      if (content.isEmpty() && !response.getKey().equals("204")) {
        faults.add(name + " " + response.getKey() + " has no content");
      }
      content.properties().forEach(type -> {
        examples[0]++;
        check(name + " " + response.getKey() + " " + type.getKey(), description, type.getValue(),
            type.getValue().path("example"));
      });
    }));
    assertThat(faults).as("src/main/resources/openapi keeps an example of each good answer, under its operationId").isEmpty();
    assertThat(examples[0]).isGreaterThan(600);
  }

  @Test
  void everyBodyOfJsonHasAnExampleOfItsSchema() {
    JsonNode description = description();
    forEachCall(description, (name, call) -> {
      JsonNode body = call.path("requestBody").path("content").path("application/json");
      String reference = body.path("schema").path("$ref").asString("");
      if (!reference.isEmpty()) {
        JsonNode schema = description.at(reference.substring(1));
        check(name, description, body, schema.path("example"));
      }
    });
    assertThat(faults).isEmpty();
  }

  /** An example that no call shows is one of a call that was renamed. */
  @Test
  void everyExampleKeptIsShown() throws Exception {
    TreeSet<String> kept = new TreeSet<>();
    for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:openapi/*")) {
      kept.add(String.valueOf(file.getFilename()).replaceFirst("[.].*", ""));
    }
    TreeSet<String> calls = new TreeSet<>();
    forEachCall(description(), (name, call) -> calls.add(call.path("operationId").asString("")));
    assertThat(kept).isNotEmpty().isSubsetOf(calls);
  }

  @Test
  void everyCallSaysWithWhichProblemsItMayAnswer() {
    forEachCall(description(), (name, call) -> {
      TreeSet<String> statuses = new TreeSet<>(call.path("responses").propertyNames());
      boolean open = name.endsWith("/healthz") || name.endsWith("/readyz");
      List<String> expected = new ArrayList<>(List.of("400"));
      if (!open) {
        expected.addAll(List.of("401", "403", "503"));
      }
      if (name.contains("{")) {
        expected.add("404");
      }
      if (call.has("requestBody")) {
        expected.addAll(List.of("413", "415"));
      }
      if (!statuses.containsAll(expected)) {
        faults.add(name + " says " + statuses + " and not all of " + expected);
      }
    });
    assertThat(faults).isEmpty();
  }

  @Test
  void whatIsAnsweredIsOfItsSchemaAlsoWhereMuchIsNotKnown() {
    JsonNode description = description();
    String lead = newLead();
    key(Role.SALES);
    Map<String, String> calls = Map.of(
        "/api/v1/leads/{id}", "/api/v1/leads/" + lead, "/api/v1/leads/{id}/why", "/api/v1/leads/" + lead + "/why",
        "/api/v1/leads/{id}/consent", "/api/v1/leads/" + lead + "/consent", "/api/v1/leads", "/api/v1/leads",
        "/api/v1/leads/{id}/timeline", "/api/v1/leads/" + lead + "/timeline", "/api/v1/reps", "/api/v1/reps", "/api/v1/keys",
        "/api/v1/keys",
        "/api/v1/sequences", "/api/v1/sequences", "/api/v1/policies", "/api/v1/policies", "/healthz", "/healthz");
    calls.forEach((path, address) -> {
      Answer answer = get(address, key(Role.ADMIN));
      assertThat(answer.status()).as(address).isEqualTo(200);
      JsonNode content = description.path("paths").path(path).path("get").at("/responses/200/content/application~1json");
      check(address, description, content, answer.json());
    });
    assertThat(faults).isEmpty();
    JsonNode found = description.at("/components/schemas/LeadFound");
    assertThat(found.at("/properties/owner/type").toString()).isEqualTo("[\"string\",\"null\"]");
    assertThat(found.at("/properties/deal/anyOf/1/type").asString()).isEqualTo("null");
    assertThat(found.path("required").toString()).contains("leadId", "profile").doesNotContain("owner", "stage");
  }

  private void check(String where, JsonNode description, JsonNode content, JsonNode example) {
    if (example.isMissingNode()) {
      faults.add(where + " has no example");
      return;
    }
    JsonNode described = content.path("schema");
    if (described.isEmpty()) {
      faults.add(where + " has no schema");
    } else if (!example.isString()) {
      ObjectNode schema = (ObjectNode) described.deepCopy();
      schema.set("components", description.path("components"));
      Schema whole = SCHEMAS.getSchema(schema);
      for (Error error : whole.validate(example)) {
        faults.add(where + ": " + error.getInstanceLocation() + " " + error.getMessage());
      }
    }
  }

  private JsonNode description() {
    return JsonMapper.shared().readTree(get("/v3/api-docs", NO_KEY).body());
  }

  private static void forEachCall(JsonNode description, BiConsumer<String, JsonNode> look) {
    description.path("paths").properties().forEach(path ->
        path.getValue().properties().forEach(call -> look.accept(call.getKey() + " " + path.getKey(), call.getValue())));
  }
}
