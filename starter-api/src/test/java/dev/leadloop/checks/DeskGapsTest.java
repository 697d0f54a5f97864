package dev.leadloop.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Browser;
import dev.leadloop.desk.RepStore;
import dev.leadloop.security.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** While nobody could be told of a lead that asks for sales, everybody who looks is told of that. */
class DeskGapsTest extends ApiTest {
  private static final String NOBODY = "No rep and no manager is set up";

  @Autowired private DeskGaps gaps;
  private List<String> active = List.of();

  @BeforeEach
  void nobodyIsThere() {
    key(Role.SALES);
    active = jdbc.sql("select rep_id from rep where active").query(String.class).list();
    set("active = false");
  }

  @AfterEach
  void everybodyIsBack() {
    jdbc.sql("delete from rep where rep_id in ('gap-rep', 'gap-boss')").update();
    for (String rep : active) {
      jdbc.sql("update rep set active = true where rep_id = :rep").param("rep", rep).update();
    }
  }

  private void set(String change) {
    jdbc.sql("update rep set " + change).update();
  }

  private void add(String id, boolean manager) {
    reps.save(new RepStore.Rep(id, id, id + "@vendor.example", "sales", manager, true, null, null, RepStore.Work.FULL));
  }

  private String lead() {
    return post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"gap-" + System.nanoTime() + "@acme.example\"}").text("desk");
  }

  @Test
  void everyPageAndEveryAnswerSayThatNobodyWouldBeTold() throws Exception {
    String answer = lead();
    assertThat(answer).startsWith(NOBODY).contains("PUT /api/v1/reps/{id}", "offered at once");
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"gap@acme.example\"}").text("leadId");
    assertThat(post("/api/v1/events", key(Role.MARKETING),
            "{\"events\":[{\"eventId\":\"gap-" + System.nanoTime() + "\",\"leadId\":\"" + lead
                + "\",\"type\":\"demo_requested\"}]}")
        .text("desk")).isEqualTo(answer);
    assertThat(get("/api/v1/attention", key(Role.MANAGER)).text("desk")).isEqualTo(answer);
    Browser boss = new Browser(port);
    boss.signIn("boss", key(Role.MANAGER));
    for (String page : List.of("/leads", "/leads/" + lead, "/leads/attention", "/leads/nothing-here")) {
      assertThat(boss.open(page).body()).as(page).contains("class=\"gap\" role=\"status\"", NOBODY,
          "An administrator adds one", "Begin: keys, teams and people")
          .doesNotContain("PUT /api");
    }
    assertThat(new Browser(port).open("/").body()).as("strangers are told nothing of the desk").doesNotContain("No rep");
  }

  @Test
  void eachGapIsNamedAndNoneWhereEverybodyIsThere() throws Exception {
    add("gap-boss", true);
    assertThat(lead()).startsWith("No rep is set up").contains("managers' queue");
    jdbc.sql("delete from rep where rep_id = 'gap-boss'").update();
    add("gap-rep", false);
    assertThat(lead()).startsWith("No manager is set up");
    add("gap-boss", true);
    assertThat(lead()).isEmpty();
    Browser boss = new Browser(port);
    boss.signIn("boss", key(Role.MANAGER));
    assertThat(boss.open("/leads").body()).doesNotContain("is set up");
  }

  @Test
  void nothingIsSaidOrBrokenWhileTheDatabaseIsAway() throws Exception {
    database.gone = true;
    Optional<String> said = gaps.sentence();
    database.gone = false;
    assertThat(said).isEmpty();
  }
}
