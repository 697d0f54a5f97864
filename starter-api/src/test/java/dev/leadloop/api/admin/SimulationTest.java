package dev.leadloop.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.dryrun.Engagement;
import dev.leadloop.dryrun.SalesAnswer;
import dev.leadloop.dryrun.SimulationOrder;
import dev.leadloop.dryrun.SimulationStore;
import dev.leadloop.dryrun.Simulations;
import dev.leadloop.lead.Principal;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulationTest extends DecidingApiTest {
  private static final String PATH = "/api/v1/simulations";
  private static final String LOWER =
      PolicyCatalog.starter().replace("{ by: score, score: 60, fit: 25 }", "{ by: score, score: 20, fit: 25 }");
  private static final String FILE =
      "\"csv\":\"E-Mail,Title,Employees,Country,Pricing\\n"
          + "a@one.example.com,CEO,200,DE,1\\nb@two.example.com,CEO,200,DE,0\\nnobody,,,,\\n\","
          + "\"mapping\":{\"columns\":{\"E-Mail\":\"email\",\"Title\":\"title\",\"Employees\":\"companySize\","
          + "\"Country\":\"country\"},"
          + "\"signals\":[{\"type\":\"pricing_page_view\",\"count\":{\"column\":\"Pricing\",\"atMost\":3}}]}";

  @Autowired private Simulations simulations;
  @Autowired private SimulationStore store;

  private JsonNode played(String asked) throws InterruptedException {
    Answer ordered = post(PATH, key(Role.MARKETING), asked);
    assertThat(ordered.status()).as(ordered.body()).isEqualTo(202);
    String id = ordered.text("simulationId");
    for (int i = 0; i < 300; i++) {
      simulations.next();
      JsonNode shown = get(PATH + "/" + id, key(Role.MANAGER)).json();
      if (!shown.path("state").asString().matches("waiting|running")) {
        return shown;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the dry run never ends");
  }

  @Test
  void aDocumentIsPlayedOverAFileAndComparedByLead() throws InterruptedException {
    String document = JsonMapper.builder().build().writeValueAsString(LOWER);
    JsonNode shown = played("{\"document\":" + document + ",\"against\":\"1\",\"days\":2," + FILE + "}");
    assertThat(shown.path("state").asString()).as(shown.toString()).isEqualTo("done");
    assertThat(shown.at("/result/policy/counts/lead").asInt()).isEqualTo(2);
    assertThat(shown.at("/result/policy/counts/mql").asInt()).isEqualTo(1);
    assertThat(shown.at("/result/against/counts/mql").asInt(0)).isZero();
    assertThat(shown.at("/result/changes").size()).isEqualTo(1);
    assertThat(shown.at("/result/changes/0/what").asString()).isEqualTo("becomes MQL");
    assertThat(shown.at("/result/changes/0/why").asString()).contains("25 of 20").contains("score came to 25 of 60");
    assertThat(shown.toString()).as("no address is kept").doesNotContain("one.example.com");
    assertThat(shown.at("/result/terms/assumptions").toString()).contains("1 row of the file cannot be taken");
    String id = shown.path("simulationId").asString();
    assertThat(get(PATH + "/" + id + "/changes.csv", key(Role.ADMIN)).body()).startsWith("lead,name,kind,what")
        .contains("line 2");
    assertThat(get(PATH + "/" + id + "/days.csv", key(Role.ADMIN)).body().lines()).hasSizeGreaterThan(2);
    assertThat(count("select count(*) from simulation where file is not null and state = 'DONE'")).isZero();
    assertThat(count("select count(*) from lead where email_key like '%one.example.com'")).as("nobody was taken in").isZero();
  }

  @Test
  void leadsOfTheRecordArePlayedAsTheyStandAndStayAsTheyAre() throws InterruptedException {
    String lead = decidedLead();
    int written = count("select count(*) from lifecycle_event");
    JsonNode shown = played("{\"against\":\"1\",\"days\":30,\"sales\":\"never\"}");
    assertThat(shown.path("state").asString()).as(shown.toString()).isEqualTo("done");
    assertThat(shown.at("/result/policy/counts/lead").asInt()).isPositive();
    assertThat(shown.at("/result/policy/failedBecause").size()).isZero();
    assertThat(shown.at("/result/changes").size()).as("a policy does not differ from itself").isZero();
    assertThat(count("select count(*) from lifecycle_event")).as("nothing is written to " + lead).isEqualTo(written);
    JsonNode nobody = played("{\"segment\":{\"fact\":\"country\",\"in\":[\"JP\"]},\"days\":30}");
    assertThat(nobody.path("state").asString()).isEqualTo("failed");
    assertThat(nobody.path("failure").asString()).contains("There is no lead to play");
  }

  private String decidedLead() {
    Answer taken = post("/api/v1/leads", key(Role.ADMIN),
        "{\"email\":\"dry-run@company.example.com\",\"title\":\"CEO\",\"country\":\"DE\"}");
    String lead = taken.text("leadId");
    decide(lead);
    return lead;
  }

  @Test
  void aRunWhoseProcessWasEndedIsBegunAgain() {
    SimulationOrder.Which policy = new SimulationOrder.Which("version 1", 1, null);
    SimulationOrder order = new SimulationOrder(
        policy, null, null, null, Instant.now(), 1, 1, SalesAnswer.NEVER, Engagement.NONE, "UTC");
    String id = "ended-in-the-middle";
    store.insert(id, order, null, Principal.SYSTEM, Instant.now().minus(Duration.ofDays(1)));
    assertThat(store.claim(Instant.now(), Duration.ofSeconds(-1)).orElseThrow().attempt()).isEqualTo(1);
    SimulationStore.Claimed again = store.claim(Instant.now(), Duration.ofMinutes(1)).orElseThrow();
    assertThat(again.id()).isEqualTo(id);
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(store.claim(Instant.now(), Duration.ofMinutes(1)).map(SimulationStore.Claimed::id)).as("while it is leased")
        .isNotEqualTo(Optional.of(id));
    assertThat(store.progress(id, again.attempt() - 1, 1, null, Instant.now())).as("by whoever had it before").isFalse();
    store.failed(id, again.attempt(), "tried", Instant.now());
    assertThat(store.find(id).orElseThrow().failure()).isEqualTo("tried");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{\"days\":0} | from 1 to 730",
      "{\"days\":10000} | from 1 to 730",
      "{\"policy\":\"99999\"} | must be a version from 1 to",
      "{\"policy\":\"draft:99999\"} | names a draft that is not there",
      "{\"document\":\"name: x\"} | has errors",
      "{\"sales\":\"sometimes\"} | never, in-time or recorded",
      "{\"engagement\":\"replay\"} | with the leads of a file",
      "{\"csv\":\"a\"} | says what the columns mean",
      "{\"segment\":{\"fact\":\"nothing\"}} | segment"})
  void whatCannotBePlayedIsRefusedWithTheField(String asked, String told) {
    Answer answer = post(PATH, key(Role.MARKETING), asked);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains(told.strip());
  }
}
