package dev.leadloop.notify.webhook;

import dev.leadloop.outbound.PublicHttp;
import dev.leadloop.outbound.TargetRules;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/** Posts webhooks: public addresses alone, no redirects, no cookies, and never for longer than {@link #LONGEST}. */
public final class WebhookClient implements AutoCloseable {
  /** How long one step of a call, such as connecting or an answer's next bytes, may take. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long a whole call may take. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private static final int CONNECTIONS = 32;
  private static final int KEPT_OF_ANSWER = 300;

  private final PublicHttp http;

  /** A client that keeps to those rules. */
  public WebhookClient(TargetRules rules) {
    this.http = new PublicHttp("webhook", rules, new PublicHttp.Limits(PATIENCE, LONGEST, CONNECTIONS, 4));
  }

  /**
   * What a call came to.
   *
   * @param status of the answer; null where there was none
   * @param error what went wrong; null where nothing did
   * @param retryAfter how long the receiver asks us to wait
   */
  public record Attempt(@Nullable Integer status, @Nullable String error, @Nullable Duration retryAfter) {
    /** A call that came to no answer. */
    static Attempt failed(String error) {
      return new Attempt(null, error, null);
    }

    /** Whether the receiver has it. */
    public boolean delivered() {
      return status != null && status >= 200 && status < 300;
    }
  }

  /** Posts JSON; whatever goes wrong is in the answer, be it an address that cannot be called. */
  public Attempt post(String url, Map<String, String> headers, String body) {
    try {
      return call(new URI(url).parseServerAuthority(), headers, body);
    } catch (URISyntaxException | RuntimeException uncallable) {
      return Attempt.failed("cannot be called: " + reason(uncallable));
    }
  }

  private Attempt call(URI url, Map<String, String> headers, String body) {
    HttpPost post = new HttpPost(url);
    headers.forEach(post::setHeader);
    post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    try {
      return http.call(post, WebhookClient::read);
    } catch (IOException failed) {
      return Attempt.failed(reason(failed));
    }
  }

  private static Attempt read(ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    if (status >= 200 && status < 300) {
      return new Attempt(status, null, null);
    }
    if (status >= 300 && status < 400) {
      return new Attempt(status, "answered " + status + "; redirects are not followed", null);
    }
    String said = beginning(response.getEntity());
    return new Attempt(status, "answered " + status + (said.isEmpty() ? "" : ": " + said), PublicHttp.retryAfter(response));
  }

  /** Only so much is read, however long the answer is. */
  private static String beginning(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return "";
    }
    byte[] bytes = entity.getContent().readNBytes(KEPT_OF_ANSWER);
    return new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\s\\p{Cntrl}\\uFFFD]+", " ").strip();
  }

  private static String reason(Exception failed) {
    String message = failed.getMessage();
    return message == null ? failed.getClass().getSimpleName() : message;
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
