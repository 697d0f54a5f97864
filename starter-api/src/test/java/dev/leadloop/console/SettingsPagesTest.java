package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Browser;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages on which administrators let people in, and people see to themselves. */
class SettingsPagesTest extends ApiTest {
  private static final Pattern LINK = Pattern.compile("/sign-in/link/[A-Za-z0-9_-]{43}");
  private static final Pattern KEY = Pattern.compile("ll_[A-Za-z0-9_-]{43}");
  private static final String PASSWORD = "correct horse battery staple";

  private Browser admin() throws Exception {
    Browser browser = new Browser(port);
    browser.signIn("", key(Role.ADMIN));
    return browser;
  }

  private static String found(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group();
  }

  private static String address() {
    return "p" + UUID.randomUUID().toString().substring(0, 13) + "@people.example";
  }

  private Browser user(String name, String role, String zone) throws Exception {
    String email = address();
    HttpResponse<String> invited = admin().send("/settings/users", "/settings/users",
        Map.of("name", name, "email", email, "role", role, "timeZone", zone));
    assertThat(invited.statusCode()).as(invited.body()).isEqualTo(200);
    String link = found(LINK, invited.body());
    new Browser(port).send(link, link, Map.of("password", PASSWORD));
    Browser browser = new Browser(port);
    browser.signIn(email, PASSWORD);
    return browser;
  }

  @Test
  void anAdministratorInvitesChangesAndDisables() throws Exception {
    Browser admin = admin();
    String email = address();
    HttpResponse<String> invited = admin.send("/settings/users", "/settings/users",
        Map.of("name", "Robin Okafor", "email", email, "role", "MARKETING"));
    assertThat(invited.body()).contains("Robin Okafor is invited", email, "no mail goes out yet");
    String link = found(LINK, invited.body());
    assertThat(admin.open("/settings/users").body()).as("shown once").contains(email).doesNotContain(link);
    new Browser(port).send(link, link, Map.of("password", PASSWORD));
    Browser robin = new Browser(port);
    robin.signIn(email, PASSWORD);
    assertThat(robin.open("/leads").body()).contains("Robin Okafor", "UTC time");
    String handle = jdbc.sql("select handle from app_user where email = :e").param("e", email).query(String.class).single();
    assertThat(handle).startsWith("robin.okafor");
    HttpResponse<String> disabled = admin.send("/settings/users", "/settings/users/" + handle,
        Map.of("name", "Robin Okafor", "email", email, "role", "MARKETING", "disabled", "true"));
    assertThat(disabled.body()).contains("signs in no more");
    assertThat(robin.open("/leads").uri().getPath()).isEqualTo("/sign-in");
    HttpResponse<String> twice = admin.send("/settings/users", "/settings/users",
        Map.of("name", "Robin <script>", "email", email, "role", "MARKETING"));
    assertThat(twice.statusCode()).isEqualTo(409);
    assertThat(twice.body()).contains("a user of that address already", "Robin &lt;script&gt;").doesNotContain("Robin <script>");
  }

  @Test
  void whoseNamesLookAlikeIsToldToWhoeverInvites() throws Exception {
    Browser admin = admin();
    String first = address();
    admin.send("/settings/users", "/settings/users", Map.of("name", "Robin Alike", "email", first, "role", "MARKETING"));
    for (String name : List.of("robin  ALIKE", "R\u00f3bin-Alike", "Robin Al\u0456k\u0435")) {
      String page = admin.send("/settings/users", "/settings/users",
          Map.of("name", name, "email", address(), "role", "MARKETING")).body();
      assertThat(page).as(name).contains("is invited", "The name looks like that of Robin Alike (" + first + ")");
    }
    assertThat(admin.send("/settings/users", "/settings/users",
        Map.of("name", "Robin Unlike", "email", address(), "role", "MARKETING")).body())
        .doesNotContain("looks like that of Robin Unlike");
  }

  @Test
  void aKeyIsShownOnceAndEndsWhereItIsRevoked() throws Exception {
    Browser admin = admin();
    String name = "site-" + UUID.randomUUID().toString().substring(0, 8);
    HttpResponse<String> made = admin.send("/settings/keys", "/settings/keys",
        Map.of("name", name, "role", "MARKETING", "holder", "SYSTEM"));
    String key = found(KEY, made.body());
    assertThat(get("/api/v1/leads", key).status()).isEqualTo(200);
    assertThat(admin.open("/settings/keys").body()).contains(name).doesNotContain(key);
    String id = jdbc.sql("select key_id from api_key where name = :n").param("n", name).query(String.class).single();
    assertThat(admin.send("/settings/keys", "/settings/keys/" + id + "/label", Map.of("label", "Old <b>site</b>")).body())
        .contains("Old &lt;b&gt;site&lt;/b&gt;");
    assertThat(admin.send("/settings/keys", "/settings/keys/" + id + "/revoke", Map.of()).body())
        .contains("opens nothing any more");
    assertThat(get("/api/v1/leads", key).status()).isEqualTo(401);
    assertThat(admin.send("/settings/keys", "/settings/keys", Map.of("name", name, "role", "MARKETING")).statusCode())
        .isEqualTo(409);
  }

