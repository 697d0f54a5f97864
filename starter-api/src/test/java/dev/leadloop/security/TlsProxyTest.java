package dev.leadloop.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Browser;
import dev.leadloop.api.Chromium;
import dev.leadloop.testing.FreePort;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The product behind a proxy that speaks TLS, as people reach it. Its visitors come from addresses of their own. */
class TlsProxyTest extends ApiTest {
  private static final int PORT = FreePort.next();
  private static final String PUBLIC = "https://localhost:" + PORT;
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final String HSTS = "strict-transport-security";

  private static TlsProxy proxy;

  @DynamicPropertySource
  static void behindTheProxy(DynamicPropertyRegistry settings) {
    settings.add("leadloop.public-url", () -> PUBLIC + "/");
    settings.add("leadloop.web.forms-a-minute", () -> "10");
  }

  @BeforeEach
  void startProxy() throws Exception {
    if (proxy == null) {
      proxy = TlsProxy.start(PORT, port);
    }
  }

  @AfterAll
  static void stopProxy() {
    if (proxy != null) {
      proxy.close();
      proxy = null;
    }
  }

  /** Somebody at an address of this machine, with a cookie jar. */
  private HttpClient visitor(String address) throws IOException {
    return HttpClient.newBuilder()
        .localAddress(InetAddress.getByName(address))
        .cookieHandler(new CookieManager())
        .sslContext(proxy.client())
        .build();
  }

  private static HttpResponse<String> get(HttpClient visitor, String address, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    headers.forEach(request::header);
    return visitor.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> signIn(HttpClient visitor, String base, String password, Map<String, String> headers)
      throws Exception {
    Matcher token = TOKEN.matcher(get(visitor, base + "/sign-in", headers).body());
    assertThat(token.find()).isTrue();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(Browser.body(new TreeMap<>(Map.of("username", "me", "password", password, "_csrf",
                token.group(1))))));
    headers.forEach(request::header);
    return visitor.send(request.build(), BodyHandlers.ofString());
  }

  private static String location(HttpResponse<?> response) {
    return response.headers().firstValue("Location").orElse("");
  }

  @Test
  void browserSignsInStaysWithTlsAndSignsOut() {
    try (Chromium chromium = Chromium.start()) {
      BrowserContext context = chromium.browser.newContext(new NewContextOptions().setIgnoreHTTPSErrors(true));
      Page page = context.newPage();
      Response asked = page.navigate(PUBLIC + "/leads?stage=SQL");
      assertThat(page.url()).isEqualTo(PUBLIC + "/sign-in");
      assertThat(asked.headers()).containsEntry(HSTS, "max-age=31536000");
      page.fill("#username", "me");
      page.fill("#password", key(Role.MANAGER));
      page.click("button:has-text('Sign in')");
      page.waitForURL(url -> !url.endsWith("/sign-in"));
      assertThat(page.url()).startsWith(PUBLIC + "/leads?stage=SQL");
      List<Cookie> cookies = context.cookies();
      assertThat(cookies).isNotEmpty().allSatisfy(cookie -> {
        assertThat(cookie.secure).isTrue();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
        assertThat(cookie.domain).isEqualTo("localhost");
        assertThat(cookie.path).isEqualTo("/");
      });
      page.click("button:has-text('Sign out')");
      page.waitForURL(PUBLIC + "/sign-in?out");
      page.navigate(PUBLIC + "/leads");
      assertThat(page.url()).isEqualTo(PUBLIC + "/sign-in");
      context.close();
    }
  }

  @Test
  void whatAHostHeaderOrAProxysHeadersClaimMakesNoAddress() throws Exception {
    for (String host : List.of("evil.example", "evil.example:443", "localhost:1", "evil.example/..", "[::1]")) {
      String answer = raw("GET /leads HTTP/1.1", "Host: " + host, "X-Forwarded-Host: worse.example", "X-Forwarded-Port: 99",
          "X-Forwarded-Prefix: /worst", "Forwarded: host=evil.example;proto=http", "X-Original-URL: https://evil.example/");
      if (answer.startsWith("HTTP/1.1 4")) {
        continue;
      }
      assertThat(answer).as(host).startsWith("HTTP/1.1 302").contains("Location: " + PUBLIC + "/sign-in\r\n")
          .doesNotContain("evil.example", "worse.example", "/worst");
    }
    String described = raw("GET /v3/api-docs HTTP/1.1", "Host: evil.example");
    assertThat(described).contains("\"servers\":[{\"url\":\"" + PUBLIC + "\"").doesNotContain("evil.example");
  }

