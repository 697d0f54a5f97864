package dev.leadloop.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** People with passwords, from the invitation to the end of a session. */
@DirtiesContext
@Import(PeopleTest.Jumping.class)
class UserSignInTest extends PeopleTest {

  @ParameterizedTest
  @EnumSource(names = {"MARKETING", "SALES", "MANAGER", "ADMIN"})
  void whoIsInvitedSetsAPasswordAndSignsIn(Role role) throws Exception {
    Invited invited = invite(role);
    assertThat(opens(invited.email(), PASSWORD)).as("before there is one").isFalse();
    HttpResponse<String> page = new Browser(port).open(invited.link());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains(invited.email(), "new-password");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(page.headers().firstValue("Cache-Control")).get().asString().contains("no-store");
    set(invited.link(), PASSWORD);
    assertThat(opens(invited.email(), PASSWORD)).isTrue();
    assertThat(opens(invited.email().toUpperCase(java.util.Locale.ROOT), PASSWORD)).as("capitals make nobody else").isTrue();
    assertThat(opens(invited.email(), PASSWORD + " ")).isFalse();
    assertThat(opens("", PASSWORD)).as("a password is of one user").isFalse();
    assertThat(jdbc.sql("select last_sign_in_at is not null from app_user where handle = :h").param("h", invited.handle())
        .query(Boolean.class).single()).isTrue();
  }

  @Test
  void onlySlowHashesAreKept() throws Exception {
    Invited one = user(Role.MANAGER);
    Invited other = user(Role.MANAGER);
    List<String> hashes = jdbc.sql("select password_hash from app_user where handle in (:handles)")
        .param("handles", List.of(one.handle(), other.handle())).query(String.class).list();
    assertThat(hashes).hasSize(2).doesNotHaveDuplicates().allMatch(hash -> hash.startsWith("{bcrypt}$2a$11$"));
    String rows = jdbc.sql("select string_agg(l::text, ' ') from user_link l").query(String.class).single();
    String token = one.link().substring(one.link().lastIndexOf('/') + 1);
    assertThat(rows).doesNotContain(token).contains(ApiKeys.hash(token));
    assertThat(get("/api/v1/users", key(Role.ADMIN)).body()).contains(one.handle()).doesNotContain("bcrypt", "$2a$", token);
    assertThat(get("/api/v1/audit?target=user/" + one.handle(), key(Role.ADMIN)).body())
        .contains("user_invited", "user_password_set").doesNotContain(token, "bcrypt");
  }

  @Test
  void aLinkOpensOnceAndLookingUsesNothingUp() throws Exception {
    Invited invited = invite(Role.MANAGER);
    for (int i = 0; i < 3; i++) {
      assertThat(new Browser(port).open(invited.link()).statusCode()).isEqualTo(200);
      call("HEAD", invited.link(), NO_KEY, null, Map.of());
    }
    assertThat(set(invited.link(), "short").statusCode()).isEqualTo(422);
    assertThat(set(invited.link(), PASSWORD).uri().toString()).endsWith("?set");
    assertThat(set(invited.link(), "another horse battery staple").statusCode()).isEqualTo(404);
    assertThat(opens(invited.email(), PASSWORD)).isTrue();
    assertThat(opens(invited.email(), "another horse battery staple")).isFalse();
  }

  @Test
  void aLinkThatIsOverVoidedOrOfSomebodyDisabledOpensNothing() throws Exception {
    Invited late = invite(Role.MANAGER);
    jdbc.sql("update user_link set expires_at = now() where handle = :h").param("h", late.handle()).update();
    assertThat(new Browser(port).open(late.link()).statusCode()).isEqualTo(404);
    assertThat(set(late.link(), PASSWORD).statusCode()).isEqualTo(404);
    Invited again = invite(Role.MANAGER);
    Answer newer = post("/api/v1/users/" + again.handle() + "/link", key(Role.ADMIN), "");
    assertThat(newer.status()).as(newer.body()).isEqualTo(200);
    assertThat(set(again.link(), PASSWORD).statusCode()).isEqualTo(404);
    Invited gone = invite(Role.MANAGER);
    put(gone, Role.MANAGER, true);
    assertThat(set(gone.link(), PASSWORD).statusCode()).isEqualTo(404);
    assertThat(post("/api/v1/users/" + gone.handle() + "/link", key(Role.ADMIN), "").status()).isEqualTo(409);
    put(gone, Role.MANAGER, false);
    assertThat(set(gone.link(), PASSWORD).statusCode()).as("what was ended stays ended").isEqualTo(404);
    for (String made : List.of("x", "%00", "..%2f..", "a".repeat(2_000))) {
      assertThat(new Browser(port).open("/sign-in/link/" + made).statusCode()).as(made).isIn(400, 404);
    }
  }