  @Test
  void theAuditIsReadByPersonAndDayAndNoCellOfItIsAFormula() throws Exception {
    Browser kim = user("Kim Audit", "ADMIN", "Pacific/Auckland");
    String name = "audited-" + UUID.randomUUID().toString().substring(0, 8);
    kim.send("/settings/keys", "/settings/keys", Map.of("name", name, "role", "MARKETING"));
    String id = jdbc.sql("select key_id from api_key where name = :n").param("n", name).query(String.class).single();
    kim.send("/settings/keys", "/settings/keys/" + id + "/label", Map.of("label", "=1+1"));
    String handle = jdbc.sql("select handle from app_user where name = 'Kim Audit'").query(String.class).single();
    String by = "admin:user/" + handle;
    String page = kim.open("/settings/audit?by=" + by.replace(":", "%3A").replace("/", "%2F")).body();
    assertThat(page.substring(page.indexOf("<tbody>")))
        .contains("key made", name, "Kim Audit, an administrator", "Auckland time", "user Kim Audit (" + handle + ")")
        .doesNotContain("key root");
    assertThat(kim.open("/settings/audit?to=2020-01-01").body()).contains("Nothing of that is on record");
    assertThat(kim.open("/settings/audit?to=yesterday").statusCode()).isEqualTo(400);
    HttpResponse<String> csv = kim.open("/settings/audit.csv?by=" + by.replace(":", "%3A").replace("/", "%2F"));
    assertThat(csv.headers().firstValue("Content-Type")).get().asString().startsWith("text/csv");
    assertThat(csv.body()).startsWith("at,by,action,target,detail").contains(by, "key_labelled").doesNotContain("admin:root");
    assertThat(csv.body().lines().skip(1)).noneMatch(line -> Pattern.compile("(^|,)\"?[=+@]").matcher(line).find());
  }

  @Test
  void peopleSetTheirClockAndPassword() throws Exception {
    Browser kim = user("Kim Clock", "MANAGER", "");
    assertThat(kim.open("/settings/me").body()).contains("Kim Clock", "manager");
    HttpResponse<String> zone = kim.send("/settings/me", "/settings/me/zone", Map.of("timeZone", "America/New_York"));
    assertThat(zone.body()).contains("that clock", "Kim Clock", "America/New_York time");
    assertThat(kim.send("/settings/me", "/settings/me/zone", Map.of("timeZone", "Mars")).statusCode()).isEqualTo(400);
    assertThat(kim.open("/policies").body()).contains("New York time").doesNotContain(" UTC<");
    assertThat(kim.send("/settings/me", "/settings/me/password", Map.of("old", "wrong", "password", PASSWORD + " two")).body())
        .contains("not your password until now");
    assertThat(kim.send("/settings/me", "/settings/me/password", Map.of("old", PASSWORD, "password", "short")).body())
        .contains("is too short");
    HttpResponse<String> set =
        kim.send("/settings/me", "/settings/me/password", Map.of("old", PASSWORD, "password", PASSWORD + " two"));
    assertThat(set.body()).contains("Your password is set");
    assertThat(kim.open("/leads").uri().getPath()).as("every session of before is over").isEqualTo("/sign-in");
  }

  @Test
  void nobodyTakesTheirOwnRightsAwayOrGivesThemselvesMore() throws Exception {
    Browser kim = user("Kim Self", "ADMIN", "");
    String handle = jdbc.sql("select handle from app_user where name = 'Kim Self'").query(String.class).single();
    String email = jdbc.sql("select email from app_user where name = 'Kim Self'").query(String.class).single();
    for (Map<String, String> asked : java.util.List.of(
        Map.of("name", "Kim Self", "email", email, "role", "ADMIN", "disabled", "true"),
        Map.of("name", "Kim Self", "email", email, "role", "MARKETING"))) {
      assertThat(kim.send("/settings/users", "/settings/users/" + handle, asked).statusCode()).isEqualTo(409);
    }
    assertThat(kim.open("/settings/users").statusCode()).isEqualTo(200);
    Browser manager = user("Kim Manager", "MANAGER", "");
    assertThat(manager.send("/settings/me", "/settings/users/" + handle,
        Map.of("name", "x", "email", email, "role", "MARKETING")).statusCode()).isEqualTo(403);
    assertThat(manager.send("/settings/me", "/settings/users",
        Map.of("name", "x", "email", address(), "role", "ADMIN")).statusCode()).isEqualTo(403);
    assertThat(manager.send("/settings/me", "/settings/me/zone", Map.of("timeZone", "UTC", "role", "ADMIN", "handle", handle))
        .statusCode()).isEqualTo(200);
    assertThat(manager.open("/settings/users").statusCode()).isEqualTo(403);
  }
}
