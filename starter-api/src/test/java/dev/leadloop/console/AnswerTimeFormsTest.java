package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.desk.RepStore;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pausing, going on and putting off by the forms of a lead's page, and to whom the page offers them. */
class AnswerTimeFormsTest extends DecidingApiTest {
  private String lead;
  private String path;
  private Browser rep;

  @BeforeEach
  void handOver() throws Exception {
    lead = handedOver();
    path = "/leads/" + lead;
    rep = person(Role.SALES);
  }

  @AfterEach
  void leave() {
    for (String other : new String[] {"rep-off", "rep-spare"}) {
      reps.save(new RepStore.Rep(other, other, other + "@vendor.example", "sales", false, false, null, null, RepStore.Work.FULL));
    }
  }

  private Browser person(Role role) throws Exception {
    Browser browser = new Browser(port);
    assertThat(browser.signIn("me", key(role)).statusCode()).isEqualTo(200);
    return browser;
  }

  private String open(Role role) throws Exception {
    return person(role).open(path).body();
  }

  private HttpResponse<String> send(String form, Map<String, String> fields) throws Exception {
    return rep.send(path, path + "/" + form, fields);
  }

  /** The limit that the field of that form has. */
  private String latest(String field) throws Exception {
    Matcher found = Pattern.compile("<input id=\"" + field + "\"[^>]* max=\"([^\"]+)\"").matcher(rep.open(path).body());
    assertThat(found.find()).as(field).isTrue();
    return found.group(1);
  }

  private JsonNode handoff() {
    return get("/api/v1/handoffs?leadId=" + lead, key(Role.MANAGER)).json().at("/handoffs/0");
  }

  @Test
  void repStopsTheAnswerTimeForAReasonAndLetsItGoOn() throws Exception {
    Map<String, String> pause = Map.of("cycle", "1", "reason", "waiting_for_lead", "note", "Their own words", "untilTime", "");
    HttpResponse<String> paused = send("pause", pause);
    assertThat(paused.statusCode()).isEqualTo(200);
    assertThat(paused.body())
        .contains("Done: the answer time stands still until ", "waiting for lead", "Let the answer time go on", ">paused<",
            "Their own words")
        .doesNotContain("Stop the answer time", "Put reminders off");
    assertThat(handoff().at("/paused/reason").asString()).isEqualTo("waiting_for_lead");
    assertThat(send("resume", Map.of("cycle", "1")).body()).contains("Done: the answer time goes on", ">on track<");
    assertThat(handoff().path("paused").isNull()).isTrue();
    assertThat(count("select count(*) from inbox where principal_id = 'rep-1' and kind in ('pause', 'resume') and lead_id = '"
            + lead + "'"))
        .isEqualTo(2);
  }

  @Test
  void whileTheAnswerTimeStandsStillNoDeadlineIsToldForItWillMove() throws Exception {
    assertThat(rep.open(path).body()).containsPattern("Due <span>in ");
    String paused = send("pause", Map.of("cycle", "1", "reason", "waiting_for_lead")).body();
    assertThat(paused).contains("later: the time stands still").doesNotContainPattern("Due <span>in ");
    assertThat(rep.open("/inbox?lead=" + lead).body()).contains("inbox-due soft").contains("later: the time stands still");
  }

  @Test
  void pauseEndsWhenItsTimeOnTheClockOfThePageHasCome() throws Exception {
    String latest = latest("pauseUntil");
    send("pause", Map.of("cycle", "1", "reason", "waiting_for_us", "untilTime", latest));
    Instant until = Instant.parse(handoff().at("/paused/until").asString());
    assertThat(until.atZone(ZoneId.of(handoff().path("timeZone").asString())).toLocalDateTime().toString())
        .isEqualTo(latest);
  }

  @Test
  void remindersArePutOffAndTheDeadlineStays() throws Exception {
    String deadline = handoff().path("deadline").asString();
    HttpResponse<String> done = send("snooze", Map.of("cycle", "1", "untilTime", latest("snoozeUntil")));
    assertThat(done.body()).contains("Done: no reminder before ", "No reminder comes before", "1 time is left");
    assertThat(handoff().path("snoozedUntil").isNull()).isFalse();
    assertThat(handoff().path("deadline").asString()).isEqualTo(deadline);
    send("snooze", Map.of("cycle", "1", "untilTime", latest("snoozeUntil")));
    assertThat(rep.open(path).body()).as("the policy allows no more").doesNotContain("Put reminders off");
  }

