package dev.leadloop.api.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiTest extends ApiTest {
  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Test
  void descriptionListsEveryCall() {
    JsonNode description = get("/v3/api-docs", NO_KEY).json();
    TreeSet<String> described = new TreeSet<>();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    TreeSet<String> mapped = new TreeSet<>();
    mappings
        .getHandlerMethods()
        .keySet()
        .forEach(
            info ->
                info.getPatternValues().stream()
                    .filter(pattern -> pattern.startsWith("/api/"))
                    .forEach(
                        pattern ->
                            info.getMethodsCondition().getMethods().forEach(method -> mapped.add(method + " " + pattern))));
    assertThat(described).containsAll(mapped).contains("GET /healthz", "GET /readyz");
    assertThat(described).noneMatch(call -> call.contains(" /leads") || call.contains("sign-in"));
  }

  @Test
  void descriptionSaysHowToSignInAndWhatProblemsLookLike() {
    JsonNode description = get("/v3/api-docs", NO_KEY).json();
    assertThat(description.at("/components/securitySchemes/key/scheme").asString()).isEqualTo("bearer");
    JsonNode accept = description.at("/paths/~1api~1v1~1leads~1{id}~1accept/post");
    assertThat(accept.path("security").toString()).contains("key");
    assertThat(accept.path("responses").propertyNames()).contains("200", "202", "400", "401", "403", "404", "409", "422", "503");
    assertThat(accept.at("/responses/409/content").propertyNames()).contains("application/problem+json");
    assertThat(accept.path("parameters").toString()).contains("Idempotency-Key").doesNotContain("caller");
    assertThat(description.at("/components/schemas/LeadSent/properties/company/maxLength").asInt()).isEqualTo(200);
  }
}
