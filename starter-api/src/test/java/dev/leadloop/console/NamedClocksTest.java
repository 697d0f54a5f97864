package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.security.Role;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A rep in Denver, whose answers are counted by a calendar that is elsewhere. */
@TestPropertySource(properties = "spring.application.name=clocks") // A record of its own: the list shows the first fifty.
@DirtiesContext
class NamedClocksTest extends DecidingApiTest {
  private static final Pattern TIME_OF_DAY = Pattern.compile("\\b[0-9]{1,2}:[0-9]{2}\\b");
  private static final Pattern NAMED = Pattern.compile("\\b[0-9]{1,2}:[0-9]{2} [A-Z][A-Za-z ]* time\\b");

  @Autowired private HandoffTokens tokens;
  private Browser manager;

  @BeforeEach
  void moveToDenver() throws Exception {
    rep(", \"timeZone\": \"America/Denver\"");
    manager = new Browser(port);
    manager.signIn("me", key(Role.MANAGER));
  }

  @AfterEach
  void moveBack() {
    rep("");
  }

  private void rep(String more) {
    Answer saved =
        call("PUT", "/api/v1/reps/rep-1", key(Role.ADMIN),
            "{\"name\":\"First\",\"email\":\"rep1@vendor.example\",\"team\":\"sales\"" + more + "}", Map.of());
    assertThat(saved.status()).as(saved.body()).isEqualTo(200);
  }

  /** What a person reads, what stands in a tip included. */
  private static String text(String page) {
    return page.replaceAll("(?s)<(style|title)>.*?</\\1>", " ")
        .replaceAll(" title=\"([^\"]*)\"", ">$1<a")
        .replaceAll("<[^>]*>", " ");
  }

  private static void everyTimeIsNamed(String page) {
    String text = text(page);
    assertThat(TIME_OF_DAY.matcher(text).results().count()).as("times of day").isPositive();
    assertThat(NAMED.matcher(text).replaceAll("")).as("times that name no clock").doesNotContainPattern(TIME_OF_DAY);
  }

  private String deadline(String lead) {
    String there = get("/api/v1/handoffs?leadId=" + lead, key(Role.MANAGER)).json().at("/handoffs/0/deadline").asString();
    return DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH)
            .format(OffsetDateTime.parse(there).atZoneSameInstant(ZoneId.of("America/Denver")))
        + " Denver time";
  }

  @Test
  void everyPageTellsTheDeadlineOnTheOwnersClockAndSaysSo() throws Exception {
    String lead = handedOver();
    String told = deadline(lead);
    for (String page : new String[] {"/leads/" + lead, "/inbox?lead=" + lead, "/h/" + tokens.issue(lead, 1, "rep-1")}) {
      String body = manager.open(page).body();
      assertThat(body).as(page).contains(told);
      everyTimeIsNamed(body);
    }
  }

  @Test
  void historyMessagesAndHelpSpeakByTheSameClock() throws Exception {
    String lead = handedOver();
    String path = "/leads/" + lead;
    assertThat(text(manager.open(path).body())).containsPattern("Handoff 1 offered to rep-1 .* answer due " + deadline(lead));
    everyTimeIsNamed(manager.send(path, path + "/snooze", Map.of("cycle", "1", "untilTime", "2099-03-01T10:00")).body());
    everyTimeIsNamed(manager.send(path, path + "/pause", Map.of("cycle", "1", "reason", "waiting_for_lead")).body());
    everyTimeIsNamed(manager.send(path, path + "/resume", Map.of("cycle", "1")).body());
    String accepted = manager.send(path, path + "/accept", Map.of("cycle", "1")).body();
    everyTimeIsNamed(accepted);
    assertThat(text(accepted)).doesNotContain("New York time", "UTC");
    String parked = handedOver();
    String page = "/leads/" + parked;
    String returned =
        manager.send(page, page + "/return", Map.of("cycle", "1", "reason", "not_now", "until", "2099-03-01")).body();
    assertThat(returned).contains("Parked until Sun 1 Mar 2099, 00:00 Denver time");
    everyTimeIsNamed(returned);
  }
}
