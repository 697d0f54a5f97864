package dev.leadloop.email.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sendgrid.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what SendGrid says in an answer: its errors, and when to come back. */
final class SendGridAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private SendGridAnswer() {}

  /** Headers by name, whichever case the server wrote them in. */
  static Map<String, String> headers(Response response) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(response.getHeaders());
    return headers;
  }

  /** The messages of the body's {@code errors}, each with its field; else the body as it is. */
  static String errors(Response response) {
    String body = response.getBody() == null ? "" : response.getBody();
    try {
      JsonNode errors = JSON.readTree(body).path("errors");
      return errors.isEmpty()
          ? body
          : StreamSupport.stream(errors.spliterator(), false)
              .map(SendGridAnswer::sentence)
              .collect(Collectors.joining("; "));
    } catch (JsonProcessingException notJson) {
      return body;
    }
  }

  private static String sentence(JsonNode error) {
    String field = error.path("field").asText("");
    String message = error.path("message").asText("");
    return field.isEmpty() || field.equals("null") ? message : field + ": " + message;
  }

  /**
   * How long to wait, from Retry-After (seconds or a date) or X-RateLimit-Reset (seconds since
   * 1970); null when neither can be read. Between a second and an hour, whatever the server says.
   */
  static @Nullable Duration retryAfter(Map<String, String> headers, Instant now) {
    Duration wait = fromRetryAfter(headers.get("Retry-After"), now);
    if (wait == null) {
      Long reset = number(headers.get("X-RateLimit-Reset"));
      wait = reset == null ? null : Duration.ofSeconds(reset - now.getEpochSecond());
    }
    if (wait == null) {
      return null;
    }
    Duration atLeast = wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
    return atLeast.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : atLeast;
  }

  private static @Nullable Duration fromRetryAfter(@Nullable String value, Instant now) {
    Long seconds = number(value);
    if (value == null || seconds != null) {
      return seconds == null ? null : Duration.ofSeconds(seconds);
    }
    try {
      return Duration.between(
          now,
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException notADate) {
      return null;
    }
  }

  private static @Nullable Long number(@Nullable String value) {
    return value != null && value.strip().matches("\\d{1,12}") ? Long.valueOf(value.strip()) : null;
  }
}
