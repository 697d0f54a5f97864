package dev.leadloop.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.api.ApiTest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Files of pages are kept for good under an address that changes with them, and reports are counted within bounds. */
class AssetsTest extends ApiTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @Autowired private Assets assets;
  @Autowired private MeterRegistry meters;

  private HttpResponse<byte[]> open(String path, String encoding) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Accept-Encoding", encoding).build(),
        BodyHandlers.ofByteArray());
  }

  @Test
  void eachFileIsServedSmallAndForGood() throws Exception {
    for (String name : List.of("console.css", "console.js", "htmx.js", "chart.js", "sse.js", "reader.css", "mark.svg",
        "icons.svg")) {
      HttpResponse<byte[]> small = open(assets.url(name), "gzip");
      HttpResponse<byte[]> plain = open(assets.url(name), "identity");
      assertThat(small.statusCode()).as(name).isEqualTo(200);
      assertThat(small.headers().firstValue("Cache-Control")).as(name).hasValue("public, max-age=31536000, immutable");
      assertThat(small.headers().firstValue("Content-Encoding")).as(name).hasValue("gzip");
      assertThat(small.headers().firstValue("X-Content-Type-Options")).as(name).hasValue("nosniff");
      assertThat(plain.headers().firstValue("Content-Encoding")).as(name).isEmpty();
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(small.body()))) {
        assertThat(in.readAllBytes()).as(name).isEqualTo(plain.body());
      }
      assertThat(small.body().length).as("bytes of " + name).isLessThan(90_000);
    }
  }

  @Test
  void nothingElseIsServed() throws Exception {
    for (String path : List.of("/assets/0/none.css", "/assets/0/..%2fapplication.yaml", "/assets/0/tabler.js",
        "/webjars/tabler__core/1.4.0/package.json", "/web/console/10-tokens.css", "/console.css")) {
      assertThat(open(path, "gzip").statusCode()).as(path).isIn(400, 401, 403, 404);
    }
    assertThatThrownBy(() -> assets.url("none.css")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fileOfAnotherVersionIsTodaysAndKeptByNobody() throws Exception {
    HttpResponse<byte[]> other = open("/assets/0123456789abcdef/console.js", "identity");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void everyAnswerHasTheStrictPolicy() throws Exception {
    for (String path : List.of("/", "/sign-in", "/leads", "/u/none", "/confirm/none", "/h/none", "/nowhere", "/api/v1/leads",
        "/%00", "/error")) {
      assertThat(open(path, "identity").headers().allValues(ContentPolicy.HEADER)).as(path).containsExactly(ContentPolicy.STRICT);
    }
    assertThat(open("/f/contact", "identity").headers().allValues(ContentPolicy.HEADER)).singleElement().asString()
        .contains("style-src 'self'", "frame-ancestors 'self'").doesNotContain("unsafe");
    assertThat(ContentPolicy.STRICT)
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe");
  }

  private double counted(String directive) {
    Counter found = meters.find("leadloop.csp.reports").tag("directive", directive).counter();
    return found == null ? 0 : found.count();
  }

  @Test
  void reportIsCountedByItsDirectiveAlone() {
    double before = counted("img-src");
    double others = counted("other");
    Map<String, String> type = Map.of("Content-Type", "application/csp-report");
    assertThat(call("POST", "/csp-report", NO_KEY,
        "{\"csp-report\":{\"effective-directive\":\"img-src\",\"document-uri\":\"https://x/u/secret\"}}", type).status())
        .isEqualTo(204);
    assertThat(call("POST", "/csp-report", NO_KEY, "{\"csp-report\":{\"violated-directive\":\"evil\\n<b>\"}}", type).status())
        .isEqualTo(204);
    assertThat(counted("img-src")).isEqualTo(before + 1);
    assertThat(counted("other")).isEqualTo(others + 1);
    for (String wrong : List.of("", "[]", "{", "{\"csp-report\":1}", "null", "[".repeat(8_000))) {
      assertThat(call("POST", "/csp-report", NO_KEY, wrong, type).status()).as(wrong).isBetween(400, 415);
    }
    assertThat(call("POST", "/csp-report", NO_KEY, "x".repeat(9_000), type).status()).isEqualTo(413);
  }

  @Test
  void noMoreThanSoManyReportsAnHourAreCounted() {
    SimpleMeterRegistry own = new SimpleMeterRegistry();
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
    PolicyReports reports = new PolicyReports(own, now::get);
    for (int n = 0; n < PolicyReports.MOST + 500; n++) {
      reports.take("script-src");
    }
    assertThat(own.get("leadloop.csp.reports").counter().count()).isEqualTo(PolicyReports.MOST);
    now.set(now.get().plus(PolicyReports.WINDOW).plusSeconds(1));
    reports.take("script-src");
    assertThat(own.get("leadloop.csp.reports").counter().count()).isEqualTo(PolicyReports.MOST + 1);
  }
}
