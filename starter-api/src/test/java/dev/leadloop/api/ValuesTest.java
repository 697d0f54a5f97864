package dev.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * No value is read as another one: each place for a number, for true or false and for a text, in every body and every query
 * that the description names, is given what it could only take by changing it.
 */
class ValuesTest extends ApiTest {
  private static final int DEEPEST = 4;

  private static final List<String> NO_WHOLE_NUMBERS =
      List.of("1.5", "1.0", "1e3", "1E0", "0.1e1", "1.9999999999999999999", "99999999999999999999", "true", "\"\"", "\"1.5\"",
          "\"1.000\"", "\"1,000\"", "\"1e3\"", "\"0x10\"", "\"1 000\"", "\"ten\"", "[1]", "{}");
  private static final List<String> NO_NUMBERS = List.of("\"1\"", "\"1,5\"", "\"1.000\"", "\"\"", "true", "[1]", "{}");
  private static final List<String> NEITHER_TRUE_NOR_FALSE =
      List.of("1", "0", "2", "1.0", "\"\"", "\"1\"", "\"yes\"", "\"on\"", "\"tru\"", "[true]", "{}");
  private static final List<String> NO_TEXTS = List.of("1", "1.5", "true", "[]", "{}");

  private JsonNode description = JsonNodeFactory.instance.nullNode();

  /** A place in a body, such as ["events", "0", "type"], and the types that are described for it. */
  private record Place(List<String> path, List<String> types) {
    Place inside(String step, List<String> types) {
      List<String> longer = new ArrayList<>(path);
      longer.add(step);
      return new Place(longer, types);
    }

    String field() {
      return path.stream().filter(step -> !step.equals("0")).reduce((one, next) -> next).orElse("");
    }

    String bodyWith(String value) {
      String body = value;
      for (String step : path.reversed()) {
        body = step.equals("0") ? "[" + body + "]" : "{\"" + step + "\":" + body + "}";
      }
      return body;
    }
  }

  @Test
  void everyPlaceInABodyRefusesWhatItCouldOnlyTakeByChangingIt() {
    int[] tried = {0};
    forEachCall((method, path, call) -> {
      JsonNode schema = call.at("/requestBody/content/application~1json/schema");
      if (path.endsWith("/takeover")) {
        // A rep's call, which for a lead that is not known ends before its body is read; the body is that of /accept.
        return;
      }
      for (Place place : places(schema, new Place(List.of(), List.of()), 0).toList()) {
        for (String value : wrong(place.types())) {
          tried[0]++;
          String body = place.bodyWith(value);
          Answer answer =
              call(method, path.replaceAll("\\{[^}]+}", "1"), key(Role.ADMIN), body, Map.of("Content-Type", "application/json"));
          boolean each = path.equals("/api/v1/accounts/intent") && answer.status() == 207;
          String detail = each ? answer.json().at("/surges/0/detail").asString("") : answer.text("detail");
          assertThat(each ? answer.json().path("taken").asInt(-1) : answer.status())
              .as("%s %s %s: %s", method, path, body, answer.body()).isEqualTo(each ? 0 : 400);
          assertThat(detail).as("%s %s %s", method, path, body).contains(place.field());
        }
      }
    });
    assertThat(tried[0]).isGreaterThan(500);
  }

  @Test
  void wholeNumbersOfAQueryAreWrittenInPlainDigits() {
    int[] tried = {0};
    forEachCall((method, path, call) -> {
      for (JsonNode parameter : call.path("parameters")) {
        if (parameter.path("in").asString().equals("query") && types(parameter.path("schema")).contains("integer")) {
          for (String value : List.of("1.5", "1.0", "1e1", "0x10", "%23A", "%2B5", "%D9%A3", "1_0", "1,0", "5%20", "%205", "true",
              "five")) {
            tried[0]++;
            String asked = path.replaceAll("\\{[^}]+}", "1") + "?" + parameter.path("name").asString() + "=" + value;
            Answer answer = call(method, asked, key(Role.ADMIN), null, Map.of());
            assertThat(answer.status()).as("%s %s: %s", method, asked, answer.body()).isEqualTo(400);
            assertThat(answer.text("detail")).contains("'" + parameter.path("name").asString() + "'", "whole number");
          }
        }
      }
    });
    assertThat(tried[0]).isGreaterThan(100);
  }

  @Test
  void daysAndTimesThatAreNoneAreToldAsSuch() {
    for (String day : List.of("2026-02-31", "2026-2-3", "20260303", "03.03.2026", "2026-02-29", "2026-03-03T00:00:00Z")) {
      Answer answer = call("PUT", "/api/v1/reps/anna", key(Role.ADMIN), "{\"daysOff\":[\"" + day + "\"]}",
          Map.of("Content-Type", "application/json"));
      assertThat(answer.status()).as(day).isEqualTo(400);
      assertThat(answer.text("detail")).contains("daysOff[0]", "2026-03-01");
    }
    for (String time : List.of("2026-02-31T00:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01T10:60:00Z", "2026-03-01",
        "2026-03-01T10:00:00", "1772323200", "0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z")) {
      for (String query : List.of("/api/v1/handoffs?from=", "/api/v1/handoffs?to=", "/api/v1/suppressions?since=",
          "/api/v1/audit?from=", "/api/v1/audit.csv?to=")) {
        Answer answer = get(query + time, key(Role.ADMIN));
        assertThat(answer.status()).as(query + time).isEqualTo(400);
        assertThat(answer.text("detail")).contains("is not a time from 1990 to 2200 such as");
      }
    }
  }

  private interface Asked {
    void call(String method, String path, JsonNode call);
  }

  private void forEachCall(Asked asked) {
    description = get("/v3/api-docs", NO_KEY).json();
    description.path("paths").properties().stream().filter(path -> path.getKey().startsWith("/api/")).forEach(path ->
        path.getValue().properties().forEach(method ->
            asked.call(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())));
  }

  private Stream<Place> places(JsonNode schema, Place here, int depth) {
    JsonNode known = resolved(schema);
    List<String> types = types(known);
    if (depth > DEEPEST) {
      return Stream.of();
    }
    if (types.contains("array")) {
      return places(known.path("items"), here.inside("0", List.of()), depth + 1);
    }
    if (known.has("properties")) {
      return known.path("properties").properties().stream()
          .flatMap(property -> places(property.getValue(), here.inside(property.getKey(), List.of()), depth + 1));
    }
    return types.isEmpty() || types.contains("object") ? Stream.of() : Stream.of(new Place(here.path(), types));
  }

  private JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : resolved(description.at(reference.substring(1)));
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isString() ? List.of(type.asString()) : type.valueStream().map(JsonNode::asString).toList();
  }

  private static List<String> wrong(List<String> types) {
    if (types.contains("integer")) {
      return NO_WHOLE_NUMBERS;
    }
    if (types.contains("number")) {
      return NO_NUMBERS;
    }
    if (types.contains("boolean")) {
      return NEITHER_TRUE_NOR_FALSE;
    }
    return types.contains("string") ? NO_TEXTS : List.of();
  }
}
