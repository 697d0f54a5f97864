package dev.leadloop.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.keys.KeyHolder;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.security.AccessTable;
import dev.leadloop.security.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

class AuditTest extends DecidingApiTest {
  private static final String TEAM = "{\"name\":\"Audited\"}";
  private static final String REP = "{\"name\":\"Rep\",\"email\":\"rep@vendor.example\",\"team\":\"audited\",\"weight\":%d}";
  private static final String OWNER = "{\"kind\":\"domain\",\"name\":\"audited.example\",\"rep\":\"%s\"}";
  private static final String CONNECTOR =
      "{\"mapping\":\"kind: hubspot\\nfields:\\n  email: {from: email}\\n\",\"credential\":\"hush-hush-pat\"}";
  private static final String HOOK = "{\"kind\":\"standard\",\"url\":\"https://hooks.invalid/in?token=hush-hush\"}";

  @Autowired private DataFolder folder;

  private final TreeSet<String> called = new TreeSet<>();

  @BeforeEach
  void keysOfAllRoles() {
    for (Role role : Role.values()) {
      key(role);
    }
  }

  /** Makes a call of the table and says what it added to the audit. */
  private List<String> added(String call, String path, String body, int status) {
    called.add(call);
    int before = count("select coalesce(max(audit_id), 0) from audit");
    Map<String, String> headers = call.endsWith("/policies") ? Map.of("Content-Type", "application/yaml")
        : call.endsWith("suppressions/import") ? Map.of("Content-Type", "text/csv") : Map.of();
    Answer answer = call(call.substring(0, call.indexOf(' ')), path, key(Role.ADMIN), body.isEmpty() ? null : body, headers);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    lastAnswer = answer;
    return jdbc.sql("select by_whom || ' ' || action || ' ' || target || ' ' || detail from audit where audit_id > :before order"
        + " by audit_id")
        .param("before", before)
        .query(String.class)
        .list();
  }

  private Answer lastAnswer = new Answer(0, "{}", null);