  @Test
  void sessionsEndAtOnceWhereTheUserIsDisabledOrBecomesAnother() throws Exception {
    Invited user = user(Role.MANAGER);
    Browser browser = signedIn(user);
    put(user, Role.MANAGER, false);
    assertThat(isIn(browser)).as("nothing was changed").isTrue();
    put(user, Role.MANAGER, true);
    assertThat(isIn(browser)).isFalse();
    assertThat(opens(user.email(), PASSWORD)).isFalse();
    put(user, Role.MANAGER, false);
    assertThat(isIn(browser)).as("an ended session stays ended").isFalse();
    Browser second = signedIn(user);
    put(user, Role.MARKETING, false);
    assertThat(isIn(second)).isFalse();
    Browser third = signedIn(user);
    assertThat(third.open("/leads/attention").statusCode()).isEqualTo(200);
    Answer link = post("/api/v1/users/" + user.handle() + "/link", key(Role.ADMIN), "");
    String path = link.text("link").substring(link.text("link").indexOf("/sign-in/link/"));
    assertThat(isIn(third)).as("the old password goes on until the link is used").isTrue();
    set(path, PASSWORD + " new");
    assertThat(isIn(third)).isFalse();
    assertThat(opens(user.email(), PASSWORD)).isFalse();
  }

  /** What sales does is recorded as the rep's; with two of them nobody would know who it was. */
  @Test
  void asARepOnePersonSignsInAtATime() {
    key(Role.SALES);
    call("PUT", "/api/v1/reps/alone", key(Role.ADMIN),
        "{\"name\":\"Alone\",\"email\":\"alone@people.example\",\"team\":\"sales\"}", Map.of());
    String first = body("First", "first@alone.example", Role.SALES, false).replace("rep-1", "alone");
    String second = body("Second", "second@alone.example", Role.SALES, false).replace("rep-1", "alone");
    String handle = post("/api/v1/users", key(Role.ADMIN), first).json().at("/user/handle").asString();
    Answer refused = post("/api/v1/users", key(Role.ADMIN), second);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail")).contains("'repId'", "somebody else signs in");
    String path = "/api/v1/users/" + handle;
    assertThat(call("PUT", path, key(Role.ADMIN), first.replace("false", "true"), Map.of()).status()).isEqualTo(200);
    assertThat(post("/api/v1/users", key(Role.ADMIN), second).status()).isEqualTo(201);
    assertThat(call("PUT", path, key(Role.ADMIN), first, Map.of()).text("detail")).contains("somebody else signs in");
  }

  @Test
  void aRepWhoLeavesSignsInNoMore() throws Exception {
    key(Role.SALES);
    call("PUT", "/api/v1/reps/leaver", key(Role.ADMIN),
        "{\"name\":\"Leaver\",\"email\":\"leaver@people.example\",\"team\":\"sales\"}", Map.of());
    String email = "leaver-" + UUID.randomUUID() + "@people.example";
    Answer made = post("/api/v1/users", key(Role.ADMIN), body("Leaver", email, Role.SALES, false).replace("rep-1", "leaver"));
    String link = made.json().at("/invitation/link").asString();
    set(link.substring(link.indexOf("/sign-in/link/")), PASSWORD);
    Browser browser = signedIn(new Invited("", email, ""));
    assertThat(post("/api/v1/reps/leaver/leave", key(Role.MANAGER), "{}").status()).isLessThan(300);
    assertThat(isIn(browser)).isFalse();
    assertThat(opens(email, PASSWORD)).isFalse();
  }

  @Test
  void historiesNameThePersonAndNoKey() throws Exception {
    Invited user = user(Role.ADMIN);
    Browser browser = signedIn(user);
    String lead = newLead();
    HttpResponse<String> withdrawn =
        browser.send("/leads", "/leads/" + lead + "/withdraw", Map.of("reason", "asked_by_phone", "note", "x"));
    assertThat(withdrawn.statusCode()).isLessThan(400);
    List<String> by = jdbc.sql("select distinct principal_kind || ':' || principal_id from inbox where lead_id = :lead")
        .param("lead", lead).query(String.class).list();
    assertThat(by).contains("ADMIN:user/" + user.handle());
  }

  @Test
  void nobodyChangesTheirOwnRightsAndKeysAreLabelled() throws Exception {
    Answer made = post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"labelled\",\"role\":\"MARKETING\"}");
    String path = "/api/v1/keys/" + made.text("keyId") + "/label";
    Answer labelled = call("PUT", path, key(Role.ADMIN), "{\"label\":\"The old website\"}", Map.of());
    assertThat(labelled.text("label")).isEqualTo("The old website");
    assertThat(labelled.text("name")).isEqualTo("labelled");
    assertThat(call("PUT", path, key(Role.ADMIN), "{\"label\":null}", Map.of()).json().path("label").isNull()).isTrue();
    assertThat(call("PUT", "/api/v1/keys/none/label", key(Role.ADMIN), "{\"label\":\"x\"}", Map.of()).status()).isEqualTo(404);
    assertThat(get("/api/v1/audit?action=key_labelled", key(Role.ADMIN)).body()).contains("The old website");
  }
}