  /** What Java's own client does not let one write. */
  private static String raw(String... lines) throws IOException {
    try (SSLSocket socket = (SSLSocket) proxy.client().getSocketFactory().createSocket("localhost", PORT)) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatWasAskedForBeforeSigningInLeadsNowhereElseAfterIt() throws Exception {
    HttpClient visitor = visitor("127.0.0.9");
    for (String asked : List.of("/leads/x?next=https://evil.example", "/leads/x?next=//evil.example/%5C",
        "/leads/https:%2F%2Fevil.example")) {
      get(visitor, PUBLIC + asked, Map.of());
      String led = location(signIn(visitor, PUBLIC, key(Role.MANAGER), Map.of()));
      assertThat(led).startsWith(PUBLIC + "/leads/");
    }
  }

  @Test
  void tooManyTriesAreAVisitorsOwnWhateverTheVisitorClaims() throws Exception {
    HttpClient guesser = visitor("127.0.0.2");
    String last = "";
    for (int i = 0; i < 11; i++) {
      last = location(signIn(guesser, PUBLIC, "a wrong password", Map.of("X-Forwarded-For", "203.0.113." + i)));
    }
    assertThat(last).isEqualTo(PUBLIC + "/sign-in?wait");
    assertThat(location(signIn(visitor("127.0.0.3"), PUBLIC, key(Role.MANAGER), Map.of()))).isEqualTo(PUBLIC + "/leads");
    assertThat(location(signIn(visitor("127.0.0.2"), PUBLIC, key(Role.MANAGER), Map.of("X-Forwarded-For", "203.0.113.99"))))
        .as("another session of the same visitor").isEqualTo(PUBLIC + "/sign-in?wait");
  }

  @Test
  void whoComesPastTheProxyIsNotBelievedWhoHeClaimsToBe() throws Exception {
    String direct = "http://127.0.0.1:" + port;
    String last = "";
    for (int i = 0; i < 11; i++) {
      // A new session each time: the cookie is for https alone.
      last = post(direct, "127.0.0.5", Map.of("X-Forwarded-For", "203.0.113." + i, "X-Forwarded-Proto", "https"));
    }
    assertThat(last).as("limits count the caller").isEqualTo("/f 429");
    assertThat(post(direct, "127.0.0.6", Map.of())).isNotEqualTo("/f 429");
  }

  /** A hosted form allows ten a minute from an address, as it does unless it is told otherwise. */
  private String post(String base, String from, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/f/contact"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("email=x"));
    headers.forEach(request::header);
    return "/f " + visitor(from).send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  @Test
  void formsCountTheVisitorsOfTheProxyApart() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(post(PUBLIC, "127.0.0.7", Map.of("X-Forwarded-For", "203.0.113." + i))).isNotEqualTo("/f 429");
    }
    assertThat(post(PUBLIC, "127.0.0.7", Map.of("X-Forwarded-For", "203.0.113.77"))).isEqualTo("/f 429");
    assertThat(post(PUBLIC, "127.0.0.8", Map.of())).isNotEqualTo("/f 429");
  }

  @Test
  void everyAnswerTellsBrowsersToStayWithTlsAndPersonalPagesAreNotKept() throws Exception {
    HttpClient visitor = visitor("127.0.0.10");
    signIn(visitor, PUBLIC, key(Role.MANAGER), Map.of());
    for (String path : List.of("/", "/sign-in", "/leads", "/leads/none", "/healthz", "/f/contact", "/u/none", "/h/none",
        "/confirm/none",
        "/api/v1/leads", "/v3/api-docs", "/w.js", "/nowhere")) {
      HttpResponse<String> answer = get(visitor, PUBLIC + path, Map.of());
      assertThat(answer.headers().firstValue(HSTS)).as(path).hasValue("max-age=31536000");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
      if (!path.equals("/w.js")) {
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).as(path).contains("no-store");
        assertThat(answer.headers().firstValue("X-Frame-Options").orElse("")
            + answer.headers().firstValue("Content-Security-Policy").orElse(""))
            .as(path).containsAnyOf("DENY", "frame-ancestors");
      }
    }
  }

  @Test
  void proxyThatIsPlainSocketsCannotMakeTheServerBelieveAnything() throws Exception {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress("127.0.0.11", 0));
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      socket.getOutputStream().write(
          "GET /leads HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Proto: http\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).contains("Location: " + PUBLIC + "/sign-in\r\n", "Secure; HttpOnly; SameSite=Lax");
    }
  }
}
