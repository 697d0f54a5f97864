package dev.leadloop.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Browser;
import dev.leadloop.security.Role;
import dev.leadloop.security.console.SignInGuard;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What tests of people with passwords have in common: inviting, signing in, and a clock on which nobody waits. */
abstract class PeopleTest extends ApiTest {
  static final String PASSWORD = "correct horse battery staple";

  private static final AtomicLong JUMPED = new AtomicLong();

  /** A clock on which those who must wait have waited; no stereotype, so that no other test takes it up. */
  static class Jumping {
    @Bean
    @Primary
    Clock jumpingClock() {
      return new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return Clock.offset(this, Duration.ZERO).withZone(zone);
        }

        @Override
        public Instant instant() {
          return Instant.now().plusSeconds(JUMPED.get());
        }
      };
    }
  }

  @BeforeEach
  void nobodyWaits() {
    clearGuards();
  }

  /** Somebody who was invited, with the path of the link. */
  record Invited(String handle, String email, String link) {}

  final Invited invite(Role role) {
    key(Role.SALES);
    String email = "u" + UUID.randomUUID().toString().substring(0, 13) + "@people.example";
    Answer made = post("/api/v1/users", key(Role.ADMIN), body("Kim Lee", email, role, false));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    String link = made.json().at("/invitation/link").asString();
    assertThat(made.json().at("/invitation/mailed").asBoolean()).isFalse();
    return new Invited(made.json().at("/user/handle").asString(), email, link.substring(link.indexOf("/sign-in/link/")));
  }

  static String body(String name, String email, Role role, boolean disabled) {
    return "{\"name\":\"" + name + "\",\"email\":\"" + email + "\",\"role\":\"" + role + "\",\"disabled\":" + disabled
        + (role == Role.SALES ? ",\"repId\":\"rep-1\"}" : "}");
  }

  final Invited user(Role role) throws Exception {
    Invited invited = invite(role);
    HttpResponse<String> set = set(invited.link(), PASSWORD);
    assertThat(set.uri().toString()).endsWith("/sign-in?set");
    return invited;
  }

  final HttpResponse<String> set(String link, String password) throws Exception {
    return new Browser(port).send("/sign-in", link, Map.of("password", password));
  }

  final boolean opens(String user, String password) throws Exception {
    Browser browser = new Browser(port);
    browser.signIn(user, password);
    return browser.open("/leads").uri().getPath().equals("/leads");
  }

  final Browser signedIn(Invited user) throws Exception {
    Browser browser = new Browser(port);
    browser.signIn(user.email(), PASSWORD);
    assertThat(browser.open("/leads").uri().getPath()).isEqualTo("/leads");
    return browser;
  }

  static boolean isIn(Browser browser) throws Exception {
    return browser.open("/leads").uri().getPath().equals("/leads");
  }

  final void put(Invited user, Role role, boolean disabled) {
    Answer changed =
        call("PUT", "/api/v1/users/" + user.handle(), key(Role.ADMIN), body("Kim Lee", user.email(), role, disabled), Map.of());
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
  }

  final void clearGuards() {
    JUMPED.addAndGet(SignInGuard.WINDOW.toSeconds() + 1);
  }
}
