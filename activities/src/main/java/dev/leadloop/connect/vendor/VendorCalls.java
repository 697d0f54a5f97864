package dev.leadloop.connect.vendor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.leadloop.connect.vendor.VendorTrouble.Kind;
import dev.leadloop.outbound.PublicHttp;
import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/** Calls one account of a vendor: within its limits, with its credential, and never reading more than is wanted. */
public final class VendorCalls {
  private static final int LARGEST = 8_000_000;
  private static final int LONGEST_WORDS = 500;
  private static final Duration LONGEST_TURN = Duration.ofSeconds(20);
  private static final Set<Integer> AGAIN = Set.of(408, 423, 425, 502, 503, 504);
  private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(50).maxStringLength(1_000_000).maxNumberLength(100).build())
      .build()).build();

  private final PublicHttp http;
  private final String server;
  private final Map<String, String> headers;
  private final Bucket bucket;

  /**
   * For one account.
   *
   * @param bucket holds a token for each call that may be made now
   */
  public VendorCalls(PublicHttp http, String server, Map<String, String> headers, Bucket bucket) {
    this.http = http;
    this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    this.headers = Map.copyOf(headers);
    this.bucket = bucket;
  }

  /**
   * Calls and gives the answer, which is a missing node where it has no body.
   *
   * @param path with what stands behind it
   * @param body null for none
   * @throws VendorTrouble for everything but a 2xx
   */
  public JsonNode call(String method, String path, @Nullable JsonNode body) throws VendorTrouble {
    return send(method, path, body == null ? null : new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
  }

  /**
   * Posts a form, as signing in asks for.
   *
   * @throws VendorTrouble for everything but a 2xx
   */
  public JsonNode form(String path, Map<String, String> fields) throws VendorTrouble {
    String form = fields.entrySet().stream().map(field -> part(field.getKey()) + "=" + part(field.getValue()))
        .collect(Collectors.joining("&"));
    return send("POST", path, new StringEntity(form, ContentType.APPLICATION_FORM_URLENCODED));
  }

  private JsonNode send(String method, String path, @Nullable StringEntity body) throws VendorTrouble {
    waitForTurn();
    HttpUriRequestBase request = new HttpUriRequestBase(method, URI.create(server + path));
    request.setHeader("Accept", "application/json");
    headers.forEach(request::setHeader);
    if (body != null) {
      request.setEntity(body);
    }
    Answer answer;
    try {
      answer = http.call(request, VendorCalls::read);
    } catch (IOException failed) {
      throw VendorTrouble.away(clean(String.valueOf(failed.getMessage())));
    }
    if (answer.status >= 200 && answer.status < 300) {
      return answer.body;
    }
    throw new VendorTrouble(kind(answer.status), answer.status, words(answer), answer.rest, answer.body);
  }

  private void waitForTurn() throws VendorTrouble {
    try {
      if (!bucket.asBlocking().tryConsume(1, LONGEST_TURN)) {
        throw new VendorTrouble(Kind.LIMIT, 0, "its limit leaves no room now", Duration.ofSeconds(10), MissingNode.getInstance());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw VendorTrouble.away("this process is stopping");
    }
  }

  /** A part of an address, such as an id of theirs. */
  public static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** JSON of the text, within limits. */
  public static JsonNode parse(byte[] bytes) throws JsonProcessingException {
    try {
      JsonNode read = JSON.readTree(bytes);
      return read == null ? MissingNode.getInstance() : read;
    } catch (JsonProcessingException notJson) {
      throw notJson;
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private record Answer(int status, JsonNode body, String text, @Nullable Duration rest) {}

  private static Answer read(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] bytes = entity == null ? new byte[0] : entity.getContent().readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new IOException("its answer is longer than " + LARGEST + " bytes");
    }
    boolean fine = response.getCode() >= 200 && response.getCode() < 300;
    JsonNode body = MissingNode.getInstance();
    try {
      body = bytes.length == 0 ? body : parse(bytes);
    } catch (JsonProcessingException notJson) {
      if (fine) {
        throw new IOException("its answer is no JSON");
      }
    }
    return new Answer(response.getCode(), body, new String(bytes, StandardCharsets.UTF_8), PublicHttp.retryAfter(response));
  }

  private static Kind kind(int status) {
    if (status == 429) {
      return Kind.LIMIT;
    }
    if (status == 401 || status == 403) {
      return Kind.CREDENTIAL;
    }
    return status >= 500 || AGAIN.contains(status) || status < 400 ? Kind.AWAY : Kind.REFUSED;
  }

  private static String words(Answer answer) {
    String message = answer.body.path("message").asText("");
    return clean(answer.status + ": " + (message.isEmpty() ? answer.text : message));
  }

  /** Their words as they may be kept and shown. */
  public static String clean(String words) {
    String plain = words.replaceAll("\\p{Cntrl}", " ").strip();
    return plain.length() <= LONGEST_WORDS ? plain : plain.substring(0, LONGEST_WORDS - 1) + "…";
  }
}
