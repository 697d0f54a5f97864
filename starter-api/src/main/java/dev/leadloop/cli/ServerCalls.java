package dev.leadloop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls of a running server, with what to do where it refuses or is not there. */
final class ServerCalls {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_DETAIL = 1_000;

  private final URI server;
  private final String key;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private ServerCalls(URI server, String key) {
    this.server = server;
    this.key = key;
  }

  /**
   * Calls of the server of that address.
   *
   * @param key of whoever calls; null or blank where there is none
   * @throws Failed where such calls cannot be made
   */
  static ServerCalls of(URI server, @Nullable String key) throws Failed {
    if (key == null || key.isBlank()) {
      throw new Failed("Give a key of role MARKETING, MANAGER or ADMIN in the environment variable LEADLOOP_KEY.", false);
    }
    if (server.getHost() == null || !String.valueOf(server.getScheme()).matches("https?")) {
      throw new Failed("'--server' is an address such as http://localhost:8080, and is " + server, false);
    }
    return new ServerCalls(server, key.strip());
  }

  /** Why a call came to nothing, in words that say what to do. */
  static final class Failed extends IOException {
    private static final long serialVersionUID = 1L;
    private final boolean away;

    Failed(String why, boolean away) {
      super(why);
      this.away = away;
    }

    /** Whether the server may be there again in a moment. */
    boolean away() {
      return away;
    }
  }

  /** What the server answers to a call that changes nothing. */
  JsonNode get(String path) throws Failed, InterruptedException {
    return read(HttpRequest.newBuilder(server.resolve(path)).GET());
  }

  /** What the server answers to an order. */
  JsonNode post(String path, JsonNode body) throws Failed, InterruptedException {
    return read(HttpRequest.newBuilder(server.resolve(path))
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString())));
  }

  private JsonNode read(HttpRequest.Builder request) throws Failed, InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = http.send(
          request.timeout(Duration.ofMinutes(1)).header("Authorization", "Bearer " + key).build(), BodyHandlers.ofString());
    } catch (IOException away) {
      throw new Failed("The server at " + server + " cannot be reached. Is it running, and is '--server' its address?", true);
    }
    int status = answer.statusCode();
    if (status >= 300) {
      throw new Failed(
          status == 401 ? "The server does not know the key in LEADLOOP_KEY; an administrator makes one on the page Settings,"
          + " Keys."
              : status == 403 ? "The key in LEADLOOP_KEY may not do this; it needs the role MARKETING, MANAGER or ADMIN."
              : "The server refuses it (" + status + "): " + detail(answer.body()),
          status == 502 || status == 503 || status == 504);
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException foreign) {
      throw new Failed("What answers at " + server + " is not Leadloop.", false);
    }
  }

  private static String detail(String body) {
    String detail = body;
    try {
      detail = JSON.readTree(body).path("detail").asText(body);
    } catch (JsonProcessingException noProblem) {
      // Told as it is.
    }
    return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
  }
}
