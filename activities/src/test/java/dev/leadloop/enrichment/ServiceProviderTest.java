package dev.leadloop.enrichment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.leadloop.enrichment.EnrichmentProvider.Answer;
import dev.leadloop.outbound.TargetRules;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceProviderTest {
  private static final WireMockServer SERVICE = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(700);
  private static final String SECRET = "sk-very-secret-4711";
  private static final Question ACME = new Question("acme.example", "kim@acme.example", "Acme");
  private static final Map<String, String> FACTS = Map.of(
      "company", "/name", "companySize", "/metrics/employees /metrics/employeesRange", "industry", "/tags/0/label",
      "country", "/geo/a~1b", "answers.raised", "/raised", "timeZone", "/tz");

  @BeforeAll
  static void start() {
    SERVICE.start();
  }

  @AfterAll
  static void stop() {
    SERVICE.stop();
  }

  @BeforeEach
  void forget() {
    SERVICE.resetAll();
  }

  private static ServiceSettings settings(String url, @Nullable String body, Duration limit) {
    return new ServiceSettings(
        "acme-data", url, body == null ? "GET" : "POST", body, List.of("Authorization: Bearer " + SECRET), FACTS, limit,
        1_000_000, 4, 100);
  }

  private static ServiceProvider provider(String url, @Nullable String body, Duration limit) {
    return new ServiceProvider(settings(url, body, limit), new TargetRules(true), new byte[32]);
  }

  private static Answer ask(String url, @Nullable String body, Duration limit, Question question) throws IOException {
    try (ServiceProvider provider = provider(url, body, limit)) {
      return provider.ask(question);
    }
  }

  private static Answer answer(ResponseDefinitionBuilder response, Duration limit) throws IOException {
    SERVICE.stubFor(any(anyUrl()).willReturn(response));
    return ask(SERVICE.baseUrl() + "/v1?d={domain}", null, limit, ACME);
  }

  private static Answer answer(String json) throws IOException {
    return answer(aResponse().withBody(json), PATIENT);
  }

  private static Answer.Failed failed(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    Answer.Failed failed = (Answer.Failed) answer;
    assertThat(failed.why()).doesNotContain(SECRET, "acme.example", "kim@").matches("[ -~]{1,400}");
    return failed;
  }

  private static Answer found(String... facts) {
    return EnrichmentWorld.Scripted.found(facts);
  }

  @Test
  void factsAreFoundByPointersHoweverDeep() throws IOException {
    assertThat(answer("""
        {"name": " Acme ", "metrics": {"employees": null, "employeesRange": "1,001-5,000"}, "tags": [{"label": "Software"}],
         "geo": {"a/b": "DE"}, "raised": 12.5, "tz": "Europe/Berlin", "more": {"of": ["it"]}}"""))
        .isEqualTo(found(
            "company", "Acme", "companySize", "1001", "industry", "Software", "country", "DE", "answers.raised", "12.5",
            "timeZone", "Europe/Berlin"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "250|250", "250.0|250", "2.5e2|250", "\"51-200\"|51", "\"10,001+\"|10001", "\"about 250\"|250", "\"250\"|250"})
  void sizesAreNumbersOrRanges(String json, String size) throws IOException {
    assertThat(answer("{\"metrics\": {\"employees\": " + json + "}}")).isEqualTo(found("companySize", size));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "[]", "{}", "null", "true", "\"\"", "\"  \"", "0", "-1", "12.5", "1e99", "\"many\"", "[51]", "{\"from\": 51}",
      "123456789012345678901234567890"})
  void sizeThatIsNoneIsNoFactAndTheRestCounts(String json) throws IOException {
    assertThat(answer("{\"name\": \"Acme\", \"metrics\": {\"employees\": " + json + "}}"))
        .isEqualTo(found("company", "Acme"));
  }

  @Test
  void valueThatCannotBeKeptIsNoFact() throws IOException {
    ObjectMapper json = new ObjectMapper();
    for (String bad : List.of("x".repeat(201), "a\0b", "a\u0007b", "a\u007fb")) {
      assertThat(failed(answer(json.writeValueAsString(Map.of("name", bad)))).why()).contains("'company'");
      assertThat(answer(json.writeValueAsString(Map.of("name", bad, "raised", "yes")))).isEqualTo(found("answers.raised", "yes"));
    }
    assertThat(failed(answer("{\"name\": \"half \\ud800 a pair\"}")).why()).contains("surrogate");
    assertThat(failed(answer("{\"tz\": \"Mars/Base\"}")).why()).contains("time zone");
    assertThat(failed(answer("{\"name\": false}")).why()).contains("true or false");
    assertThat(answer("{\"raised\": false}")).isEqualTo(found("answers.raised", "false"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "  ", "{}", "[]", "null", "\"text\"", "7", "{\"name\": null}", "{\"name\": \"\"}", "{\"other\": 1}"})
  void answerWithoutAnyOfTheFactsIsNothing(String json) throws IOException {
    assertThat(answer(json)).isEqualTo(Answer.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 404, 410})
  void notFoundIsNothing(int status) throws IOException {
    assertThat(answer(aResponse().withStatus(status), PATIENT)).isEqualTo(Answer.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 402, 403, 405, 408, 429, 500, 502, 503})
  void otherAnswersAreFailures(int status) throws IOException {
    Answer.Failed failed = failed(answer(aResponse().withStatus(status).withBody("no " + SECRET), PATIENT));
    assertThat(failed.why()).contains("it answered " + status);
    assertThat(failed.itsFault()).isTrue();
    assertThat(failed.askAgainAfter()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 406, 409, 413, 414, 422, 451})
  void someAnswersAreAboutTheQuestionAlone(int status) throws IOException {
    Answer.Failed failed = failed(answer(aResponse().withStatus(status).withBody("no " + SECRET), PATIENT));
    assertThat(failed.why()).contains("it answered " + status);
    assertThat(failed.because()).isEqualTo(Answer.Because.QUESTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Narnia", "XX", "Europe", "none of yours", "12"})
  void countryThatIsNoneIsNoFactAndTheRestCounts(String country) throws IOException {
    String geo = "\"geo\": {\"a/b\": \"" + country + "\"}";
    assertThat(answer("{\"name\": \"Acme\", " + geo + "}")).isEqualTo(found("company", "Acme"));
    Answer.Failed alone = failed(answer("{" + geo + "}"));
    assertThat(alone.why()).contains("'country'", "is no country's name or code").doesNotContain(country);
    assertThat(alone.because()).isEqualTo(Answer.Because.QUESTION);
  }

  @Test
  void retryAfterIsKeptInSecondsAndAsADate() throws IOException {
    assertThat(failed(answer(aResponse().withStatus(429).withHeader("Retry-After", "120"), PATIENT)).askAgainAfter())
        .isEqualTo(Duration.ofMinutes(2));
    assertThat(failed(answer(
        aResponse().withStatus(503).withHeader("Date", "Wed, 21 Oct 2015 07:28:00 GMT")
            .withHeader("Retry-After", "Wed, 21 Oct 2015 07:33:00 GMT"), PATIENT)).askAgainAfter())
        .as("by the service's own clock").isEqualTo(Duration.ofMinutes(5));
    assertThat(failed(answer(
        aResponse().withStatus(503).withHeader("Date", "Wed, 21 Oct 2015 07:28:00 GMT")
            .withHeader("Retry-After", "Wed, 21 Oct 2015 07:00:00 GMT"), PATIENT)).askAgainAfter()).isZero();
    for (String odd : List.of("soon", "-5", "99999999999999999999", "1.5")) {
      assertThat(failed(answer(aResponse().withStatus(429).withHeader("Retry-After", odd), PATIENT)).askAgainAfter()).isNull();
    }
    assertThat(failed(answer(aResponse().withStatus(202), PATIENT)).itsFault()).as("not ready is no fault").isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "<html><body>Login</body></html>", "{\"name\": \"Acme\"", "{\"name\": \"Acme\"} trailing", "nul", "{'name': 1}", "\0\0\0",
      "{\"name\": NaN}"})
  void whatIsNoJsonIsAFailure(String body) throws IOException {
    assertThat(failed(answer(body)).why()).isEqualTo("its answer is no JSON");
  }

  @Test
  void deepAnswerIsRefusedWithoutAnOverflow() throws IOException {
    assertThat(failed(answer("[".repeat(100_000))).why()).isEqualTo("its answer is no JSON");
    assertThat(failed(answer("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000))).why()).isEqualTo("its answer is no JSON");
  }

  @Test
  void valuesMeanNothingElseInTheAddress() throws IOException {
    SERVICE.stubFor(any(anyUrl()).willReturn(aResponse().withBody("{\"name\": \"Acme\"}")));
    String name = "A&B/C #1? + 100% Müller=\r\nX-Evil: 1{domain}$1\\";
    assertThat(ask(
        SERVICE.baseUrl() + "/v1/{company}?d={domain}&e={email}&c={company}", null, PATIENT,
        new Question("acme.example", "a+b@acme.example", name))).isInstanceOf(Answer.Found.class);
    String coded = "A%26B%2FC%20%231%3F%20%2B%20100%25%20M%C3%BCller%3D%0D%0AX-Evil%3A%201%7Bdomain%7D%241%5C";
    SERVICE.verify(1, getRequestedFor(
        urlEqualTo("/v1/" + coded + "?d=acme.example&e=a%2Bb%40acme.example&c=" + coded))
        .withHeader("Authorization", equalTo("Bearer " + SECRET)).withoutHeader("X-Evil"));
  }

  @Test
  void valuesMeanNothingElseInTheBody() throws IOException {
    SERVICE.stubFor(any(anyUrl()).willReturn(aResponse().withBody("{\"name\": \"Acme\"}")));
    String name = "A\"B\\C\r\n\t\u0001\", \"admin\": true {domain} $1 Müller";
    assertThat(ask(
        SERVICE.baseUrl() + "/v1", "{\"q\": {\"name\": \"{company}\", \"domain\": \"{domain}\"}}", PATIENT,
        new Question("acme.example", null, name))).isInstanceOf(Answer.Found.class);
    SERVICE.verify(1, postRequestedFor(urlEqualTo("/v1")).withHeader("Content-Type", equalTo("application/json; charset=UTF-8"))
        .withRequestBody(equalToJson(
            new ObjectMapper().writeValueAsString(Map.of("q", Map.of("name", name, "domain", "acme.example"))))));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", " .. ", "", "  "})
  void companyThatNamesAnotherPlaceIsAskedAboutByNobody(String company) throws IOException {
    try (ServiceProvider provider = provider(SERVICE.baseUrl() + "/v1/{company}/facts", null, PATIENT)) {
      assertThat(provider.about(new Question("acme.example", null, company))).isEmpty();
    }
  }

  @Test
  void subjectsHideWhoTheyAreAbout() throws IOException {
    try (ServiceProvider byDomain = provider(SERVICE.baseUrl() + "/?d={domain}", null, PATIENT);
        ServiceProvider byEmail = provider(SERVICE.baseUrl() + "/?e={email}", null, PATIENT);
        ServiceProvider byCompany = provider(SERVICE.baseUrl() + "/?c={company}", null, PATIENT)) {
      assertThat(byDomain.about(ACME)).contains(new EnrichmentProvider.Subject("domain:acme.example", false));
      assertThat(byEmail.about(ACME).orElseThrow().personal()).isTrue();
      assertThat(byEmail.about(ACME).orElseThrow().key()).matches("address:[0-9a-f]{32}");
      assertThat(byCompany.about(ACME).orElseThrow().key()).matches("company:[0-9a-f]{32}");
      assertThat(byCompany.about(new Question(null, null, "ACME"))).isEqualTo(byCompany.about(ACME));
      assertThat(byEmail.about(new Question("acme.example", null, "Acme"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectsAreNotFollowed(int status) throws IOException {
    assertThat(failed(answer(
        aResponse().withStatus(status).withHeader("Location", SERVICE.baseUrl() + "/elsewhere"), PATIENT)).why())
        .contains("redirects are not followed");
    SERVICE.verify(0, anyRequestedFor(urlEqualTo("/elsewhere")));
    SERVICE.verify(1, anyRequestedFor(anyUrl()));
  }

  @Test
  void addressesOfThisNetworkAreRefused() {
    for (String url : List.of(
        SERVICE.baseUrl() + "/{domain}", "https://127.0.0.1/{domain}",
        "https://[::1]/{domain}", "https://169.254.169.254/{domain}",
        "https://localhost/{domain}", "http://api.example.com/{domain}", "ftp://api.example.com/{domain}")) {
      assertThatThrownBy(() -> new ServiceProvider(settings(url, null, PATIENT), new TargetRules(false), new byte[32]))
          .as(url).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("leadloop.enrichment.http.url");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "https://{domain}/x", "https://api.example.com{domain}/", "https://{company}.example.com/x", "https://{domain}@h.example/",
      "https://api.example.com/x", "https://api.example.com/{person}", "no address {domain}",
      "https://h.example/{domain}?key= sk-1"})
  void addressThatCannotBeCalledIsRefusedWithoutBeingQuoted(String url) {
    assertThatThrownBy(() -> provider(url, null, PATIENT)).isInstanceOf(IllegalArgumentException.class)
        .satisfies(refused -> assertThat(printed(refused)).doesNotContain("sk-1").contains("leadloop.enrichment.http.url"));
  }

  @Test
  void badSettingsAreRefusedWithoutTellingAKey() {
    ServiceSettings good = settings("https://h.example/{domain}", null, PATIENT);
    assertThat(good.toString()).doesNotContain(SECRET, "h.example");
    for (String header : List.of("Authorization " + SECRET, "A: " + SECRET + "\r\nX-Evil: 1", ": " + SECRET, "A b: " + SECRET)) {
      assertThatThrownBy(() -> with(List.of(header), FACTS, 1_000)).isInstanceOf(IllegalArgumentException.class)
          .satisfies(refused -> assertThat(printed(refused)).contains("headers[0]").doesNotContain(SECRET));
    }
    for (Map<String, String> facts : List.of(
        Map.<String, String>of(), Map.of("turnover", "/t"), Map.of("company", "name"), Map.of("company", " "))) {
      assertThatThrownBy(() -> with(List.of(), facts, 1_000)).isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("leadloop.enrichment.http.facts");
    }
    for (int bytes : new int[] {0, -1, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> with(List.of(), FACTS, bytes)).hasMessageContaining("most-bytes");
    }
    assertThatThrownBy(() -> provider("https://h.example/", "{\"q\": {company}}", PATIENT))
        .hasMessageContaining("body is no JSON");
  }

  private static ServiceProvider with(List<String> headers, Map<String, String> facts, int mostBytes) {
    return new ServiceProvider(
        new ServiceSettings("acme", "https://h.example/{domain}", "GET", null, headers, facts, PATIENT, mostBytes, 1, 1),
        new TargetRules(false), new byte[32]);
  }

  private static String printed(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void serviceThatHangsEndsAtTheLimit() throws IOException {
    long begun = System.nanoTime();
    failed(answer(aResponse().withBody("{}").withFixedDelay(15_000), SHORT));
    assertThat((System.nanoTime() - begun) / 1_000_000).isLessThan(8_000);
  }

  /** A server that writes what it is told to until the other side is gone. */
  @FunctionalInterface
  private interface Script {
    void write(OutputStream out) throws Exception;
  }

  private static Answer scripted(Duration limit, Script script) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> {
        try (Socket socket = server.accept()) {
          socket.getInputStream().read(new byte[10_000]);
          script.write(socket.getOutputStream());
        } catch (Exception gone) {
          // The other side has had enough.
        }
      });
      return ask("http://127.0.0.1:" + server.getLocalPort() + "/{domain}", null, limit, ACME);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void answerThatComesAByteAtATimeEndsAtTheLimit() throws IOException {
    long begun = System.nanoTime();
    assertThat(failed(scripted(SHORT, out -> {
      out.write(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
      while (true) {
        out.write(bytes("1\r\n \r\n"));
        out.flush();
        Thread.sleep(50);
      }
    })).why()).isEqualTo("took longer than 700 ms");
    assertThat((System.nanoTime() - begun) / 1_000_000).isLessThan(8_000);
  }

  @Test
  void endlessAnswerIsReadNoFurtherThanItsLimit() throws IOException {
    AtomicLong written = new AtomicLong();
    long begun = System.nanoTime();
    assertThat(failed(scripted(PATIENT, out -> {
      out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n"));
      byte[] block = bytes(" ".repeat(100_000));
      for (int i = 0; i < 1_000; i++) {
        out.write(block);
        written.addAndGet(block.length);
      }
    })).why()).contains("longer than 1000000 bytes");
    assertThat((System.nanoTime() - begun) / 1_000_000).isLessThan(10_000);
    assertThat(written.get()).as("no more than buffers hold beyond it").isLessThan(50_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "\0\0\0\0\r\n\r\n", "SSH-2.0-x\r\n\r\n", "HTTP/1.1 200 OK\r\nbad\0header\u00ff\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n",
      "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n{}",
      "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{}",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\u001f\u008b"})
  void whatIsNoHttpIsAFailureInWordsThatCanBeKept(String said) throws IOException {
    failed(scripted(Duration.ofSeconds(5), out -> out.write(bytes(said))));
  }

  @Test
  void serviceThatIsNotThereIsAFailure() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    failed(ask("http://127.0.0.1:" + port + "/?key=" + SECRET + "&d={domain}", null, PATIENT, ACME));
  }
}
