package dev.leadloop.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every call of the description, tried with every method that is not described: what does work there is told. */
class OtherMethodsTest extends ApiTest {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

  @Test
  void anotherMethodIsToldThoseThatWork() {
    JsonNode paths = get("/v3/api-docs", NO_KEY).json().get("paths");
    int tried = 0;
    List<String> wrong = new ArrayList<>();
    for (String template : paths.propertyNames()) {
      if (!template.startsWith("/api/v1/") && !template.equals("/metrics")) {
        continue;
      }
      String path = template.replaceAll("\\{[^}]*}", "x");
      Set<String> described = methodsAt(paths, path);
      for (String method : METHODS) {
        if (!described.contains(method)) {
          tried++;
          Answer answer = call(method, path, key(Role.ADMIN), "GET".equals(method) ? "" : "{}", Map.of());
          Set<String> allowed = new TreeSet<>(List.of(answer.header("Allow").split(", ")));
          allowed.remove("HEAD");
          if (answer.status() != 405 || !allowed.equals(described)) {
            wrong.add(method + " " + path + ": " + answer.status() + " " + allowed + ", not " + described);
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(200);
    assertThat(wrong).isEmpty();
  }

  /** Of all templates that the path may be read by. */
  private static Set<String> methodsAt(JsonNode paths, String path) {
    Set<String> methods = new TreeSet<>();
    for (Map.Entry<String, JsonNode> other : paths.properties()) {
      String pattern = Pattern.quote(other.getKey()).replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q");
      if (path.matches(pattern)) {
        other.getValue().propertyNames().forEach(method -> methods.add(method.toUpperCase(java.util.Locale.ROOT)));
      }
    }
    return methods;
  }
}