  @Test
  void everyChangeOfAnAdministratorIsOnRecordWithWhoMadeItAndWithoutSecrets() {
    List<String> keyMade = added("POST /api/v1/keys", "/api/v1/keys", "{\"name\":\"audited\",\"role\":\"MANAGER\"}", 201);
    String secret = lastAnswer.text("key");
    String keyId = lastAnswer.text("keyId");
    assertThat(keyMade).containsExactly("admin:root key_made key/" + keyId
        + " {\"name\": \"audited\", \"role\": \"MANAGER\", \"holder\": \"SYSTEM\"}");
    assertThat(added("PUT /api/v1/keys/{keyId}/label", "/api/v1/keys/" + keyId + "/label", "{\"label\":\"Ours\"}", 200))
        .containsExactly("admin:root key_labelled key/" + keyId + " {\"name\": \"audited\", \"label\": \"Ours\"}");
    users();
    assertThat(added("DELETE /api/v1/keys/{keyId}", "/api/v1/keys/" + keyId, "", 204))
        .containsExactly("admin:root key_revoked key/" + keyId
            + " {\"name\": \"audited\", \"role\": \"MANAGER\", \"holder\": \"SYSTEM\"}");
    assertThat(added("PUT /api/v1/teams/{teamId}", "/api/v1/teams/audited", TEAM, 200))
        .singleElement().asString().startsWith("admin:root team_made team/audited ");
    assertThat(added("PUT /api/v1/teams/{teamId}", "/api/v1/teams/audited", TEAM, 200)).as("nothing changed").isEmpty();
    assertThat(added("PUT /api/v1/teams/{teamId}", "/api/v1/teams/audited", TEAM.replace("Aud", "Aaud"), 200))
        .containsExactly("admin:root team_changed team/audited {\"name\": {\"to\": \"Aaudited\", \"from\": \"Audited\"}}");
    assertThat(added("PUT /api/v1/reps/{repId}", "/api/v1/reps/audited-1", REP.formatted(100), 200))
        .singleElement().asString().contains("admin:root rep_made rep/audited-1", "rep@vendor.example");
    added("PUT /api/v1/reps/{repId}", "/api/v1/reps/audited-2", REP.formatted(100), 200);
    assertThat(added("PUT /api/v1/reps/{repId}", "/api/v1/reps/audited-1", REP.formatted(50), 200))
        .containsExactly("admin:root rep_changed rep/audited-1 {\"work.weight\": {\"to\": \"50\", \"from\": \"100\"}}");
    assertThat(added("PUT /api/v1/account-owners", "/api/v1/account-owners", OWNER.formatted("audited-1"), 200))
        .containsExactly("admin:root account_owner_set account-owner/domain:audited.example {\"rep\": \"audited-1\"}");
    assertThat(added("PUT /api/v1/account-owners", "/api/v1/account-owners", OWNER.formatted("audited-2"), 200))
        .containsExactly("admin:root account_owner_set account-owner/domain:audited.example"
            + " {\"rep\": {\"to\": \"audited-2\", \"from\": \"audited-1\"}}");
    assertThat(added("DELETE /api/v1/account-owners", "/api/v1/account-owners?kind=domain&name=audited.example", "", 204))
        .containsExactly("admin:root account_owner_removed account-owner/domain:audited.example {\"rep\": \"audited-2\"}");
    List<String> joined = added("POST /api/v1/accounts/aliases", "/api/v1/accounts/aliases",
        "{\"aliases\":[{\"account\":\"audited.example\",\"domain\":\"audited-labs.example\"}]}", 200);
    String account = lastAnswer.json().at("/aliases/0/accountId").asString();
    assertThat(joined).containsExactly("admin:root account_alias_added account/" + account
        + " {\"kind\": \"domain\", \"name\": \"audited-labs.example\"}");
    String aliases = "/api/v1/accounts/" + account + "/aliases";
    String unit = "{\"kind\":\"company\",\"name\":\"Audited Unit\"}";
    assertThat(added("POST /api/v1/accounts/{accountId}/aliases", aliases, unit, 200)).hasSize(1);
    assertThat(added("POST /api/v1/accounts/{accountId}/aliases", aliases, unit, 200)).as("nothing changed").isEmpty();
    assertThat(added("DELETE /api/v1/accounts/{accountId}/aliases", aliases + "?kind=company&name=Audited%20Unit", "", 204))
        .containsExactly("admin:root account_alias_removed account/" + account
            + " {\"kind\": \"company\", \"name\": \"audited unit\"}");
    String repKey = keys.create("audited-rep", Role.SALES, "audited-1", KeyHolder.PERSON).keyId();
    assertThat(added("POST /api/v1/reps/{repId}/leave", "/api/v1/reps/audited-1/leave", "", 202))
        .containsExactly(
            "admin:root key_revoked key/" + repKey + " {\"why\": \"the rep left\", \"name\": \"audited-rep\"}",
            "admin:root rep_left rep/audited-1 {\"leadsMoved\": 0}");
    assertThat(added("POST /api/v1/reps/{repId}/leave", "/api/v1/reps/audited-1/leave", "", 202)).isEmpty();
    assertThat(added("PUT /api/v1/connectors/{connectorId}", "/api/v1/connectors/audited", CONNECTOR, 200))
        .singleElement().asString().startsWith("admin:root connector_made connector/audited ").doesNotContain("hush-hush-pat");
    assertThat(added("PUT /api/v1/connectors/{connectorId}", "/api/v1/connectors/audited",
        CONNECTOR.replace(",\"credential\":\"hush-hush-pat\"", ""), 200)).as("nothing changed").isEmpty();
    assertThat(added("DELETE /api/v1/connectors/{connectorId}", "/api/v1/connectors/audited", "", 204))
        .containsExactly("admin:root connector_removed connector/audited {\"kind\": \"hubspot\"}");
    List<String> hookMade = added("POST /api/v1/webhooks", "/api/v1/webhooks", HOOK, 201);
    String hook = lastAnswer.json().at("/webhook/webhookId").asString();
    String signing = lastAnswer.text("secret");
    assertThat(hookMade)
        .containsExactly("admin:root webhook_made webhook/" + hook + " {\"host\": \"hooks.invalid\", \"kind\": \"STANDARD\"}");
    assertThat(added("POST /api/v1/webhooks/{webhookId}/rotate", "/api/v1/webhooks/" + hook + "/rotate", "", 200)).hasSize(1);
    assertThat(added("DELETE /api/v1/webhooks/{webhookId}", "/api/v1/webhooks/" + hook, "", 204)).hasSize(1);
    String lead = newLead();
    String email = jdbc.sql("select email_key from lead where lead_id = :lead").param("lead", lead).query(String.class).single();
    assertThat(added("POST /api/v1/suppressions", "/api/v1/suppressions", "{\"email\":\"" + email + "\",\"reason\":\"asked\"}",
        200))
        .containsExactly("admin:root suppression_added lead/" + lead + " {\"reason\": \"asked\"}");
    assertThat(added("POST /api/v1/suppressions/lift", "/api/v1/suppressions/lift",
        "{\"email\":\"" + email + "\",\"reason\":\"called Sam\"}", 200))
        .containsExactly("admin:root suppression_lifted lead/" + lead + " {}");
    assertThat(added("POST /api/v1/suppressions/import", "/api/v1/suppressions/import", "email\n" + email + "\n", 200))
        .containsExactly("admin:root suppressions_imported suppressions {\"added\": 1}");
    String policy = jdbc.sql("select document from policy_version order by version desc limit 1").query(String.class).single();
    // A rollout that moves nobody is done at once, and is neither paused nor stopped.
    String handed = handedOver();
    assertThat(added("POST /api/v1/bulk-orders/reassign", "/api/v1/bulk-orders/reassign",
        "{\"leadIds\":[\"" + handed + "\"]}", 202))
        .singleElement().asString().startsWith("admin:root bulk_order_given bulk-order/").contains("\"leads\": 1");
    assertThat(added("POST /api/v1/erasures", "/api/v1/erasures",
        "{\"email\":\"forgotten@audited.example\",\"reason\":\"asked_by_person\"}", 202))
        .singleElement().asString().startsWith("admin:root erasure_ordered erasure/").contains("asked_by_person");
    List<String> published = added("POST /api/v1/policies", "/api/v1/policies", policy + "\n# audited\n", 201);
    assertThat(published).singleElement().asString()
        .startsWith("admin:root policy_published policy/" + lastAnswer.json().path("version").asInt());
    assertThat(added("POST /api/v1/policies", "/api/v1/policies", policy + "\n# audited\n", 201)).as("it is in force already")
        .isEmpty();
    String path = "/api/v1/policies/" + lastAnswer.json().path("version").asInt() + "/rollout";
    String plan = get(path, key(Role.ADMIN)).text("planId");
    assertThat(added("POST /api/v1/policies/{version}/rollout", path, "{\"planId\":\"" + plan + "\"}", 202)).hasSize(1);
    for (String change : List.of("pause", "resume", "stop")) {
      assertThat(added("POST /api/v1/policies/{version}/rollout/" + change, path + "/" + change, "{}", 200))
          .singleElement().asString().startsWith("admin:root policy_rollout_" + change);
    }
    // Where another test of this server ordered it, ordering it again changes nothing.
    jdbc.sql("update measure_rebuild set running = false").update();
    assertThat(added("POST /api/v1/measures/rebuild", "/api/v1/measures/rebuild", "", 202))
        .containsExactly("admin:root measures_rebuild_ordered measures {}");
    assertThat(jdbc.sql("select coalesce(string_agg(detail::text || target, ' '), '') from audit").query(String.class).single())
        .doesNotContain(secret, signing, "hush-hush", email, "called Sam");
    assertThat(called).containsAll(administrative());
  }

