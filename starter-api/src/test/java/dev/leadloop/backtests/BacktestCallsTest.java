package dev.leadloop.backtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.backtest.Backtests;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Backtests by calls. */
class BacktestCallsTest extends DecidingApiTest {
  @Autowired private Backtests backtests;

  @BeforeEach
  void nothingIsUnderWay() {
    jdbc.sql("update backtest set state = 'STOPPED', finished_at = now() where state = 'RUNNING'").update();
  }

  private String asked(String source) {
    String lead = post("/api/v1/leads", key(Role.MARKETING),
        "{\"email\":\"" + UUID.randomUUID()
        + "@tried.example\",\"title\":\"Chief Executive\",\"companySize\":500,\"company\":\"Fox"
            + " Works\",\"industry\":\"software\",\"source\":\"" + source + "\"}").text("leadId");
    post("/api/v1/events", key(Role.MARKETING), "{\"events\":[{\"eventId\":\"" + UUID.randomUUID() + "\",\"leadId\":\"" + lead
        + "\",\"type\":\"demo_requested\"}]}");
    decide(lead);
    return lead;
  }

  private JsonNode carriedOut(String id) {
    for (int shard : backtests.backtestProgress(id).left()) {
      backtests.tryShard(id, shard);
    }
    backtests.addUpShards(id);
    return get("/api/v1/backtests/" + id, key(Role.MANAGER)).json();
  }

  @Test
  void aDraftThatTakesNoRequestsKeepsALeadThatWasHandedOver() throws Exception {
    String lead = asked("fair");
    String draft = call("POST", "/api/v1/policies/drafts", key(Role.MARKETING),
        PolicyCatalog.starter().replaceAll("direct-intent-fit: [0-9]+", "direct-intent-fit: 100"),
        Map.of("Content-Type", "application/yaml")).text("draftId");
    var begun = post("/api/v1/policies/" + draft + "/backtest", key(Role.MARKETING), "{}");
    assertThat(begun.status()).isEqualTo(202);
    String id = begun.text("backtestId");
    JsonNode done = carriedOut(id);
    assertThat(done.path("state").asString()).isEqualTo("DONE");
    assertThat(done.at("/result/sides/LOST").asInt()).isPositive();
    assertThat(done.at("/result/is/held/WON/auc").isNull()).as("no area out of nothing").isTrue();
    String csv = get("/api/v1/backtests/" + id + "/changes.csv", key(Role.MANAGER)).body();
    assertThat(csv).startsWith("lead_id,name,side,at,cause,lacking,rules,outcome").contains(lead + ",Fox Works,LOST");
    assertThat(get("/api/v1/backtests/" + id + "/changes?side=LOST", key(Role.ADMIN)).json().at("/changes/0/cause").asString())
        .contains("demo_requested");
    assertThat(get("/api/v1/backtests?policy=" + draft, key(Role.ADMIN)).json().at("/backtests/0/backtestId").asString())
        .isEqualTo(id);
    Browser browser = new Browser(port);
    browser.signIn("", key(Role.MARKETING));
    String page = browser.open("/backtests/" + id).body();
    assertThat(page).contains("Were handed over, and would not be", "Fox Works", "lacks", "Precision", "/leads/" + lead);
    assertThat(browser.open("/backtests?policy=" + draft).body()).contains("/backtests/" + id, "Begin the backtest");
  }

