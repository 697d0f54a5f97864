package dev.leadloop.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.leadloop.temporal.LeadloopDataConverter;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as it is kept in the record; the same mapping as in Temporal's histories. */
public final class Json {
  private static final ObjectMapper MAPPER = LeadloopDataConverter.mapper();
  private static final ObjectMapper ROWS =
      LeadloopDataConverter.mapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, List<LocalDate>>> DATES = new TypeReference<>() {};

  private Json() {}

  /** The value as JSON. */
  public static String write(Object value) {
    return write(MAPPER, value);
  }

  /** The value of that type; fails with {@link IllegalStateException} where the record holds something else. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The record holds JSON that is not a " + type.getSimpleName(), e);
    }
  }

  /** The value of that generic type; fails with {@link IllegalStateException} where the record holds something else. */
  public static <T> T read(String json, TypeReference<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The record holds JSON that is not a " + type.getType(), e);
    }
  }

  /** A map of texts; null gives an empty one. */
  public static Map<String, String> texts(@Nullable String json) {
    if (json == null) {
      return Map.of();
    }
    try {
      return MAPPER.readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The record holds JSON that is not a map of texts", e);
    }
  }

  /** Lists of dates by name. */
  public static Map<String, List<LocalDate>> dates(String json) {
    return read(json, DATES);
  }

  /** Records as an array for {@code json_to_recordset}: one round trip however many rows, columns named in snake case. */
  public static String rows(Collection<? extends Record> rows) {
    return write(ROWS, rows);
  }

  private static String write(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + value.getClass().getSimpleName() + " as JSON", e);
    }
  }
}
