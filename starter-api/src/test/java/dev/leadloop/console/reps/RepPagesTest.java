package dev.leadloop.console.reps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.TeamStore.Team;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Reps, teams and account owners as managers and administrators see and change them, by the rules of the API. */
class RepPagesTest extends DecidingApiTest {
  private final String team = "crew-" + UUID.randomUUID().toString().substring(0, 8);
  private final String name = "Nova " + team;

  private Browser as(Role role) throws Exception {
    Browser browser = new Browser(port);
    browser.signIn("", key(role));
    return browser;
  }

  private Document page(Browser browser, String path) throws Exception {
    HttpResponse<String> answer = browser.open(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  /** The fields of the rep's form as the page shows them, with some changed. */
  private static Map<String, String> form(Document page, Map<String, String> changes) {
    Map<String, String> fields = new HashMap<>();
    Element form = page.selectFirst("form.hours");
    assertThat(form).isNotNull();
    form.select("input, select, textarea").stream().filter(one -> !one.attr("type").equals("checkbox") || one.hasAttr("checked"))
        .filter(one -> !one.attr("name").equals("_csrf"))
        .forEach(one -> fields.put(one.attr("name"), one.tagName().equals("select")
            ? one.select("option[selected]").stream().findFirst()
                .or(() -> one.select("option").stream().findFirst()).orElseThrow().val()
            : one.val()));
    fields.putAll(changes);
    return fields;
  }

  private String hired(Browser admin) throws Exception {
    teams.save(new Team(team, "Team " + team, null, null));
    HttpResponse<String> added = admin.send("/reps", "/reps",
        Map.of("name", name, "email", team + "@desk.example", "team", team));
    assertThat(added.body()).contains(name + " is offered leads from now on");
    return added.uri().getPath().substring("/reps/".length());
  }

  @Test
  void ofSeveralChangesAtOnceNoneIsToldToBeDoneThatIsNot() throws Exception {
    Browser admin = as(Role.ADMIN);
    String rep = hired(admin);
    Document before = page(admin, "/reps/" + rep);
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    List<Thread> all = IntStream.range(1, 5).mapToObj(n -> Thread.ofVirtual().start(() -> {
      try {
        statuses.add(admin.send("/reps/" + rep, "/reps/" + rep, form(before, Map.of("perDay", String.valueOf(n)))).statusCode());
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    })).toList();
    for (Thread one : all) {
      one.join();
    }
    assertThat(statuses).hasSize(4).containsOnlyOnce(200).filteredOn(status -> status == 409).hasSize(3);
    assertThat(count("select count(*) from audit where target = 'rep/" + rep + "'")).as("made and changed once").isEqualTo(2);
  }

  @Test
  void anAdministratorAddsAndChangesARepByTheRuleOfTheApi() throws Exception {
    Browser admin = as(Role.ADMIN);
    String rep = hired(admin);
    Document before = page(admin, "/reps/" + rep);
    HttpResponse<String> changed = admin.send("/reps/" + rep, "/reps/" + rep, form(before, Map.of(
        "openAtOnce", "3", "timeZone", "Pacific/Auckland", "mon", "08:00-12:00", "tue", "08:00-12:00", "languages", "DE, english",
        "absentFrom", "2027-05-03T09:00", "absentUntil", "2027-05-10T09:00")));
    assertThat(changed.body()).contains(name + " is changed");
    Rep kept = reps.find(rep).orElseThrow();
    assertThat(kept.work().openAtOnce()).isEqualTo(3);
    assertThat(kept.work().languages()).containsExactlyInAnyOrder("de", "en");
    assertThat(kept.absentFrom()).as("on the rep's clock").hasToString("2027-05-02T21:00:00Z");
    assertThat(page(as(Role.SALES), "/reps?team=" + team).select("tbody tr").text())
        .contains(name, "Mon to Tue 08:00-12:00", "Pacific/Auckland", "de, en", "away from");
    assertThat(count("select count(*) from audit where target = 'rep/" + rep + "'")).isEqualTo(2);

    HttpResponse<String> old = admin.send("/reps/" + rep, "/reps/" + rep, form(before, Map.of("perDay", "9")));
    assertThat(old.statusCode()).as("by a page that was opened before").isEqualTo(409);
    assertThat(old.body()).contains("somebody has changed " + name + " meanwhile");
    HttpResponse<String> wrong = admin.send("/reps/" + rep, "/reps/" + rep,
        form(page(admin, "/reps/" + rep), Map.of("mon", "8-12", "weight", "40")));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(Jsoup.parse(wrong.body()).selectFirst("#weight").val()).as("what was filled in stays").isEqualTo("40");
    assertThat(wrong.body()).contains("are no hours");
    assertThat(as(Role.MANAGER).send("/reps/" + rep, "/reps/" + rep, Map.of("name", "X")).statusCode()).isEqualTo(403);
  }

  @Test
  void whatTakingARepOutMovesIsToldBeforeAndThenDone() throws Exception {
    Browser admin = as(Role.ADMIN);
    String rep = hired(admin);
    String lead = handedOver("Example Parting " + team);
    jdbc.sql("update handoff_cycle set owner = :rep where lead_id = :lead").param("rep", rep).param("lead", lead).update();
    Browser manager = as(Role.MANAGER);
    assertThat(manager.send("/account-owners", "/account-owners",
        Map.of("kind", "domain", "name", team + ".example", "rep", rep)).body()).contains("before any round");
    String told = page(manager, "/reps/" + rep + "/leave").select("main").text();
    assertThat(told).contains("1 handoff that waits for the rep goes to somebody else", "No accepted lead is with the rep",
        "1 account of the rep still names the rep");
    assertThat(reps.find(rep).orElseThrow().active()).as("looking changes nothing").isTrue();
    assertThat(manager.send("/reps/" + rep + "/leave", "/reps/" + rep + "/leave", Map.of()).body())
        .contains("is taken out, and 1 lead goes to somebody else");
    assertThat(reps.find(rep).orElseThrow().active()).isFalse();
    assertThat(page(manager, "/reps?show=left&team=" + team).select("tbody tr").text()).contains(name, "has left");
    assertThat(page(manager, "/account-owners?rep=" + rep).select("tbody tr").text()).contains(team + ".example", "has left");
  }

  @Test
  void accountOwnersAreFoundSetAndTakenAway() throws Exception {
    Browser manager = as(Role.MANAGER);
    String domain = team + ".example";
    String path = "/account-owners";
    key(Role.SALES);
    assertThat(manager.send(path, path, Map.of("kind", "domain", "name", "gmail.com", "rep", "rep-1")).statusCode())
        .isEqualTo(400);
    manager.send(path, path, Map.of("kind", "domain", "name", domain.toUpperCase(Locale.ROOT), "rep", "rep-1"));
    assertThat(page(as(Role.SALES), path + "?search=" + team.toUpperCase(Locale.ROOT)).select("tbody tr").text())
        .contains(domain, "First (rep-1)");
    assertThat(manager.send(path, path + "/remove", Map.of("kind", "domain", "name", domain)).body())
        .contains(domain + " has no owner now");
    assertThat(page(manager, path + "?search=" + team).select("tbody tr")).isEmpty();
    assertThat(manager.send(path, path + "/remove", Map.of("kind", "domain", "name", domain)).statusCode()).isEqualTo(404);
  }

  @Test
  void aTeamIsAddedOnceAndChanged() throws Exception {
    Browser admin = as(Role.ADMIN);
    assertThat(admin.send("/teams", "/teams", Map.of("name", "Team " + team, "timeZone", "Europe/Berlin")).body())
        .contains("is added");
    HttpResponse<String> twice = admin.send("/teams", "/teams", Map.of("name", "team " + team));
    assertThat(twice.statusCode()).isEqualTo(400);
    assertThat(twice.body()).contains("choose another");
    assertThat(admin.send("/teams", "/teams/team-" + team, Map.of("name", "T <b>" + team, "calendar", "offices")).body())
        .contains("is no calendar of the policy");
    assertThat(admin.send("/teams", "/teams/team-" + team, Map.of("name", "T <b>" + team, "calendar", "office")).body())
        .contains("T &lt;b&gt;" + team, "no manager").doesNotContain("<b>" + team);
  }

  @Test
  void theRailCountsWhatWaitsForManagers() throws Exception {
    String lead = handedOver("Example Escalated " + team);
    jdbc.sql("update handoff_cycle set level = 'ESCALATED', deadline = now() - :late * interval '1 second' where lead_id = :lead")
        .param("late", Duration.ofHours(1).toSeconds()).param("lead", lead).update();
    Element board = page(as(Role.MANAGER), "/reps").selectFirst(".rail a[href=/board]");
    assertThat(board).isNotNull();
    assertThat(Integer.parseInt(board.select(".count").text())).isPositive();
    assertThat(board.attr("aria-label")).contains("for managers");
    assertThat(page(as(Role.MARKETING), "/reps").select(".rail a[href=/board] .count")).isEmpty();
  }
}