  /**
   * What administrators and managers alone may change, but what a lead's own history tells, tries that change nothing, and sample
   * data, which FirstStepsTest puts in and takes out.
   */
  private static List<String> administrative() {
    return AccessTable.rules().stream()
        .filter(rule -> !rule.method().name().equals("GET") && !rule.pattern().startsWith("/api/v1/leads"))
        .filter(rule -> !rule.roles().contains(Role.MARKETING) && !rule.roles().contains(Role.SALES))
        .map(rule -> rule.method() + " " + rule.pattern())
        .filter(call -> !call.endsWith("/ping") && !call.matches("POST .*/connectors/.*/(check|preview|start|pause|retry)")
        && !call.endsWith("/sample-data"))
        .toList();
  }

  private void users() {
    String user = "{\"name\":\"Audited User\",\"email\":\"audited@people.example\",\"role\":\"MANAGER\"}";
    assertThat(added("POST /api/v1/users", "/api/v1/users", user, 201)).singleElement().asString()
        .startsWith("admin:root user_invited user/audited.user ").contains("audited@people.example", "MANAGER");
    String link = lastAnswer.json().at("/invitation/link").asString();
    assertThat(added("PUT /api/v1/users/{handle}", "/api/v1/users/audited.user", user, 200)).as("nothing changed").isEmpty();
    assertThat(added("PUT /api/v1/users/{handle}", "/api/v1/users/audited.user", user.replace("MANAGER", "MARKETING"), 200))
        .containsExactly("admin:root user_changed user/audited.user {\"role\": {\"to\": \"MARKETING\", \"from\": \"MANAGER\"}}");
    assertThat(added("POST /api/v1/users/{handle}/link", "/api/v1/users/audited.user/link", "", 200))
        .containsExactly("admin:root user_link_made user/audited.user {\"purpose\": \"INVITATION\"}");
    String lines = jdbc.sql("select string_agg(a::text, ' ') from audit a").query(String.class).single();
    assertThat(lines).doesNotContain(link.substring(link.lastIndexOf('/') + 1), lastAnswer.text("link"));
  }

