package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.account.AccountEvidence.Asked;
import dev.leadloop.account.AccountEvidence.Surge;
import dev.leadloop.account.AccountMembers;
import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import dev.leadloop.sla.SpokenTime;
import dev.leadloop.store.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** The pages of accounts: the numbers that are shown add up, and names are joined and parted by a form. */
class AccountPagesTest extends DecidingApiTest {
  private static final String RULES =
      """

      account:
        cap: 90
        rules:
          - { id: two-active, when: { people-active: 2 }, points: 40, label: two people active }
          - { id: asked, when: { asked: { signals: [pricing_page_view], within: 30d } }, points: 40, label: asked for prices }
          - { id: surge, when: { surge: { topics: [crm], score: 60, within: 30d } }, points: 20, label: researches the topic }
      """;

  @Autowired private PolicyCatalog policies;
  @Autowired private AccountMembers members;

  private String starter = "";
  private final String word = "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private String account = "";
  private String lead = "";

  @BeforeEach
  void accountWithEvidence() throws Exception {
    starter = new ClassPathResource("policies/starter.yaml").getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    publish(starter.replaceFirst("(?m)^account:\\n(?:[ #].*\\n|\\n)*", "") + RULES);
    lead = post("/api/v1/leads", key(Role.MARKETING),
            "{\"email\":\"dana@%1$s.example\",\"firstName\":\"Dana\",\"lastName\":\"L%1$s\",\"company\":\"Acme %1$s\"}"
                .formatted(word))
        .text("leadId");
    while (members.settleSome() > 0) {
      // Until everybody has an account.
    }
    account = jdbc.sql("select account_id from lead where lead_id = :lead").param("lead", lead).query(String.class).single();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    AccountEvidence evidence = new AccountEvidence(3, List.of("marketing", "finance"),
        List.of(new Asked("pricing_page_view", now.minusSeconds(3_600))),
        List.of(new Surge("crm", 83, "bombora", now.minusSeconds(7_200))), now);
    jdbc.sql("update account set evidence = :evidence::jsonb, computed_at = now() where account_id = :id")
        .param("evidence", Json.write(evidence)).param("id", account).update();
    post("/api/v1/accounts/intent", key(Role.MARKETING),
        "{\"surges\":[{\"domain\":\"%s.example\",\"topic\":\"crm\",\"score\":83,\"source\":\"bombora\"}]}".formatted(word));
  }

  @AfterEach
  void theStarterAgain() {
    publish(starter);
  }

  private void publish(String document) {
    assertThat(call("POST", "/api/v1/policies", key(Role.ADMIN), document, Map.of("Content-Type", "application/yaml")).status())
        .isLessThan(300);
  }

