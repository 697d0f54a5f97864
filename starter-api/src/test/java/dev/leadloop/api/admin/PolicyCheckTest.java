package dev.leadloop.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyCheckTest extends ApiTest {
  private static final String VALIDATE = "/api/v1/policies/validate";
  private static final Map<String, String> YAML = Map.of("Content-Type", "application/yaml");

  private Answer validate(String document) {
    return call("POST", VALIDATE, key(Role.MARKETING), document, YAML);
  }

  @Test
  void aDocumentIsLookedOverAndNothingIsPublished() {
    int versions = count("select count(*) from policy_version");
    String document = PolicyCatalog.starter()
        .replace("signal: email_open, points: 2, cap: 10", "signal: email_open, points: 2, cap: 1");
    Answer answer = validate(document);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("valid").asBoolean()).isTrue();
    assertThat(answer.json().path("errors").isEmpty()).isTrue();
    assertThat(answer.json().path("warnings").toString())
        .contains("the rule 'email_open' gives 2 points, of which its cap leaves 1");
    assertThat(answer.json().at("/warnings/0/line").asInt()).isPositive();
    Answer wrong = validate(document.replace("cap: 300", "cap: lots"));
    assertThat(wrong.status()).isEqualTo(200);
    assertThat(wrong.json().path("valid").asBoolean()).isFalse();
    assertThat(wrong.json().at("/errors/0/message").asString()).contains("must be a whole number");
    assertThat(validate("\uFFFD").problem()).isEqualTo("malformed-request");
    assertThat(count("select count(*) from policy_version")).isEqualTo(versions);
  }

  @Test
  void versionsAreComparedInWords() {
    int before = publish(PolicyCatalog.starter() + "# compared\n");
    int after = publish(PolicyCatalog.starter().replace("{ by: score, score: 60,", "{ by: score, score: 65,"));
    Answer diff = get("/api/v1/policies/" + after + "/diff?from=" + before, key(Role.MANAGER));
    assertThat(diff.status()).as(diff.body()).isEqualTo(200);
    assertThat(diff.json().path("changes").toString())
        .isEqualTo("[{\"section\":\"qualification\",\"words\":\"MQL needs score 65 instead of 60\"}]");
    assertThat(get("/api/v1/policies/" + before + "/diff?from=" + before, key(Role.MANAGER)).json().path("changes").isEmpty())
        .isTrue();
    assertThat(get("/api/v1/policies/" + after + "/diff?from=999999", key(Role.MANAGER)).status()).isEqualTo(404);
    assertThat(get("/api/v1/policies/999999/diff?from=1", key(Role.MANAGER)).status()).isEqualTo(404);
    assertThat(get("/api/v1/policies/" + after + "/diff", key(Role.MANAGER)).status()).isEqualTo(400);
    assertThat(get("/api/v1/policies/" + after + "/diff?from=" + before, key(Role.SALES)).status()).isEqualTo(403);
    publish(PolicyCatalog.starter());
  }

  private int publish(String document) {
    Answer answer = call("POST", "/api/v1/policies", key(Role.ADMIN), document, YAML);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("version").asInt();
  }
}
