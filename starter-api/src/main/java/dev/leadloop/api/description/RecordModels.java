package dev.leadloop.api.description;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of each component of a record whether it may be null, as the code does. What may not be is required: it is needed of
 * whoever sends it, and always there in an answer.
 */
final class RecordModels implements ModelConverter {
  private static final String NULL = "null";

  private final Set<Schema<?>> told = new HashSet<>();

  @Override
  public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    JavaType javaType = Json31.mapper().constructType(type.getType());
    if (resolved != null && javaType != null && javaType.getRawClass().isRecord()) {
      String reference = resolved.get$ref();
      Schema<?> model =
          reference == null ? resolved : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
      if (model != null && model.getProperties() != null && told.add(model)) {
        tell(model, javaType.getRawClass());
      }
    }
    return resolved;
  }

  private static void tell(Schema<?> model, Class<?> record) {
    Set<String> required = new LinkedHashSet<>();
    for (RecordComponent component : record.getRecordComponents()) {
      Schema<?> property = model.getProperties().get(component.getName());
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (property == null) {
        if (component.isAnnotationPresent(JsonUnwrapped.class) && component.getType().isRecord()) {
          tellUnwrapped(model, component, nullable, required);
        }
      } else if (nullable) {
        model.getProperties().put(component.getName(), orNull(property));
      } else {
        required.add(component.getName());
      }
    }
    model.setRequired(required.isEmpty() ? null : new ArrayList<>(required));
  }

  /** What stands beside the others in the document; where the whole of it may be null, all of it may be missing. */
  private static void tellUnwrapped(Schema<?> model, RecordComponent unwrapped, boolean missing, Set<String> required) {
    for (RecordComponent part : unwrapped.getType().getRecordComponents()) {
      Schema<?> property = model.getProperties().get(part.getName());
      boolean nullable = part.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (property != null && nullable) {
        model.getProperties().put(part.getName(), orNull(property));
      } else if (property != null && !missing) {
        required.add(part.getName());
      }
    }
  }

  private static Schema<?> orNull(Schema<?> property) {
    if (property.get$ref() != null) {
      Schema<Object> nothing = new Schema<>();
      nothing.addType(NULL);
      Schema<Object> either = new Schema<>();
      either.setAnyOf(List.of(property, nothing));
      return either;
    }
    Set<String> types = property.getTypes() == null ? new LinkedHashSet<>() : new LinkedHashSet<>(property.getTypes());
    if (types.isEmpty() && property.getType() != null) {
      types.add(property.getType());
    }
    if (!types.isEmpty()) {
      types.add(NULL);
      property.setTypes(types);
    }
    if (property.getEnum() != null && !property.getEnum().contains(null)) {
      addNull(property);
    }
    return property;
  }

  @SuppressWarnings("unchecked")
  private static void addNull(Schema<?> property) {
    List<Object> values = new ArrayList<>((List<Object>) property.getEnum());
    values.add(null);
    ((Schema<Object>) property).setEnum(values);
  }
}
