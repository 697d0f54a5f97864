package dev.leadloop.api.description;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Says of each pattern that the whole text has to be of it, as the code means it; of a description a part would do. */
final class DescribedPatterns implements OpenApiCustomizer {

  @Override
  public void customise(OpenAPI description) {
    for (PathItem path : description.getPaths().values()) {
      for (Operation operation : path.readOperations()) {
        if (operation.getParameters() != null) {
          operation.getParameters().forEach(parameter -> anchor(parameter.getSchema()));
        }
      }
    }
    for (Schema<?> schema : description.getComponents().getSchemas().values()) {
      if (schema.getProperties() != null) {
        for (Object property : schema.getProperties().values()) {
          anchor(property);
        }
      }
    }
  }

  private static void anchor(@Nullable Object described) {
    if (described instanceof Schema<?> schema && schema.getPattern() != null && !schema.getPattern().startsWith("^")) {
      schema.setPattern("^(?:" + schema.getPattern() + ")$");
    }
  }
}
