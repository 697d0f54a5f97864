package dev.leadloop.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.security.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of two windows that take an answer back, or send it, the later is told what happened, in words for people. */
class TakenBackElsewhereTest extends DecidingApiTest {
  @Test
  void whoeverComesLaterIsToldWhatHappened() throws Exception {
    String lead = handedOver();
    Browser rep = new Browser(port);
    rep.signIn("me", key(Role.SALES));
    rep.send("/inbox", "/inbox/" + lead + "/accept", Map.of("cycle", "1"));
    String event = jdbc.sql("select event_id from inbox where lead_id = :lead and kind = 'accept'").param("lead", lead)
        .query(String.class).single();
    Map<String, String> form = Map.of("event", event, "title", "Example Harbour");
    assertThat(rep.send("/inbox", "/inbox/" + lead + "/undo", form).body()).contains("Taken back");
    assertThat(rep.send("/inbox", "/inbox/" + lead + "/undo", form).body())
        .contains("It was taken back already").doesNotContain("Too late");
    assertThat(rep.send("/inbox", "/inbox/" + lead + "/go", form).body())
        .contains("the answer was taken back before this").doesNotContain("Location", event);

    rep.send("/inbox", "/inbox/" + lead + "/accept", Map.of("cycle", "1"));
    String second = jdbc.sql("select event_id from inbox where lead_id = :lead and kind = 'accept'").param("lead", lead)
        .query(String.class).single();
    Map<String, String> again = Map.of("event", second, "title", "Example Harbour");
    assertThat(rep.send("/inbox", "/inbox/" + lead + "/go", again).body()).contains("first contact is due");
    assertThat(rep.send("/inbox", "/inbox/" + lead + "/undo", again).body()).contains("Too late to take it back");
  }

  @Test
  void whatIsNoIdOfAnAnswerIsRefused() throws Exception {
    String lead = handedOver();
    Browser rep = new Browser(port);
    rep.signIn("me", key(Role.SALES));
    for (String event : new String[] {"a\0b", "", "x".repeat(500), "<b>"}) {
      for (String what : new String[] {"undo", "go"}) {
        assertThat(rep.send("/inbox", "/inbox/" + lead + "/" + what, Map.of("event", event)).statusCode())
            .as(what).isEqualTo(400);
      }
    }
    assertThat(rep.open("/inbox/" + lead + "/became?event=a%00b").statusCode()).isEqualTo(400);
  }
}