  @Test
  void whatIsRefusedLeavesNoLine() {
    int before = count("select count(*) from audit");
    post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"nobody\",\"role\":\"SALES\",\"repId\":\"rep-none\"}");
    call("PUT", "/api/v1/account-owners", key(Role.ADMIN), OWNER.formatted("rep-none"), Map.of());
    call("PUT", "/api/v1/reps/audited-9", key(Role.ADMIN), REP.formatted(100).replace("\"audited\"", "\"none\""), Map.of());
    call("DELETE", "/api/v1/keys/key-none", key(Role.ADMIN), null, Map.of());
    assertThat(count("select count(*) from audit")).isEqualTo(before);
  }

  @Test
  void linesAreReadPageByPageCutAndExported() {
    for (int i = 0; i < 5; i++) {
      call("PUT", "/api/v1/teams/paged-" + i, key(Role.ADMIN), "{\"name\":\"=Paged " + i + "\"}", Map.of());
    }
    Answer first = get("/api/v1/audit?limit=2&target=team/paged-&action=team_made&by=admin:root", key(Role.ADMIN));
    assertThat(first.json().path("lines").findValuesAsString("target")).containsExactly("team/paged-4", "team/paged-3");
    Answer second = get("/api/v1/audit?limit=2&target=team/paged-&before=" + first.json().path("next").asLong(), key(Role.ADMIN));
    assertThat(second.json().path("lines").findValuesAsString("target")).containsExactly("team/paged-2", "team/paged-1");
    JsonNode last =
        get("/api/v1/audit?limit=2&target=team/paged-&before=" + second.json().path("next").asLong(), key(Role.ADMIN)).json();
    assertThat(last.path("lines")).hasSize(1);
    assertThat(last.path("next").isNull()).isTrue();
    String from = URLEncoder.encode("2199-01-01T00:00:00Z", StandardCharsets.UTF_8);
    assertThat(get("/api/v1/audit?from=" + from, key(Role.ADMIN)).json().path("lines")).isEmpty();
    assertThat(get("/api/v1/audit?from=soon", key(Role.ADMIN)).status()).isEqualTo(400);
    Answer csv = get("/api/v1/audit.csv?target=team/paged-", key(Role.ADMIN));
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.body().lines().findFirst()).hasValue("at,by,action,target,detail");
    assertThat(csv.body().lines()).hasSize(6);
    Stream.of(Role.MARKETING, Role.SALES, Role.MANAGER)
        .forEach(role -> assertThat(get("/api/v1/audit", key(role)).status()).as(role.name()).isEqualTo(403));
  }

  @Test
  void linesAreNeverChangedNotEvenByWhoHoldsTheDatabasesPassword() {
    call("PUT", "/api/v1/teams/kept", key(Role.ADMIN), "{\"name\":\"Kept\"}", Map.of());
    List<String> attempts = new ArrayList<>(List.of("update audit set by_whom = 'x'", "delete from audit", "truncate audit"));
    attempts.forEach(
        attempt ->
            assertThatThrownBy(() -> jdbc.sql(attempt).update())
                .as(attempt)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("never changed"));
    assertThat(count("select count(*) from audit where target = 'team/kept'")).isEqualTo(1);
  }

  @Test
  void whoSignsInWithTheConsolesPasswordIsToldFromEveryKey() throws Exception {
    String lead = newLead();
    Browser browser = new Browser(port);
    browser.signIn("admin", Files.readString(folder.at("console-password")).strip());
    browser.send("/leads/" + lead, "/leads/" + lead + "/contact", Map.of());
    assertThat(jdbc.sql("select principal_kind || ':' || principal_id from inbox where kind = 'contact' and lead_id = :lead")
            .param("lead", lead).query(String.class).list())
        .containsExactly("ADMIN:console");
  }
}
