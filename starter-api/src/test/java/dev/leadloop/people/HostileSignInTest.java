package dev.leadloop.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** Who tries to come in otherwise than by an invitation and a password of their own. */
@DirtiesContext
@Import(PeopleTest.Jumping.class)
class HostileSignInTest extends PeopleTest {

  @Test
  void ofManyAtOnceOneWins() throws Exception {
    Invited invited = invite(Role.MANAGER);
    int many = 6;
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Boolean>> tries = new ArrayList<>();
    try (ExecutorService people = Executors.newFixedThreadPool(many)) {
      for (int i = 0; i < many; i++) {
        int who = i;
        tries.add(people.submit(() -> {
          Browser browser = new Browser(port);
          browser.open(invited.link());
          go.await();
          return browser.send(invited.link(), invited.link(), Map.of("password", PASSWORD + " " + who)).uri().toString()
              .endsWith("?set");
        }));
      }
      go.countDown();
    }
    List<Integer> won = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      if (tries.get(i).get()) {
        won.add(i);
      }
    }
    assertThat(won).hasSize(1);
    for (int i = 0; i < many; i++) {
      assertThat(opens(invited.email(), PASSWORD + " " + i)).as("password of " + i).isEqualTo(won.contains(i));
    }
  }

  @Test
  void nobodyLearnsByWordsOrTimeWhoThereIs() throws Exception {
    Invited user = user(Role.MANAGER);
    Invited disabled = user(Role.MANAGER);
    put(disabled, Role.MANAGER, true);
    Invited invited = invite(Role.MANAGER);
    String wrong = wrong(user.email());
    assertThat(wrong).contains("role=\"alert\"");
    List<String> nobodies = List.of("nobody@people.example", disabled.email(), invited.email());
    for (String other : nobodies) {
      assertThat(wrong(other)).isEqualTo(wrong);
    }
    long known = median(user.email());
    for (String other : nobodies) {
      long unknown = median(other);
      assertThat((double) unknown / known).as(other + " took " + unknown + ", a user " + known).isBetween(0.4, 2.5);
    }
    String asked = forgotten(user.email());
    assertThat(forgotten("nobody@people.example")).isEqualTo(asked);
  }

  private String wrong(String user) throws Exception {
    clearGuards();
    return new Browser(port).signIn(user, "wrong wrong wrong").body().replaceAll("value=\"[^\"]*\"", "");
  }

  private String forgotten(String user) throws Exception {
    return new Browser(port).send("/sign-in/forgotten", "/sign-in/forgotten", Map.of("username", user)).body()
        .replaceAll("value=\"[^\"]*\"", "");
  }

  private long median(String user) throws Exception {
    long[] times = new long[5];
    for (int i = 0; i < times.length; i++) {
      clearGuards();
      Browser browser = new Browser(port);
      browser.open("/sign-in");
      long began = System.nanoTime();
      browser.signIn(user, "wrong wrong wrong");
      times[i] = System.nanoTime() - began;
    }
    Arrays.sort(times);
    return times[times.length / 2];
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0430dmin@people.example", "kim@peop\u217ce.example", "\u212aim@people.example",
      "kim@people\u3002example", "kim", "kim@", "@people.example", "kim lee@people.example", "\"kim\"@people.example",
      "kim@people.example,evil@people.example"})
  void addressesThatLookLikeOthersAreRefused(String email) {
    Answer refused = post("/api/v1/users", key(Role.ADMIN),
        body("Kim", email, Role.MANAGER, false).replace("\"kim\"", "\\\"kim\\\""));
    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
  }

  @Test
  void whatLooksLikeAnAddressSignsInAsNobody() throws Exception {
    Invited user = user(Role.MANAGER);
    String local = user.email().substring(0, user.email().indexOf('@'));
    assertThat(opens(user.email().replace("people", "peop\u217ce"), PASSWORD)).isFalse();
    assertThat(opens(local, PASSWORD)).isFalse();
    assertThat(opens(user.email().replace("@", "@\u0000"), PASSWORD)).isFalse();
    Answer twin = post("/api/v1/users", key(Role.ADMIN),
        body("Twin", user.email().toUpperCase(java.util.Locale.ROOT), Role.ADMIN, false));
    assertThat(twin.status()).isEqualTo(409);
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void hostilePasswordsAreRefusedAndNoneIsLogged(CapturedOutput log) throws Exception {
    Invited invited = invite(Role.MANAGER);
    for (String password : List.of("short", "aaaaaaaaaaaaaaaaaaaa", "121212121212", "with a nul \u0000 in it", "é".repeat(60),
        "x".repeat(1_000_000), invited.email(), "Kim Lee 2026!!", "leadloop12345678", "password12345")) {
      HttpResponse<String> answer = set(invited.link(), password);
      assertThat(answer.statusCode()).as(password.substring(0, Math.min(20, password.length()))).isIn(400, 413, 422);
    }
    set(invited.link(), PASSWORD);
    for (String password : List.of(PASSWORD + "\u0000", PASSWORD + "\u0000x", "x".repeat(1_000_000), "", "\u0000",
        PASSWORD + "y".repeat(72))) {
      assertThat(opens(invited.email(), password)).isFalse();
      clearGuards();
    }
    assertThat(opens(invited.email(), PASSWORD)).isTrue();
    assertThat(log.getAll()).doesNotContain(PASSWORD, invited.link().substring(invited.link().lastIndexOf('/') + 1));
  }

  @Test
  void noPartOfAPasswordGoesUnread() throws Exception {
    Invited invited = invite(Role.MANAGER);
    String longest = (PASSWORD + " and so on, until no more letters fit").repeat(2).substring(0, 72);
    assertThat(set(invited.link(), longest + "x").statusCode()).isEqualTo(422);
    set(invited.link(), longest);
    assertThat(opens(invited.email(), longest.substring(0, 71))).isFalse();
    assertThat(opens(invited.email(), longest + "x")).isFalse();
    assertThat(opens(invited.email(), longest)).isTrue();
  }

  @Test
  void formsBeforeSigningInNeedTheirTokenAndTheSessionIsAnother() throws Exception {
    Invited invited = invite(Role.MANAGER);
    for (String path : List.of(invited.link(), "/sign-in/forgotten", "/sign-in")) {
      assertThat(new Browser(port).sendRaw(path, "password=" + PASSWORD.replace(' ', '+') + "&username=x").statusCode())
          .as(path).isEqualTo(403);
    }
    assertThat(new Browser(port).open(invited.link()).statusCode()).as("nothing was used up").isEqualTo(200);
    set(invited.link(), PASSWORD);
    Browser browser = new Browser(port);
    browser.open("/leads");
    String before = browser.cookieHeader();
    browser.signIn(invited.email(), PASSWORD);
    assertThat(browser.cookieHeader()).isNotEqualTo(before);
    assertThat(get("/leads", NO_KEY).header("Location")).endsWith("/sign-in");
    assertThat(call("GET", "/leads", NO_KEY, null, Map.of("Cookie", before)).header("Location")).endsWith("/sign-in");
    assertThat(browser.open("/api/v1/users").statusCode()).as("a session makes no call").isEqualTo(401);
  }

  @Test
  void nothingThatIsGivenLeadsElsewhere() throws Exception {
    Invited user = user(Role.MANAGER);
    for (String asked : List.of("/sign-in?continue=https://evil.example", "/sign-in?redirect=//evil.example",
        "/sign-in/forgotten?continue=//evil.example")) {
      Browser browser = new Browser(port);
      HttpResponse<String> page = browser.send(asked, "/sign-in", Map.of("username", user.email(), "password", PASSWORD,
          "continue", "https://evil.example", "redirect", "//evil.example"));
      assertThat(page.uri().getHost()).isEqualTo("localhost");
    }
  }

  @Test
  void fieldsThatDoNotDoAreNamed() {
    Map<String, String> wrong = Map.of(
        body("", "a1@people.example", Role.MANAGER, false), "'name'",
        body("Kim", "a3@people.example", Role.MONITORING, false), "'role'",
        body("Kim", "a4@people.example", Role.SALES, false).replace(",\"repId\":\"rep-1\"", ""),
        "'repId'",
        body("Kim", "a5@people.example", Role.SALES, false).replace("rep-1", "nobody"), "'repId'",
        body("Kim", "a6@people.example", Role.MANAGER, false).replace("}", ",\"repId\":\"rep-1\"}"), "'repId'",
        body("Kim", "a7@people.example", Role.MANAGER, false).replace("}", ",\"timeZone\":\"Mars/Base\"}"), "'timeZone'");
    wrong.forEach((asked, field) -> {
      Answer refused = post("/api/v1/users", key(Role.ADMIN), asked);
      assertThat(refused.status()).as(refused.body()).isEqualTo(400);
      assertThat(refused.text("detail")).contains(field);
    });
    assertThat(count("select count(*) from app_user where email like 'a_@people.example'")).isZero();
  }
}
