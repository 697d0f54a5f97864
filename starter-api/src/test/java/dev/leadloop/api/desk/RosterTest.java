package dev.leadloop.api.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.security.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest extends ApiTest {
  private static final String REP =
      "{\"name\":\"N\",\"email\":\"n@vendor.example\",\"team\":\"roster\",\"weight\":50,\"openAtOnce\":10,\"perDay\":15,"
          + "\"catchUp\":true,\"calendar\":\"office\",\"timeZone\":\"Europe/Berlin\","
          + "\"hours\":{\"mon-thu\":[\"09:00-12:30\",\"13:00-17:30\"],\"fri\":[\"09:00-13:00\"]},"
          + "\"daysOff\":[\"2027-05-14\",\"2027-05-07\"],\"languages\":[\"DE\"]}";

  private Answer put(String path, String body) {
    return call("PUT", path, key(Role.ADMIN), body, Map.of());
  }

  private void team() {
    Answer team = put("/api/v1/teams/roster", "{\"name\":\"R\",\"calendar\":\"office\",\"timeZone\":\"Europe/Berlin\"}");
    assertThat(team.status()).as(team.body()).isEqualTo(200);
  }

  @Test
  void whatARepTakesOnIsKeptAndShown() {
    team();
    Answer put = put("/api/v1/reps/roster-1", REP);
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    String all = get("/api/v1/reps", key(Role.SALES)).body();
    assertThat(all).contains("\"roster-1\"", "\"weight\":50", "\"perDay\":15", "\"mon-thu\"", "\"de\"", "\"catchUp\":true",
        "\"daysOff\":[\"2027-05-07\",\"2027-05-14\"]");
    assertThat(put("/api/v1/reps/roster-1", REP.replace("2027-05-07", "2027-02-30")).status()).as("no such day").isEqualTo(400);
    assertThat(get("/api/v1/teams", key(Role.SALES)).body()).contains("\"calendar\":\"office\"");
  }

  @Test
  void whatCannotBeIsRefusedWithItsField() {
    team();
    Map<String, String> wrong =
        Map.of(
            REP.replace("\"office\"", "\"offices\""), "'calendar' is no calendar of the policy; it has [always, office]",
            REP.replace("Europe/Berlin", "Berlin"), "'timeZone' is no time zone",
            REP.replace("09:00-12:30", "9-12"), "'hours' cannot be read: '9-12' are no hours",
            REP.replace("mon-thu", "monday"), "'hours' cannot be read: 'monday' is no weekday",
            REP.replace("\"weight\":50", "\"weight\":0"), "'weight'",
            REP.replace("[\"DE\"]", "[\"German!\"]"), "'languages' has 'german!'",
            REP.replace("\"languages\"", "\"territories\""), "'territories' has 'DE'",
            REP.replace("\"catchUp\":true", "\"absentUntil\":\"2026-08-20T00:00:00Z\""), "'absentFrom' is needed");
    wrong.forEach(
        (body, why) -> {
          Answer answer = put("/api/v1/reps/roster-2", body);
          assertThat(answer.status()).as(answer.body()).isEqualTo(400);
          assertThat(answer.text("detail")).contains(why);
        });
    assertThat(get("/api/v1/reps", key(Role.SALES)).body()).doesNotContain("roster-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gmail.com", "GMail.com", " gmail.com ", "gmail.com.", "googlemail.com", "outlook.de", "hotmail.co.uk", "yahoo.fr",
            "gmx.at",
        "web.de", "t-online.de", "icloud.com", "qq.com", "163.com", "proton.me", "mail.ru", "mailinator.com", "yopmail.com",
        "@gmail.com", "x@gmail.com", "gmail", "", " ", "not a domain", "gmail..com", "ｇmail.com", "127.0.0.1",
        "co.uk", "CO.UK", "co.uk.", "com.br", "com", "gov.au", "co.jp", "tokyo.jp", "公司.cn", "github.io", "mail.gmail.com",
        "a.b.c.GMAIL.com", "x.web.de", "eu.outlook.de", "mail.yahoo.co.uk"
      })
  void whereAnybodyHasAnAddressNobodyOwnsAnAccount(String domain) {
    team();
    put("/api/v1/reps/roster-4", REP);
    Answer refused = put("/api/v1/account-owners", "{\"kind\":\"domain\",\"name\":\"" + domain + "\",\"rep\":\"roster-4\"}");
    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("name");
    assertThat(count("select count(*) from account_owner where rep_id = 'roster-4'")).isZero();
  }

  @Test
  void whatOnlyLooksLikeSuchADomainIsAnAccountAndAnotherScriptIsReadAsAddressesAre() {
    team();
    put("/api/v1/reps/roster-5", REP);
    String owner = "{\"kind\":\"domain\",\"name\":\"%s\",\"rep\":\"roster-5\"}";
    assertThat(put("/api/v1/account-owners", owner.formatted("outlook-consulting.de")).status()).isEqualTo(200);
    for (String account : List.of("gmail.acme.example", "acme.co.uk", "sales.acme.co.uk", "acme.tokyo.jp", "mail.acme.de",
        "co.uk.acme.example")) {
      assertThat(put("/api/v1/account-owners", owner.formatted(account)).status()).as(account).isEqualTo(200);
    }
    assertThat(put("/api/v1/account-owners", owner.formatted("B\u00fccher.example")).text("name"))
        .isEqualTo("xn--bcher-kva.example");
    assertThat(put("/api/v1/account-owners", "{\"kind\":\"company\",\"name\":\"Gmail.com\",\"rep\":\"roster-5\"}").status())
        .isEqualTo(200);
  }

  @Test
  void languagesMayBeCalledByAnyName() {
    team();
    Answer set = put("/api/v1/reps/roster-4", REP.replace("[\"DE\"]", "[\"German\",\"en-GB\",\"Español\"]"));
    assertThat(set.status()).as(set.body()).isEqualTo(200);
    assertThat(set.json().path("languages").toString()).contains("\"de\"", "\"en\"", "\"es\"");
    Answer none = put("/api/v1/reps/roster-4", REP.replace("[\"DE\"]", "[\"Klingonese\"]"));
    assertThat(none.text("detail")).contains("'languages' has 'klingonese'");
  }

  @Test
  void accountsHaveOwnersAndRepsLeave() {
    team();
    put("/api/v1/reps/roster-3", REP);
    String owner = "{\"kind\":\"domain\",\"name\":\"Big.Example\",\"rep\":\"roster-3\"}";
    assertThat(put("/api/v1/account-owners", owner).text("name")).isEqualTo("big.example");
    assertThat(put("/api/v1/account-owners", owner.replace("roster-3", "nobody")).text("detail")).contains("'rep' is not a rep");
    assertThat(get("/api/v1/account-owners", key(Role.SALES)).body()).contains("big.example");
    String path = "/api/v1/account-owners?kind=domain&name=big.example";
    assertThat(call("DELETE", path, key(Role.MANAGER), null, Map.of()).status()).isEqualTo(204);
    assertThat(call("DELETE", path, key(Role.MANAGER), null, Map.of()).status()).isEqualTo(404);
    assertThat(post("/api/v1/reps/roster-3/leave", key(Role.MANAGER), "").status()).isEqualTo(202);
    assertThat(post("/api/v1/reps/nobody/leave", key(Role.MANAGER), "").status()).isEqualTo(404);
    assertThat(count("select count(*) from rep where rep_id = 'roster-3' and not active and left_at is not null")).isEqualTo(1);
  }
}
