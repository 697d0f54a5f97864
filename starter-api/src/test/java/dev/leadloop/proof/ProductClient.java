package dev.leadloop.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A customer's system: HTTP with a bearer key, and the patience to ask again what was not answered. */
final class ProductClient {
  /** An answer; status 0 where none came. */
  record Answer(int status, JsonNode body) {
    boolean good() {
      return status / 100 == 2;
    }

    /** Whether asking again may help. */
    boolean retryable() {
      return status == 0 || status >= 500 || status == 429;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ONE_CALL = Duration.ofSeconds(10);
  private static final Duration OUTAGE = Duration.ofMinutes(10);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final URI base;
  private final String key;

  ProductClient(URI base, String key) {
    this.base = base;
    this.key = key;
  }

  /** The same product, spoken to with another key. */
  ProductClient as(String otherKey) {
    return new ProductClient(base, otherKey);
  }

  boolean ready() {
    Answer answer = send("GET", "/readyz", null, null);
    String status = answer.body().path("status").asText();
    // What stood still before a kill is called for once everything runs.
    return answer.good() && (status.equals("up") || status.equals("attention"));
  }

  Answer get(String path) {
    return patiently("GET", path, null, null);
  }

  Answer put(String path, Map<String, ?> body) {
    return patiently("PUT", path, body, null);
  }

  /** The idempotency key makes it safe to ask again; the body's own ids do where there is none. */
  Answer post(String path, Map<String, ?> body, @Nullable String idempotencyKey) {
    return patiently("POST", path, body, idempotencyKey);
  }

  /** Sends a document of the policy, by POST or PUT. */
  Answer yaml(String method, String path, String document, @Nullable String idempotencyKey) {
    return patiently(method, path, () -> send(path, request -> {
      request.header("Content-Type", "application/yaml").method(method, HttpRequest.BodyPublishers.ofString(document));
      if (idempotencyKey != null) {
        request.header("Idempotency-Key", idempotencyKey);
      }
    }));
  }

  /** Sends rows, by POST. */
  Answer csv(String path, String rows) {
    return patiently("POST", path, () -> send(path, request ->
        request.header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofString(rows))));
  }

  private Answer patiently(String method, String path, @Nullable Map<String, ?> body, @Nullable String idempotencyKey) {
    return patiently(method, path, () -> send(method, path, body, idempotencyKey));
  }

  private static Answer patiently(String method, String path, Supplier<Answer> asking) {
    long deadline = System.nanoTime() + OUTAGE.toNanos();
    while (true) {
      Answer answer = asking.get();
      if (!answer.retryable()) {
        return answer;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(method + " " + path + " was not answered for ten minutes; last: " + answer);
      }
      Waiting.pause(Duration.ofMillis(200));
    }
  }

  /** Sends a file once. */
  Answer postCsv(String path, String csv) {
    return send(path, request -> request.header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofString(csv)));
  }

  private Answer send(String method, String path, @Nullable Map<String, ?> body, @Nullable String idempotencyKey) {
    return send(path, request -> {
      request.header("Content-Type", "application/json").method(method, body == null
          ? HttpRequest.BodyPublishers.noBody()
          : HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString()));
      if (idempotencyKey != null) {
        request.header("Idempotency-Key", idempotencyKey);
      }
    });
  }

  private Answer send(String path, Consumer<HttpRequest.Builder> what) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(base.resolve(path)).timeout(ONE_CALL).header("Authorization", "Bearer " + key);
      what.accept(request);
      HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), read(response.body()));
    } catch (IOException noAnswer) {
      return new Answer(0, JSON.createObjectNode().put("error", String.valueOf(noAnswer)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static JsonNode read(String text) {
    try {
      return text.isBlank() ? JSON.nullNode() : JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return JSON.getNodeFactory().textNode(text);
    }
  }
}