  @Test
  void thePartsOfTheScoreAddUpByCallAndOnThePage() throws Exception {
    JsonNode shown = get("/api/v1/accounts/" + account, key(Role.MANAGER)).json();
    assertThat(shown.at("/score/points").asInt()).isEqualTo(90);
    assertThat(shown.at("/score/policyVersion").asInt()).isEqualTo(policies.latest().version());
    assertThat(shown.at("/score/parts").valueStream().mapToDouble(part -> part.path("counted").asDouble()).sum()).isEqualTo(90);
    assertThat(get("/api/v1/accounts?search=" + word + "&score=90", key(Role.MANAGER)).json().path("accounts")).hasSize(1);
    assertThat(get("/api/v1/accounts?search=" + word + "&score=91", key(Role.MANAGER)).json().path("accounts")).isEmpty();
    Browser manager = new Browser(port);
    manager.signIn("", key(Role.MANAGER));
    String page = manager.open("/accounts/" + account).body();
    Matcher counted = Pattern.compile("class=\"fixed\">\\+([0-9.]+)").matcher(page);
    double sum = 0;
    while (counted.find()) {
      sum += Double.parseDouble(counted.group(1));
    }
    assertThat(sum).isEqualTo(90);
    assertThat(page).contains("Acme " + word, "Dana L" + word, "two people active", "asked for prices", "researches the topic",
        "3 people active", "marketing, finance", "crm", "Together <span>90</span>", "+10 of 20");
    assertThat(page).contains(SpokenTime.clock(PageTimes.zone(policies.latest(), null)), "told through one lead at a time")
        .doesNotContain("counts for nothing under this policy");
    post("/api/v1/accounts/intent", key(Role.MARKETING),
        "{\"surges\":[{\"domain\":\"%s.example\",\"topic\":\"gardening\",\"score\":83,\"source\":\"x\"}]}".formatted(word));
    assertThat(manager.open("/accounts/" + account).body().replaceAll("\\s+", " "))
        .containsOnlyOnce("counts for nothing under this policy")
        .containsPattern("gardening</span> <span class=\"soft\">counts for nothing");
    assertThat(page).contains(">pricing page viewed<").doesNotContain("pricing page view<", "style=");
    assertThat(shown.at("/evidence/asked/0/label").asString()).isEqualTo("pricing page viewed");
    assertThat(shown.at("/evidence/asked/0/type").asString()).isEqualTo("pricing_page_view");
    assertThat(manager.open("/accounts?search=" + word).body()).contains("Acme " + word, "3 of 1 active", "crm 83");
    assertThat(manager.open("/leads/" + lead).body()).contains("/accounts/" + account);
    for (String query : List.of("active=0", "active=two", "active=1000001", "after=nobody", "search=" + "x".repeat(201))) {
      assertThat(manager.open("/accounts?" + query).statusCode()).as("by page: " + query).isEqualTo(400);
      assertThat(get("/api/v1/accounts?" + query, key(Role.MANAGER)).status()).as("by call: " + query).isEqualTo(400);
    }
    assertThat(manager.open("/accounts?active=1000000&search=&topic=&after=").statusCode()).isEqualTo(200);
  }

  @Test
  void historiesOfItsLeadsAreOneClickAwayWhereTheCompanyIsListed() throws Exception {
    jdbc.sql("update account set name = 'Example Harbour' where account_id = :id").param("id", account).update();
    Browser manager = new Browser(port);
    manager.signIn("", key(Role.MANAGER));
    assertThat(manager.open("/accounts/" + account).body())
        .contains("workflows?query=LeadCompany%3D%27Example%20Harbour%27");
  }

  @Test
  void whatNobodyCountedIsNotSaidToBeNone() throws Exception {
    Browser manager = new Browser(port);
    manager.signIn("", key(Role.MANAGER));
    jdbc.sql("update account set evidence = null, computed_at = null where account_id = :id").param("id", account).update();
    assertThat(manager.open("/accounts?search=" + word).body()).contains("1, counted once there are two")
        .doesNotContain("0 of 1 active");
    post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"second@%s.example\"}".formatted(word));
    jdbc.sql("update account set evidence = null, computed_at = null where account_id = :id").param("id", account).update();
    assertThat(manager.open("/accounts?search=" + word).body()).contains("2, not counted yet").doesNotContain("0 of 2 active");
  }

  @Test
  void aManagerJoinsAndPartsANameByAForm() throws Exception {
    Browser manager = new Browser(port);
    manager.signIn("", key(Role.MANAGER));
    String page = "/accounts/" + account;
    assertThat(manager.send(page, page + "/aliases", Map.of("kind", "domain", "name", "labs" + word + ".example")).body())
        .contains("is part of this account now");
    assertThat(manager.open(page).body()).contains("labs" + word + ".example");
    assertThat(manager.send(page, page + "/aliases", Map.of("kind", "domain", "name", "gmail.com")).body())
        .contains("Nothing was changed", "anybody has an address");
    assertThat(manager.send(page, page + "/aliases/remove", Map.of("kind", "domain", "name", "labs" + word + ".example")).body())
        .contains("is no part of this account any more");
    Browser marketing = new Browser(port);
    marketing.signIn("", key(Role.MARKETING));
    assertThat(marketing.open(page).body()).contains("Acme " + word).doesNotContain("Join it to this account");
  }
}
