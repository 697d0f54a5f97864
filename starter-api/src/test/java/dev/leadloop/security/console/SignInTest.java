package dev.leadloop.security.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Browser;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.security.AccessTable;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.Role;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

class SignInTest extends ApiTest {
  @Autowired private DataFolder folder;
  @Autowired private ConsolePassword password;
  @Autowired private ApiKeys keys;
  @Autowired private UserSignIn users;
  @Autowired private Clock clock;

  @Test
  void pageNeedsSignInAndIsOpenedAfterIt() throws Exception {
    String lead = newLead();
    Browser browser = new Browser(port);
    HttpResponse<String> asked = browser.open("/leads/" + lead);
    assertThat(asked.uri().getPath()).isEqualTo("/sign-in");
    assertThat(asked.body()).contains("type=\"password\"").doesNotContain(lead);
    HttpResponse<String> opened = browser.signIn("admin", Files.readString(folder.at("console-password")).strip());
    assertThat(opened.uri().getPath()).isEqualTo("/leads/" + lead);
    assertThat(opened.statusCode()).isEqualTo(200);
  }

  @Test
  void withoutAProviderTheOnlyWayInIsByPassword() throws Exception {
    assertThat(new Browser(port).open("/sign-in?provider=away").body()).doesNotContain("/sign-in/provider", "role=\"alert\"");
    for (String path : List.of("/sign-in/provider", "/sign-in/provider/callback?code=x&state=y")) {
      assertThat(new Browser(port).open(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void cookieIsOutOfReachOfScriptsAndOtherSites() {
    String cookie = get("/leads", NO_KEY).header("Set-Cookie");
    assertThat(cookie).startsWith("leadloop-session=").contains("HttpOnly", "SameSite=Lax");
  }

  @Test
  void signingInMakesAnotherSessionSoThatNoneCanBeForcedOnAnybody() throws Exception {
    Browser browser = new Browser(port);
    browser.open("/leads");
    String before = browser.cookieHeader();
    assertThat(before).startsWith("leadloop-session=");
    browser.signIn("", key(Role.MANAGER));
    assertThat(browser.cookieHeader()).startsWith("leadloop-session=").isNotEqualTo(before);
    HttpRequest forced = HttpRequest.newBuilder(address("/leads")).header("Cookie", before).build();
    assertThat(send(forced).header("Location")).endsWith("/sign-in");
  }

  @Test
  void everyFormOfThePagesIsRefusedWithoutItsTokenOrWithAnothersAndChangesNothing() throws Exception {
    String lead = newLead();
    Browser other = new Browser(port);
    Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(other.open("/sign-in").body());
    assertThat(token.find()).isTrue();
    for (Role role : Role.OF_PEOPLE) {
      Browser browser = new Browser(port);
      browser.signIn("", key(role));
      int rows = count("select count(*) from inbox");
      Stream.concat(
              AccessTable.pages().stream().filter(rule -> rule.method().name().equals("POST")).map(AccessTable.Rule::pattern),
              Stream.of("/sign-in", "/sign-out"))
          .map(pattern -> pattern.replace("{id}", lead).replace("{draft}", "d1").replace("{version}", "1")
          .replace("{order}", "stop")
              .replace("{review}", "1").replace("{name}", "nurture:1-guide").replaceAll("\\{[^}]+}", "nobody"))
          .forEach(
              path -> {
                for (String stolen : new String[] {"", "_csrf=&", "_csrf=" + token.group(1) + "&"}) {
                  try {
                    HttpResponse<String> refused =
                        browser.sendRaw(path, stolen + "cycle=1&reason=no_budget&result=won&order=dismiss");
                    assertThat(refused.statusCode()).as(role + " " + path).isEqualTo(403);
                  } catch (Exception e) {
                    throw new AssertionError(path, e);
                  }
                }
              });
      assertThat(count("select count(*) from inbox")).isEqualTo(rows);
      assertThat(browser.open("/leads").uri().getPath()).as("nobody was signed out").isEqualTo("/leads");
    }
  }

  @Test
  void pagesOfWhoSignedInAreKeptByNobodyAndFramedByNobody() throws Exception {
    String lead = newLead();
    Browser browser = new Browser(port);
    browser.signIn("", key(Role.MANAGER));
    for (String path : List.of("/leads", "/leads/" + lead, "/leads/none", "/sign-in")) {
      HttpResponse<String> page = browser.open(path);
      assertThat(page.headers().firstValue("Cache-Control")).as(path).get().asString().contains("no-store");
      assertThat(page.headers().firstValue("X-Frame-Options")).as(path).hasValue("DENY");
      assertThat(page.headers().firstValue("Content-Security-Policy")).as(path).get().asString()
          .contains("frame-ancestors 'none'", "form-action 'self'");
      assertThat(page.headers().firstValue("Strict-Transport-Security")).as("people come by http").isEmpty();
    }
  }

  @Test
  void whoIsTurnedAwayIsLedToAPageOfOursWhateverTheHostHeaderSays() throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.getOutputStream().write(
          "GET /leads HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).contains("Location: /sign-in\r\n").doesNotContain("evil.example");
    }
  }

  @Test
  void wrongPasswordIsSaidPlainlyAndOpensNothing() throws Exception {
    Browser browser = new Browser(port);
    HttpResponse<String> wrong = browser.signIn("admin", "not the password");
    assertThat(wrong.body()).contains("role=\"alert\"", "neither the password of that user nor a key");
    assertThat(browser.open("/leads").uri().getPath()).isEqualTo("/sign-in");
    String password = Files.readString(folder.at("console-password")).strip();
    assertThat(browser.signIn("rep-1", password).body()).contains("role=\"alert\"");
  }

  /** Words and limits are the same whether there is such a user or not. */
  @Test
  void tooManyWrongTriesAtOneUserWaitFromWhereverTheyCome() {
    ConsoleSignIn signIn = new ConsoleSignIn(password, keys, users, clock);
    for (int i = 0; i < SignInGuard.MOST_OF_A_USER; i++) {
      String from = "10.0." + i + ".1";
      assertThatThrownBy(() -> signIn.authenticate(tried("kim@people.example", from)))
          .isInstanceOf(BadCredentialsException.class);
    }
    assertThatThrownBy(() -> signIn.authenticate(tried(" KIM@people.example", "10.1.0.1"))).isInstanceOf(LockedException.class);
    assertThatThrownBy(() -> signIn.authenticate(tried("robin@people.example", "10.1.0.1")))
        .isInstanceOf(BadCredentialsException.class);
  }

  private static Authentication tried(String user, String from) {
    UsernamePasswordAuthenticationToken given = UsernamePasswordAuthenticationToken.unauthenticated(user, "wrong");
    given.setDetails(new WebAuthenticationDetails(from, null));
    return given;
  }

  @Test
  void keyOfAMonitoringSystemSignsInNowhere() throws Exception {
    Browser browser = new Browser(port);
    assertThat(browser.signIn("", key(Role.MONITORING)).body()).contains("role=\"alert\"");
    assertThat(browser.open("/leads").uri().getPath()).isEqualTo("/sign-in");
  }

  @Test
  void signedOutMeansOut() throws Exception {
    Browser browser = new Browser(port);
    browser.signIn("", key(Role.MANAGER));
    assertThat(browser.open("/leads").uri().getPath()).isEqualTo("/leads");
    assertThat(browser.send("/leads", "/sign-out", Map.of()).body()).contains("You are signed out");
    assertThat(browser.open("/leads").uri().getPath()).isEqualTo("/sign-in");
  }

  @Test
  void revokedKeyEndsItsSession() throws Exception {
    Answer made = post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"going\",\"role\":\"MANAGER\"}");
    Browser browser = new Browser(port);
    browser.signIn("", made.text("key"));
    assertThat(browser.open("/leads").uri().getPath()).isEqualTo("/leads");
    assertThat(call("DELETE", "/api/v1/keys/" + made.text("keyId"), key(Role.ADMIN), null, Map.of()).status()).isEqualTo(204);
    assertThat(browser.open("/leads").uri().getPath()).isEqualTo("/sign-in");
  }
}