  @Test
  void limitsOfThePolicyStandBesideTheFields() throws Exception {
    assertThat(rep.open(path).body())
        .containsPattern("id=\"pauseHelp\">At most 3 days, until [^<]+; as long as that when left empty. [^<]+ 2 pauses are left")
        .containsPattern("id=\"snoozeHelp\">At most 4 hours and not beyond the deadline: until [^<]+ 2 times are left")
        .contains("aria-describedby=\"pauseHelp\"", "aria-describedby=\"snoozeHelp\"")
        .doesNotContainPattern("Help\">[^<]*[0-9]T[0-9]");
  }

  @Test
  void refusalStandsInWordsBesideItsFormWithWhatWasFilledIn() throws Exception {
    HttpResponse<String> refused =
        send("pause", Map.of("cycle", "1", "reason", "waiting_for_us", "untilTime", "2099-03-01T10:00", "note", "Kept words"));
    assertThat(refused.statusCode()).isEqualTo(422);
    String form = details(refused.body(), "Stop the answer time");
    assertThat(form).startsWith("<details open").contains("role=\"alert\"", "Nothing was changed: a pause may last until ",
        "Kept words", "value=\"waiting_for_us\" selected", "value=\"2099-03-01T10:00\"").doesNotContainPattern("until [0-9]{4}-");
    assertThat(refused.body().split("role=\"alert\"", -1)).as("said once").hasSize(2);
    assertThat(details(refused.body(), "Put reminders off")).doesNotStartWith("<details open");
    HttpResponse<String> empty = send("snooze", Map.of("cycle", "1", "untilTime", ""));
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(details(empty.body(), "Put reminders off")).startsWith("<details open").contains("role=\"alert\"", "is needed");
    HttpResponse<String> noReason = send("reject", Map.of("cycle", "1", "reason", "other"));
    assertThat(details(noReason.body(), "Reject, or return to nurture")).contains("role=\"alert\"", "needs a note");
  }

  @Test
  void refusalOfAFormThatIsGoneStandsAtTheHeadOfThePage() throws Exception {
    post("/api/v1" + path + "/sla/pause", key(Role.MANAGER), "{\"reason\":\"waiting_for_lead\"}");
    HttpResponse<String> late = send("snooze", Map.of("cycle", "2", "untilTime", "2099-03-01T10:00"));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("<p class=\"card refused\" role=\"alert\">Nothing was changed: the lead has no handoff 2");
  }

  @Test
  void formsShowOnlyToThoseWhoseAnswersWouldBeFollowed() throws Exception {
    assertThat(open(Role.MANAGER)).contains("/pause\"", "/snooze\"", "/reassign\"", "/withdraw\"").doesNotContain("/takeover\"");
    assertThat(open(Role.SALES)).contains("/pause\"", "/snooze\"")
        .doesNotContain("/reassign\"", "/withdraw\"", "/takeover\"", "/resume\"");
    assertThat(open(Role.MARKETING)).contains("/withdraw\"")
        .doesNotContain("/pause\"", "/snooze\"", "/reassign\"", "/takeover\"", "/accept\"");
    post("/api/v1" + path + "/accept", key(Role.MANAGER), "{}");
    assertThat(open(Role.MANAGER)).contains("/contact\"").doesNotContain("/pause\"", "/snooze\"", "/resume\"", "/reassign\"");
  }

  @Test
  void managerGivesItToARepWhoTakesLeadsNow() throws Exception {
    reps.save(new RepStore.Rep("rep-spare", "Spare", "spare@vendor.example", "sales", false, true, null, null,
        RepStore.Work.FULL));
    reps.save(
        new RepStore.Rep(
            "rep-off", "Off", "off@vendor.example", "sales", false, true, Instant.now().minusSeconds(60), null,
            RepStore.Work.FULL));
    Browser manager = person(Role.MANAGER);
    String owner = handoff().path("owner").asString();
    String to = owner.equals("rep-spare") ? "rep-1" : "rep-spare";
    assertThat(manager.open(path).body())
        .contains("<option value=\"" + to + "\"")
        .doesNotContain("<option value=\"rep-off\"", "<option value=\"" + owner + "\"");
    HttpResponse<String> done = manager.send(path, path + "/reassign", Map.of("cycle", "1", "toRep", to));
    assertThat(done.body()).contains("role=\"status\"");
    assertThat(handoff().path("owner").asString()).isEqualTo(to);
    HttpResponse<String> absent = manager.send(path, path + "/reassign", Map.of("cycle", "2", "toRep", "rep-off"));
    assertThat(details(absent.body(), "Give it to another rep")).contains("role=\"alert\"", "not a rep who can take leads now");
  }

  /** The part of the page that opens under that heading. */
  private static String details(String page, String summary) {
    Matcher found =
        Pattern.compile("<details[^>]*>\\s*<summary>" + Pattern.quote(summary) + "</summary>.*?</details>", Pattern.DOTALL)
            .matcher(page);
    assertThat(found.find()).as(summary).isTrue();
    return found.group();
  }
}
