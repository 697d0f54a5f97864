package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.account.AccountEvidence.Surge;
import dev.leadloop.account.AccountMembers;
import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.security.Role;
import dev.leadloop.store.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Of whoever the company does not count for it is said for whom it does, by call, on the page and in the handoff. */
class CompanyElsewhereTest extends DecidingApiTest {
  @Autowired private AccountMembers members;

  private final String domain = "c" + UUID.randomUUID().toString().substring(0, 8) + ".example";
  private String speaker = "";
  private String other = "";
  private String account = "";

  @BeforeEach
  void companyThatSpeaksThroughOne() {
    speaker = lead("first");
    other = lead("other");
    while (members.settleSome() > 0) {
      // Until everybody has an account.
    }
    account = jdbc.sql("select account_id from lead where lead_id = :lead").param("lead", speaker).query(String.class).single();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    AccountEvidence evidence = new AccountEvidence(
        3, List.of("it"), List.of(), List.of(new Surge("crm software", 83, "bombora", now.minusSeconds(60))), now);
    jdbc.sql("update account set evidence = :evidence::jsonb, told = :evidence::jsonb, computed_at = now(), told_at = now(),"
            + " told_lead = :lead where account_id = :id")
        .param("evidence", Json.write(evidence)).param("lead", speaker).param("id", account).update();
  }

  private String lead(String name) {
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + name + "@" + domain
            + "\",\"title\":\"Marketing Director\",\"companySize\":150,\"industry\":\"software\",\"country\":\"US\"}")
        .text("leadId");
    decide(lead);
    return lead;
  }

  private JsonNode company(String lead, Role role) {
    return get("/api/v1/leads/" + lead + "/score", key(role)).json().path("company");
  }

  private Document page(String path) throws Exception {
    Browser manager = new Browser(port);
    manager.signIn("", key(Role.MANAGER));
    return Jsoup.parse(manager.open(path).body());
  }

  @Test
  void scoreNamesTheLeadItCountsFor() {
    assertThat(company(other, Role.MANAGER).path("countsFor").asString("")).isEqualTo(speaker);
    assertThat(company(other, Role.MANAGER).path("countsHere").asBoolean()).isFalse();
    assertThat(company(speaker, Role.MANAGER).path("countsHere").asBoolean()).isTrue();
    assertThat(company(speaker, Role.MANAGER).path("accountId").asString("")).isEqualTo(account);
  }

  @Test
  void pageLinksItInsteadOfZeros() throws Exception {
    Document page = page("/leads/" + other);
    assertThat(page.text()).contains("through its company (MQA): that counts for another of its people",
        "What its company does counts for the company's best contact").doesNotContain("people active 0 of 2");
    assertThat(page.select("a[href=/leads/" + speaker + "]")).isNotEmpty();
    assertThat(page("/leads/" + speaker).text()).doesNotContain("counts for another of its people", "best contact");
  }

  @Test
  void handoffTellsOfTheCompanyWhoeverItCountsFor() throws Exception {
    post("/api/v1/events", key(Role.MARKETING), "{\"events\":[{\"eventId\":\"d" + UUID.randomUUID() + "\",\"leadId\":\"" + other
        + "\",\"type\":\"demo_requested\"}]}");
    decide(other);
    JsonNode record = get("/api/v1/leads/" + other + "/handoff", key(Role.MANAGER)).json();
    assertThat(record.at("/company/peopleActive").asInt()).isEqualTo(3);
    assertThat(record.at("/company/countsFor").asString("")).isEqualTo(speaker);
    assertThat(record.at("/company/surges/0/topic").asString("")).isEqualTo("crm software");
    assertThat(page("/leads/" + other).selectFirst("section.handoff").text()).contains(
        "Company: 3 people active; reads up on crm software (83 by bombora); its score counts for another of its people");
    assertThat(company(other, Role.SALES).path("countsHere").asBoolean()).isFalse();
    assertThat(company(other, Role.SALES).path("countsFor").isNull()).as("a lead that the rep may not look at").isTrue();
    assertThat(get("/api/v1/leads/" + speaker, key(Role.SALES)).status()).isEqualTo(404);
  }
}
