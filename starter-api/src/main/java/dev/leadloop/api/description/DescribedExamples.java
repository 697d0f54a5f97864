package dev.leadloop.api.description;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;

/** Names each call after its method and path, and gives each of its good answers the example that is kept under that name. */
final class DescribedExamples implements OpenApiCustomizer {
  @Override
  public void customise(OpenAPI description) {
    description.getPaths().forEach(
        (path, item) ->
            item.readOperationsMap().forEach(
                (method, operation) -> {
                  operation.setOperationId(name(method, path));
                  operation.getResponses().values().forEach(response -> addExample(operation, response));
                }));
  }

  /** Such as getLeadsByIdScore for GET /api/v1/leads/{id}/score. */
  static String name(HttpMethod method, String path) {
    return method.name().toLowerCase(Locale.ROOT)
        + Arrays.stream(path.replaceFirst("^/api/v1", "").replace("{", "by-").split("[^A-Za-z0-9]+"))
            .filter(part -> !part.isEmpty())
            .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
            .collect(Collectors.joining());
  }

  private static void addExample(Operation operation, ApiResponse response) {
    if (response.getContent() == null) {
      return;
    }
    response.getContent().forEach((type, content) -> {
      if (content.getExample() == null) {
        String extension = type.endsWith("json") ? "json" : type.substring(type.lastIndexOf('/') + 1);
        ClassPathResource example = new ClassPathResource("openapi/" + operation.getOperationId() + "." + extension);
        if (example.exists()) {
          content.setExample(extension.equals("json") ? json(text(example)) : text(example));
        }
      }
    });
  }

  /** As the writer of the description has it, which would leave what is null out of a map. */
  private static JsonNode json(String text) {
    try {
      return Json31.mapper().readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("an example of the description is no JSON", broken);
    }
  }

  private static String text(ClassPathResource file) {
    try {
      return file.getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
