package dev.leadloop.api.description;

import com.fasterxml.jackson.databind.JavaType;
import dev.leadloop.api.web.PlainValueRequest;
import dev.leadloop.text.IntakeLimits;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says of a single value that may be written as a text, a number, true or false that it may. */
final class PlainValueModel implements ModelConverter {
  @Override
  public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    JavaType javaType = Json31.mapper().constructType(type.getType());
    if (javaType != null && javaType.getRawClass().equals(PlainValueRequest.class)) {
      Schema<?> value = new JsonSchema();
      value.setTypes(new TreeSet<>(Set.of("string", "number", "boolean")));
      value.setMaxLength(IntakeLimits.PROPERTY);
      return value;
    }
    return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
  }
}
