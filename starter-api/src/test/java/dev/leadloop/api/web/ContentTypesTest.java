package dev.leadloop.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Strict JSON is worth nothing where another door leads to the same call. */
class ContentTypesTest extends ApiTest {
  private static final List<String> TYPES =
      List.of(
          "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/vnd.yaml", "application/openapi+yaml",
          "application/xml", "text/xml", "application/x-www-form-urlencoded", "multipart/form-data;boundary=x",
          "application/vnd.api+json", "application/problem+json", "application/merge-patch+json", "application/json-seq",
          "application/x-ndjson", "application/cbor", "application/x-jackson-smile", "application/x-protobuf", "text/json",
          "text/plain", "text/csv", "text/html", "application/octet-stream", "application/json;charset=utf-16",
          "application/json;charset=UTF-16BE", "application/json;charset=windows-1252", "application/json; charset=\"utf-32\"",
          "application/json;charset=utf-7", "application/json;charset=nonsense", "application/json, application/yaml",
          "application/*", "*/*", "json");

  /** The same order in each of the languages, so that a door that reads it would do something. */
  private static String body(String type) {
    return type.contains("yaml")
        ? "email: by-the-side-door@acme.example\nemail: by-the-other-door@acme.example\nname: side\nrole: ADMIN\n"
        : type.contains("urlencoded")
            ? "email=by-the-side-door%40acme.example&name=side&role=ADMIN&overlapHours=1"
            : "{\"email\":\"by-the-side-door@acme.example\",\"name\":\"side\",\"role\":\"ADMIN\"}";
  }

  @Test
  void noCallReadsABodyOfATypeThatItDoesNotDescribe() {
    List<String> wrong = new ArrayList<>();
    int[] tried = {0};
    get("/v3/api-docs", NO_KEY).json().path("paths").properties().stream()
        .filter(path -> path.getKey().startsWith("/api/"))
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(call -> Set.of("post", "put", "patch", "delete").contains(call.getKey()))
                    .forEach(
                        call -> {
                          for (String type : TYPES) {
                            if (!described(call.getValue(), type)) {
                              tried[0]++;
                              Answer answer = make(call.getKey(), path.getKey(), type);
                              if (answer.status() != 415 || !answer.problem().equals("media-type")) {
                                wrong.add(call.getKey() + " " + path.getKey() + " as " + type + " -> " + answer.status());
                              }
                            }
                          }
                        }));
    assertThat(tried[0]).isGreaterThan(1_000);
    assertThat(wrong).isEmpty();
    assertThat(count("select count(*) from lead where email like 'by-the-%'")).isZero();
    assertThat(count("select count(*) from api_key where name = 'side'")).isZero();
  }

  private static boolean described(JsonNode call, String type) {
    String plain = type.replaceFirst("[;,].*", "").strip().toLowerCase(Locale.ROOT);
    return call.at("/requestBody/content").propertyNames().contains(plain) && !type.contains("charset") && !type.contains(",");
  }

  private Answer make(String method, String pattern, String type) {
    String path = pattern.replace("{version}", "999").replace("{id}", "7").replaceAll("\\{[a-zA-Z]+}", "nobody");
    Role role = path.endsWith("/takeover") ? Role.SALES : Role.ADMIN;
    return call(method.toUpperCase(Locale.ROOT), path, key(role), body(type), Map.of("Content-Type", type));
  }

  @Test
  void jsonInUtf8IsTakenHoweverItsTypeIsWritten() {
    for (String type :
        List.of("application/json", "application/json;charset=utf-8", "Application/JSON; Charset=\"UTF-8\"",
            "application/json;charset=UTF8")) {
      assertThat(
              call("POST", "/api/v1/leads", key(Role.MARKETING), "{\"email\":\"typed@acme.example\"}",
                  Map.of("Content-Type", type))
                  .status())
          .as(type)
          .isEqualTo(202);
    }
  }

  @Test
  void bodyWithoutATypeIsRefused() {
    Answer answer =
        send(
            java.net.http.HttpRequest.newBuilder(address("/api/v1/leads"))
                .header("Authorization", "Bearer " + key(Role.MARKETING))
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"email\":\"by-the-side-door@acme.example\"}"))
                .build());
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.text("detail")).contains("application/json");
  }

  @Test
  void answersAreJsonWhateverElseIsAskedFor() {
    String lead = newLead();
    for (String type : List.of("application/yaml", "application/xml", "application/cbor", "text/html", "application/x-yaml")) {
      for (String path : List.of("/api/v1/leads/" + lead, "/api/v1/leads", "/api/v1/reps", "/api/v1/keys")) {
        Answer answer = call("GET", path, key(Role.ADMIN), null, Map.of("Accept", type));
        assertThat(answer.status()).as(type + " " + path).isEqualTo(406);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      }
    }
  }
}
