package dev.leadloop.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leadloop.api.ApiTestSetup;
import dev.leadloop.api.Browser;
import dev.leadloop.security.Role;
import dev.leadloop.testing.FreePort;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * People sign in by the word of a certified provider (npm's oidc-provider), which is started after the product and goes away
 * under it. Needs node, and the folder of node_modules that has the provider; .ci/oidc makes it.
 */
@Tag("oidc")
@DirtiesContext
@Import(PeopleTest.Jumping.class)
@SpringBootTest(
    classes = ApiTestSetup.class,
    webEnvironment = WebEnvironment.DEFINED_PORT,
    properties = {
      "leadloop.relay.enabled=false", "leadloop.provider-events.gather=0s", "leadloop.desk.looked-at-every=0s",
      "leadloop.console.oidc.client-id=leadloop", "leadloop.console.oidc.client-secret=secret-of-this-test-run",
      "leadloop.console.oidc.name=Example ID"
    })
class OidcSignInTest extends PeopleTest {
  private static final @Nullable String MODULES = System.getProperty("leadloop.oidc.modules");
  private static final int PRODUCT = FreePort.next();
  private static final int PROVIDER = FreePort.next();
  private static @Nullable Process process;

  @DynamicPropertySource
  static void whereBothAre(DynamicPropertyRegistry settings) {
    settings.add("server.port", () -> PRODUCT);
    settings.add("leadloop.console.oidc.issuer", () -> "http://localhost:" + PROVIDER);
  }

  @BeforeEach
  void providerIsThere() throws Exception {
    assumeTrue(MODULES != null, "Skipped: npm's oidc-provider is not there; .ci/oidc fetches it and runs this, or give the"
        + " folder of node_modules that has it by -Dleadloop.oidc.modules=...");
    if (process == null) {
      start();
    }
  }

  private static void start() throws Exception {
    Path script = Path.of(Objects.requireNonNull(OidcSignInTest.class.getResource("/oidc/provider.mjs")).toURI());
    Process started = new ProcessBuilder(
            "node", script.toString(), String.valueOf(MODULES), String.valueOf(PROVIDER), "http://localhost:" + PRODUCT)
        .redirectError(ProcessBuilder.Redirect.to(Files.createTempFile("oidc-provider", ".log").toFile())).start();
    process = started;
    BufferedReader said = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    assertThat(said.lines().anyMatch(line -> line.equals("listening"))).as("the provider is up").isTrue();
  }

  @AfterAll
  static void stop() throws Exception {
    Process running = process;
    if (running != null) {
      running.destroy();
      assertThat(running.waitFor(10, TimeUnit.SECONDS)).isTrue();
      process = null;
    }
  }

  /** Comes back from the provider as somebody. */
  private HttpResponse<String> by(Browser browser, String who) throws Exception {
    URI asked = browser.open("/sign-in/provider").uri();
    assertThat(asked.getPort()).as(asked.toString()).isEqualTo(PROVIDER);
    return browser.go(asked.resolve(asked.getPath() + "/as?who=" + who));
  }

  private static String alert(HttpResponse<String> page) {
    Element alert = Jsoup.parse(page.body()).selectFirst("[role=alert]");
    return Objects.requireNonNull(alert, () -> page.uri() + " alerts to nothing:\n" + page.body()).text();
  }

  @Test
  void whoWasInvitedSignsInWithoutAPasswordAndIsOutOnceDisabled() throws Exception {
    Invited user = invite(Role.MANAGER);
    Browser browser = new Browser(port);
    browser.open("/leads/attention");
    String before = browser.cookieHeader();
    HttpResponse<String> home = by(browser, user.email().toUpperCase(java.util.Locale.ROOT));
    assertThat(home.uri().getPath()).as("the page that was asked for").isEqualTo("/leads/attention");
    assertThat(before).startsWith("leadloop-session=");
    assertThat(browser.cookieHeader()).contains("leadloop-session=").doesNotContain(before);
    assertThat(home.body()).contains("Kim Lee");
    assertThat(home.headers().firstValue("Content-Security-Policy")).get().asString().contains("form-action 'self';");
    assertThat(get("/api/v1/audit?action=user_signed_in&target=user/" + user.handle(), key(Role.ADMIN)).body())
        .contains("\"by\":\"provider\"").doesNotContain(user.email());
    put(user, Role.MANAGER, true);
    assertThat(isIn(browser)).isFalse();
    assertThat(alert(by(new Browser(port), user.email()))).as("nor by the provider").contains("Nobody is invited");
  }

  @Test
  void signingOutSignsOutThereToo() throws Exception {
    Browser browser = new Browser(port);
    by(browser, invite(Role.ADMIN).email());
    HttpResponse<String> out = browser.send("/leads", "/sign-out", Map.of());
    assertThat(out.uri().toString()).endsWith("/sign-in?out");
    assertThat(isIn(browser)).isFalse();
    String next = out.headers().firstValue("Refresh").orElseThrow();
    assertThat(next).startsWith("0;url=http://localhost:" + PROVIDER + "/session/end?id_token_hint=");
    HttpResponse<String> there = browser.go(URI.create(next.substring("0;url=".length())));
    assertThat(there.statusCode()).as(there.body()).isEqualTo(200);
    assertThat(there.body()).contains("/session/end/confirm");
    assertThat(browser.open("/sign-in?out").headers().firstValue("Refresh")).as("told once").isEmpty();
  }

  /** Whatever is wrong, nobody is signed in, and is told why in words that tell nothing of anybody else. */
  @ParameterizedTest
  @CsvSource({
    "unverified, has not checked", "nameless, did not tell your address", "aud, could not be proven", "iss, could not be proven",
    "nonce, could not be proven", "exp, could not be proven", "key, could not be proven"
  })
  void whatIsNotProvenOpensNothing(String wrong, String words) throws Exception {
    String email = invite(Role.MANAGER).email();
    Browser browser = new Browser(port);
    assertThat(alert(by(browser, wrong + "!" + email))).contains("Example ID", words).doesNotContain(email, "token", "claim");
    assertThat(isIn(browser)).isFalse();
    assertThat(by(new Browser(port), email).uri().getPath()).as("the same, rightly").isEqualTo("/leads");
  }

  @Test
  void aStrangerIsNobody() throws Exception {
    Browser browser = new Browser(port);
    int users = count("select count(*) from app_user");
    assertThat(alert(by(browser, "stranger-" + UUID.randomUUID() + "@people.example"))).contains("Nobody is invited");
    assertThat(isIn(browser)).isFalse();
    assertThat(count("select count(*) from app_user")).isEqualTo(users);
  }

  @Test
  void onlyWhatThisBrowserBeganIsTaken() throws Exception {
    String email = invite(Role.MANAGER).email();
    for (String made : List.of("?code=x", "?code=x&state=y", "?state=y", "", "?error=access_denied&state=y")) {
      Browser browser = new Browser(port);
      assertThat(alert(browser.open("/sign-in/provider/callback" + made))).as(made).contains("not begun in this browser");
      browser.open("/sign-in/provider");
      assertThat(alert(browser.open("/sign-in/provider/callback" + made))).as("begun " + made).contains("not begun");
      assertThat(isIn(browser)).isFalse();
    }
    clearGuards();
    Browser mine = new Browser(port);
    URI asked = mine.open("/sign-in/provider").uri();
    URI back = mine.goUntil(asked.resolve(asked.getPath() + "/as?who=" + email), "/sign-in/provider/callback");
    assertThat(alert(new Browser(port).go(back))).as("in another's browser").contains("not begun in this browser");
    assertThat(mine.go(back).uri().getPath()).isEqualTo("/leads");
    Browser again = new Browser(port);
    again.open("/sign-in/provider");
    assertThat(alert(again.go(back))).as("replayed").contains("not begun in this browser");
    Browser unwilling = new Browser(port);
    URI no = unwilling.open("/sign-in/provider").uri();
    assertThat(alert(unwilling.go(no.resolve(no.getPath() + "/as?no")))).contains("did not sign you in");
  }

  @Test
  void whoTriesTooOftenWaits() throws Exception {
    Browser browser = new Browser(port);
    for (int i = 0; i < 10; i++) {
      assertThat(alert(browser.open("/sign-in/provider/callback?code=x"))).contains("not begun");
    }
    assertThat(alert(browser.open("/sign-in/provider/callback?code=x"))).contains("Too many tries");
  }

  @Test
  void whileTheProviderIsAwayThatIsSaidAndPasswordsGoOn() throws Exception {
    Invited user = user(Role.MANAGER);
    stop();
    clearGuards();
    long began = System.nanoTime();
    HttpResponse<String> refused = new Browser(port).open("/sign-in/provider");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
    assertThat(alert(refused)).isEqualTo(
        "Example ID does not answer just now. Sign in by password, or try again in a minute.");
    assertThat(new Browser(port).open("/sign-in").body()).contains("Example ID does not answer just now");
    assertThat(get("/readyz", NO_KEY).status()).isEqualTo(200);
    assertThat(get("/readyz", NO_KEY).body()).contains("\"signInProvider\":\"down\"").doesNotContain("\"status\":\"up\"");
    assertThat(isIn(signedIn(user))).isTrue();
    start();
    clearGuards();
    assertThat(by(new Browser(port), user.email()).uri().getPath()).isEqualTo("/leads");
    assertThat(get("/readyz", NO_KEY).body()).doesNotContain("signInProvider");
  }
}
