package dev.leadloop.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rep says when the rep works: of oneself alone, by the rules of the calls, and written down like any change of the desk. */
class HoursPageTest extends DecidingApiTest {
  private static final String PAGE = "/inbox/hours";
  private Browser rep;
  private Rep before;

  @BeforeEach
  void signIn() throws Exception {
    rep = new Browser(port);
    assertThat(rep.signIn("me", key(Role.SALES)).statusCode()).isEqualTo(200);
    before = reps.find("rep-1").orElseThrow();
  }

  @AfterEach
  void asItWas() {
    reps.save(before);
  }

  private HttpResponse<String> set(Map<String, String> fields) throws Exception {
    return rep.send(PAGE, PAGE, fields);
  }

  @Test
  void hoursZoneDaysOffAndAbsenceAreSetAndNothingElseOfTheRep() throws Exception {
    RepStore.Work other = new RepStore.Work(
        40, 7, 9, true, null, null, Map.of(), java.util.Set.of(), java.util.Set.of(), java.util.Set.of(), java.util.Set.of("de"));
    reps.save(new Rep("rep-1", "First", "rep1@vendor.example", "sales", false, true, null, null, other));
    int audited = count("select count(*) from audit where action = 'rep_changed'");
    HttpResponse<String> answer = set(Map.of(
        "mon", "09:00-12:30, 13:00-17:30", "fri", "09:00-13:00", "timeZone", "Europe/Berlin", "daysOff", "2027-05-14\n2027-05-17",
        "absentFrom", "2027-08-02T09:00", "absentUntil", "2027-08-16T09:00", "weight", "100", "manager", "true", "team", "x"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Saved.", "09:00-12:30, 13:00-17:30", "Europe/Berlin", "2027-08-02T09:00");
    Rep now = reps.find("rep-1").orElseThrow();
    assertThat(now.work().hours()).isEqualTo(Map.of("mon", List.of("09:00-12:30", "13:00-17:30"), "fri", List.of("09:00-13:00")));
    assertThat(now.work().daysOff()).containsExactlyInAnyOrder(LocalDate.of(2027, 5, 14), LocalDate.of(2027, 5, 17));
    assertThat(now.absentFrom()).isEqualTo(Instant.parse("2027-08-02T07:00:00Z"));
    assertThat(now.absentUntil()).isEqualTo(Instant.parse("2027-08-16T07:00:00Z"));
    assertThat(now.manager()).isFalse();
    assertThat(now.team()).isEqualTo("sales");
    assertThat(List.of(now.work().weight(), now.work().openAtOnce(), now.work().perDay())).containsExactly(40, 7, 9);
    assertThat(now.work().catchUp()).isTrue();
    assertThat(now.work().languages()).containsExactly("de");
    assertThat(count("select count(*) from audit where action = 'rep_changed'")).isEqualTo(audited + 1);
    set(Map.of());
    assertThat(reps.find("rep-1").orElseThrow().work().hours()).as("left empty, they are the team's").isEmpty();
  }

  @Test
  void whatTheCallRefusesThePageRefusesInTheSameWords() throws Exception {
    Map<String, Map<String, String>> wrong = new HashMap<>();
    wrong.put("{\"timeZone\":\"Europe/Berln\"}", Map.of("timeZone", "Europe/Berln"));
    wrong.put("{\"hours\":{\"mon\":[\"17:00-09:00\"]}}", Map.of("mon", "17:00-09:00"));
    wrong.put("{\"hours\":{\"tue\":[\"late\"]}}", Map.of("tue", "late"));
    wrong.put("{\"absentUntil\":\"2027-08-02T09:00:00Z\"}", Map.of("absentUntil", "2027-08-02T09:00"));
    wrong.put("{\"absentFrom\":\"2027-08-02T09:00:00Z\",\"absentUntil\":\"2027-08-01T09:00:00Z\"}",
        Map.of("absentFrom", "2027-08-02T09:00", "absentUntil", "2027-08-01T09:00"));
    for (String day : List.of("+12026-05-14", "1066-10-14")) {
      wrong.put("{\"daysOff\":[\"" + day + "\"]}", Map.of("daysOff", day));
    }
    for (Map.Entry<String, Map<String, String>> one : wrong.entrySet()) {
      String body = "{\"name\":\"First\",\"email\":\"rep1@vendor.example\",\"team\":\"sales\"," + one.getKey().substring(1);
      Answer call = call("PUT", "/api/v1/reps/rep-1", key(Role.ADMIN), body, Map.of());
      HttpResponse<String> page = set(one.getValue());
      assertThat(call.status()).as(one.getKey()).isEqualTo(400);
      assertThat(page.statusCode()).as(one.getKey()).isEqualTo(400);
      assertThat(page.body().replace("&#39;", "'").replace("&quot;", "\"")).as(one.getKey()).contains(call.text("detail"));
    }
    // The call's own reader of times refuses them first, in its words.
    for (String day : List.of("2201-05-14", "1066-10-14")) {
      String body =
          "{\"name\":\"First\",\"email\":\"rep1@vendor.example\",\"team\":\"sales\",\"absentFrom\":\"" + day + "T09:00:00Z\"}";
      assertThat(call("PUT", "/api/v1/reps/rep-1", key(Role.ADMIN), body, Map.of()).status()).as(day).isEqualTo(400);
      HttpResponse<String> page = set(Map.of("absentFrom", day + "T09:00"));
      assertThat(page.statusCode()).as(day).isEqualTo(400);
      assertThat(page.body()).as(day).contains("must be of a year from 1990 to 2200");
    }
    assertThat(set(Map.of("daysOff", "14.5.2027")).body()).contains("is no day");
    assertThat(reps.find("rep-1").orElseThrow()).as("nothing was changed").isEqualTo(before);
  }

  @Test
  void anAbsenceTellsTheOpenHandoffs() throws Exception {
    String lead = handedOver();
    set(Map.of("absentFrom", "2027-08-02T09:00"));
    assertThat(count("select count(*) from inbox where kind = 'owner_away' and lead_id = '" + lead + "'")).isEqualTo(1);
  }

  @Test
  void onlyARepHasHoursOfOnesOwn() throws Exception {
    Browser manager = new Browser(port);
    manager.signIn("me", key(Role.MANAGER));
    assertThat(manager.open(PAGE).statusCode()).isEqualTo(403);
  }
}
