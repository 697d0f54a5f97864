package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.AccountCounting;
import dev.leadloop.account.AccountMembers;
import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.security.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Who of a company counts as active is named with what they did, on its page and its best contact's, by call and to whom may. */
class ActivePeopleTest extends DecidingApiTest {
  private static final int ACTIVE = 12;

  @Autowired private AccountMembers members;
  @Autowired private AccountCounting counting;

  private final String domain = "active-" + UUID.randomUUID().toString().substring(0, 12) + ".example";
  private final List<String> active = new ArrayList<>();
  private String idle = "";
  private String account = "";
  private String speaker = "";

  @BeforeEach
  void aCompanyOfWhomTwelveAreActive() {
    counting.gatherFor(Duration.ZERO);
    for (int i = 0; i < ACTIVE; i++) {
      String lead = lead("Kim" + i, i % 2 == 0 ? "Finance Director" : "IT Manager");
      post("/api/v1/events", key(Role.MARKETING), "{\"events\":[{\"eventId\":\"a" + UUID.randomUUID() + "\",\"leadId\":\"" + lead
          + "\",\"type\":\"" + (i == 3 ? "webinar_attended" : "pricing_page_view") + "\"}]}");
      decide(lead);
      active.add(lead);
    }
    idle = lead("Idle", "Sales Manager");
    post("/api/v1/events", key(Role.MARKETING), "{\"events\":[{\"eventId\":\"a" + UUID.randomUUID() + "\",\"leadId\":\"" + idle
        + "\",\"type\":\"nothing_of_the_kind\"}]}");
    decide(idle);
    while (members.settleSome() > 0) {
      // Until everybody has an account.
    }
    account = jdbc.sql("select account_id from lead where lead_id = :lead").param("lead", idle).query(String.class).single();
    count();
    speaker = jdbc.sql("select told_lead from account where account_id = :id").param("id", account).query(String.class).single();
    decide(speaker);
  }

  private void count() {
    jdbc.sql("insert into account_dirty (account_id, due_at) values (:id, clock_timestamp() - interval '1 day')")
        .param("id", account).update();
    for (int turn = 0; turn < 20 && counting.countSome() > 0; turn++) {
      // Until nothing is due.
    }
  }

  private String lead(String name, String title) {
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + name + "@" + domain
            + "\",\"firstName\":\"" + name + "\",\"lastName\":\"North\",\"title\":\"" + title
            + "\",\"companySize\":150,\"industry\":\"software\",\"country\":\"US\"}")
        .text("leadId");
    decide(lead);
    return lead;
  }

  private JsonNode account(Role role) {
    return get("/api/v1/accounts/" + account, key(role)).json().path("evidence");
  }

  private Document page(String path) throws Exception {
    Browser manager = new Browser(port);
    manager.signIn("", key(Role.MANAGER));
    return Jsoup.parse(manager.open(path).body());
  }

  private static Set<String> leads(JsonNode active) {
    return active.path("named").valueStream().map(one -> one.path("leadId").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theAccountNamesThemAndWhatTheyDid() throws Exception {
    JsonNode evidence = account(Role.MANAGER);
    JsonNode people = evidence.path("active");
    assertThat(people.path("people").asInt()).as("as many as were counted").isEqualTo(evidence.path("peopleActive").asInt())
        .isEqualTo(ACTIVE);
    assertThat(people.path("named")).hasSize(10);
    assertThat(people.path("more").asInt()).isEqualTo(2);
    assertThat(active).containsAll(leads(people));
    assertThat(people.path("named")).allSatisfy(one -> {
      assertThat(one.path("lastName").asString()).isEqualTo("North");
      assertThat(one.path("role").asString()).isIn("finance", "it");
      assertThat(one.path("label").asString()).isEqualTo(
          one.path("type").asString().equals("webinar_attended") ? "webinar attended" : "pricing page viewed");
    });
    Document page = page("/accounts/" + account);
    assertThat(page.text()).contains("12 people active", "North (finance) by pricing page viewed", "2 more")
        .doesNotContain("Idle North by");
  }

  @Test
  void theScoreOfItsBestContactNamesThem() throws Exception {
    JsonNode score = get("/api/v1/leads/" + speaker + "/score", key(Role.MANAGER)).json();
    assertThat(leads(score.at("/company/active"))).isEqualTo(leads(account(Role.MANAGER).path("active")));
    List<JsonNode> behind = score.path("contributions").valueStream()
        .filter(part -> part.path("layer").asString().equals("ACCOUNT") && part.path("rule").asString().contains("active"))
        .toList();
    assertThat(behind).isNotEmpty().allSatisfy(part -> {
      assertThat(part.at("/facts/0/fact").asString()).isEqualTo("people-active");
      assertThat(part.at("/facts/0/value").asString()).startsWith("12: ").contains("North (").endsWith("; 2 more");
    });
    assertThat(page("/leads/" + speaker).selectFirst("section.scores").text()).contains("Active at the company:", "2 more");
    String other = active.stream().filter(lead -> !lead.equals(speaker)).findFirst().orElseThrow();
    assertThat(get("/api/v1/leads/" + other + "/score", key(Role.MANAGER)).json().at("/company/active").isNull())
        .as("nothing of the company counts there").isTrue();
    assertThat(page("/leads/" + other).selectFirst("section.scores").text()).doesNotContain("Active at the company:");
  }

  @Test
  void whoeverWasForgottenOrVoidedIsNotNamed() {
    String gone = leads(account(Role.MANAGER).path("active")).stream().filter(lead -> !lead.equals(speaker)).findFirst()
        .orElseThrow();
    jdbc.sql("update lead set erased_at = now() where lead_id = :lead").param("lead", gone).update();
    assertThat(leads(account(Role.MANAGER).path("active"))).doesNotContain(gone).hasSize(10);
    assertThat(account(Role.MANAGER).at("/active/people").asInt()).isEqualTo(ACTIVE - 1);
  }

  @Test
  void aRepIsNamedTheirOwnAloneAndToldHowManyThereAre() {
    String mine = active.get(3);
    jdbc.sql("update lead_status set owner = 'rep-1' where lead_id = :lead").param("lead", mine).update();
    String key = key(Role.SALES);
    Set<String> seen = new TreeSet<>(
        active.stream().filter(lead -> get("/api/v1/leads/" + lead, key).status() == 200).toList());
    assertThat(seen).contains(mine).hasSizeLessThan(ACTIVE);
    JsonNode people = get("/api/v1/accounts/" + account, key).json().at("/evidence/active");
    assertThat(seen).containsAll(leads(people));
    assertThat(leads(people)).hasSize(Math.min(10, seen.size()));
    assertThat(people.path("people").asInt()).isEqualTo(ACTIVE);
    assertThat(people.path("more").asInt()).isEqualTo(ACTIVE - leads(people).size());
  }
}