  private String begun(String body) {
    var answer = post("/api/v1/policies/1/backtest", key(Role.MARKETING), body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer.text("backtestId");
  }

  @Test
  void aLeadWhoseRecordIsBrokenIsNamedAndStopsNoOther() throws Exception {
    String broken = asked("broken");
    String whole = asked("whole");
    jdbc.sql("update inbox set body = '{\"kind\":\"nonsense\"}' where lead_id = ?").param(broken).update();
    String id = begun("{}");
    JsonNode done = carriedOut(id);
    assertThat(done.path("state").asString()).isEqualTo("DONE");
    assertThat(done.at("/result/failed").asInt()).isEqualTo(1);
    assertThat(done.at("/result/leftOut/0/leadId").asString()).isEqualTo(broken);
    assertThat(done.at("/result/leads").asInt()).isGreaterThan(1);
    assertThat(whole).isNotEqualTo(broken);
    Browser browser = new Browser(port);
    browser.signIn("", key(Role.MANAGER));
    assertThat(browser.open("/backtests/" + id).body()).contains("Leads that were left out", broken, "EventBody");
    jdbc.sql("delete from inbox where lead_id = ?").param(broken).update();
  }

  @Test
  void aDraftThatCanNoLongerBeReadEndsAsFailedWithWhatToDo() {
    String id = begun("{}");
    jdbc.sql("update backtest set document = 'nonsense', asked = asked || '{\"version\":null}' where backtest_id = ?").param(id)
        .update();
    JsonNode failed = carriedOut(id);
    assertThat(failed.path("state").asString()).isEqualTo("FAILED");
    assertThat(failed.path("failure").asString()).contains("Mend the draft, and begin another backtest.");
    assertThat(backtests.addUpShards(id).state()).as("it stays so").isEqualTo("FAILED");
  }

  @Test
  void soManyAreUnderWayAtOnceAndWhatIsOverCanBeTakenOut() {
    String first = begun("{}");
    begun("{}");
    begun("{}");
    var refused = post("/api/v1/policies/1/backtest", key(Role.MARKETING), "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("3 backtests under way");
    assertThat(post("/api/v1/policies/1/backtest", key(Role.MANAGER), "{}").status()).as("another's").isEqualTo(202);
    String path = "/api/v1/backtests/" + first;
    assertThat(call("DELETE", path, key(Role.MARKETING), null, Map.of()).status()).as("it is under way").isEqualTo(409);
    assertThat(post(path + "/stop", key(Role.MANAGER), "").text("state")).isEqualTo("STOPPED");
    assertThat(call("DELETE", path, key(Role.MARKETING), null, Map.of()).status()).isEqualTo(204);
    assertThat(get(path, key(Role.MARKETING)).status()).isEqualTo(404);
    assertThat(jdbc.sql("select action from audit where target = ? order by audit_id").param("backtest/" + first)
        .query(String.class).list()).containsExactly("backtest_begun", "backtest_stopped", "backtest_deleted");
    jdbc.sql("update backtest set state = 'STOPPED', finished_at = now() - interval '400 days' where state = 'RUNNING'").update();
    assertThat(backtests.deleteOld()).isGreaterThanOrEqualTo(3);
  }

  /** Who is in a segment goes by what is known today, what they did among it. */
  @Test
  void aSegmentHeedsSignals() {
    String asks = asked("segment");
    String id = begun("{}");
    String document = PolicyCatalog.starter().replace("\n  segments:\n", "\n  segments:\n    asking:"
        + " { signals: demo_requested, within: 30d }\n");
    jdbc.sql("update backtest set document = ?, asked = asked || '{\"version\":null,\"segment\":\"asking\"}' where"
        + " backtest_id = ?")
        .params(document, id).update();
    newLead();
    JsonNode done = carriedOut(id);
    assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("DONE");
    assertThat(done.at("/result/leads").asInt()).isEqualTo(
        jdbc.sql("select count(distinct lead_id) from signal where type = 'demo_requested'").query(Integer.class).single());
    assertThat(asks).isNotNull();
  }

  @Test
  void whatMakesNoSenseIsRefusedWithAWord() {
    assertThat(post("/api/v1/policies/d999/backtest", key(Role.MARKETING), "{}").status()).isEqualTo(404);
    assertThat(post("/api/v1/policies/99/backtest", key(Role.MARKETING), "{}").status()).isEqualTo(404);
    assertThat(post("/api/v1/policies/1/backtest", key(Role.MARKETING), "{\"against\":99}").body()).contains("against");
    assertThat(post("/api/v1/policies/1/backtest", key(Role.MARKETING), "{\"segment\":\"nobody\"}").body()).contains("segment");
    assertThat(post("/api/v1/policies/1/backtest", key(Role.MARKETING), "{\"from\":\"2026-05-01\",\"to\":\"2026-04-01\"}").body())
        .contains("lies before");
    assertThat(post("/api/v1/policies/1/backtest", key(Role.SALES), "{}").status()).isEqualTo(403);
    assertThat(get("/api/v1/backtests/none", key(Role.ADMIN)).status()).isEqualTo(404);
  }
}
