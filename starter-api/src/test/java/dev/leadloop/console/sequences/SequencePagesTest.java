package dev.leadloop.console.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.leadloop.api.Browser;
import dev.leadloop.api.Chromium;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages of sequences: drawn with the numbers of stores and measures, and paused by the rule of the call. */
class SequencePagesTest extends DecidingApiTest {
  private static final String STEPS = """
        - { id: hello, template: nurture/1-guide, label: a first hello }
        - { id: opened, wait-for: email_click, at-most: 4d, then: ab, else: remind }
        - { id: remind, after: 1d, template: nurture/2-case-study, label: a reminder }
        - { id: ab, split: { short: 50, long: 50 } }
        - { id: short, template: nurture/3-webinar, label: the short one }
        - { id: on, go-to: warm }
        - { id: long, template: nurture/4-comparison, label: the long one }
        - { id: rest, wait: 3d }
        - { id: warm, branch: [{ when: { band: warm }, go-to: done }], else: hello }
        - { id: done, end: all was said }
    """;

  @Autowired private PolicyCatalog policies;

  private final String id = "flow-" + UUID.randomUUID().toString().substring(0, 8);
  private Browser marketer;

  @BeforeEach
  void published() throws Exception {
    policies.publish(document(1), "test");
    policies.publish(document(2), "test");
    marketer = new Browser(port);
    assertThat(marketer.signIn("me", key(Role.MARKETING)).statusCode()).isEqualTo(200);
  }

  @AfterEach
  void theStarterAgain() {
    policies.publish(PolicyCatalog.starter(), "test");
  }

  private String document(int version) {
    return PolicyCatalog.starter().replace("\nsequences:\n",
        "\nsequences:\n  " + id + ":\n    version: " + version + "\n    steps:\n" + STEPS.indent(2));
  }

  /** A lead at a step; its mails before are of occurrence 1. */
  private String at(String step, int version) {
    String lead = newLead();
    decide(lead);
    jdbc.sql("update lead_status set policy_version = :policy, progress = progress || jsonb_build_object('nurture',"
            + " (progress -> 'nurture') || jsonb_build_object('sequence', :id, 'sequenceVersion', :version, 'step', :step))"
            + " where lead_id = :lead")
        .param("policy", policies.latest().version() - (2 - version)).param("id", id).param("version", version)
        .param("step", step).param("lead", lead).update();
    return lead;
  }

  private void mail(String lead, String step, String state, String reason, boolean again, String... reports) {
    UUID mail = UUID.randomUUID();
    boolean sent = state.equals("ACCEPTED");
    if (sent) {
      jdbc.sql("insert into measure_step values (:lead, 900, :n, now(), 1, :id, 2, 1, :step, true, null)")
          .param("lead", lead).param("n", step.hashCode() & 0xff).param("id", id).param("step", step).update();
    }
    jdbc.sql(
            """
            insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n, state, reason,
                              reserved_at, sending_at, settled_at, held_until)
            values (:mail, :lead, :id, 2, :step, 1, 0, 0, :state, :reason, now(), case when :sent then now() end,
                    case when :again then null else now() end, case when :again then now() + interval '1 day' end)""")
        .param("mail", mail).param("lead", lead).param("id", id).param("step", step).param("state", state)
        .param("reason", reason.isEmpty() ? null : reason).param("sent", sent).param("again", again).update();
    for (String report : reports) {
      jdbc.sql("insert into provider_event (event_id, kind, send_id, lead_id, occurred_at, received_at, body, applied_at)"
              + " values (:event, :kind, :mail, :lead, now(), now(), '{}', now())")
          .param("event", "t:" + UUID.randomUUID()).param("kind", report).param("mail", mail).param("lead", lead).update();
    }
  }

  private Document opened(String path) throws Exception {
    HttpResponse<String> answer = marketer.open(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  private static Map<String, String> figures(Element step) {
    return step.selectFirst(".flow-card > .step-figures").select("> div").stream()
        .collect(java.util.stream.Collectors.toMap(one -> one.select("dt").text(), one -> one.select("dd").text()));
  }

  @Test
  void eachStepHasTheNumbersOfTheRecordAndWaysLieSideBySide() throws Exception {
    String first = at("hello", 2);
    String second = at("hello", 2);
    at("rest", 2);
    at("remind", 1);
    mail(first, "hello", "ACCEPTED", "", false, "DELIVERED", "REPLY");
    mail(second, "hello", "ACCEPTED", "", false, "DELIVERED", "UNSUBSCRIBE");
    mail(first, "remind", "HELD", "two mails went to the address today", true);
    mail(second, "remind", "HELD", "suppressed: unsubscribed", false);
    Document page = opened("/sequences/" + id);
    assertThat(figures(page.getElementById("v2-hello"))).containsEntry("Waiting", "2").containsEntry("Sent", "2")
        .containsEntry("Delivered", "100% 2 of 2").containsEntry("Clicked", "0% 0 of 2").containsEntry("Answered", "50% 1 of 2")
        .containsEntry("Unsubscribed", "50% 1 of 2");
    assertThat(figures(page.getElementById("v2-rest"))).isEqualTo(Map.of("Waiting", "1"));
    assertThat(page.getElementById("v2-remind").select(".held").text())
        .contains("1 held now, 1 left out", "held: two mails went to the address today", "left out: suppressed: unsubscribed");
    assertThat(page.select("#v2-opened > .lanes > .lane > .lane-when").eachText())
        .containsExactly("not within 4 days", "it happens");
    assertThat(page.select("#v2-ab > .lanes > .lane").eachText()).satisfiesExactly(
        one -> assertThat(one).startsWith("50 %").contains("the short one", "goes on at warm"),
        other -> assertThat(other).startsWith("50 %").contains("the long one", "waits 3 days"));
    assertThat(page.select("#v2-ab > .arms tbody tr").eachText()).hasSize(2);
    assertThat(page.select("#v2-warm .ways li").eachText())
        .containsExactly("the score is warm to done", "otherwise to hello");
    assertThat(page.select("#v2 .flow-step").size()).as("each step once").isEqualTo(10);
    assertThat(page.getElementById("v1").text()).contains("1 lead runs it by policy version");
    assertThat(figures(page.getElementById("v1-remind"))).containsEntry("Waiting", "1");
    assertThat(page.getElementById("leads").text()).isEqualTo("4");

    Element line = opened("/sequences?span=all").select("article:has(h2:contains(" + id + "))").first();
    assertThat(line.text()).contains("1 lead runs an older version");
    assertThat(line.select(".step-figures div:contains(Answered) dd").text()).isEqualTo("50% 1 of 2");
    assertThat(line.select(".strip li").size()).isEqualTo(10);
    assertThat(marketer.open("/sequences?span=century").statusCode()).isEqualTo(400);
    assertThat(marketer.open("/sequences/none").statusCode()).isEqualTo(404);
    pictures();
  }

  @Test
  void aPauseSaysWhatReallyHappensByPageAndByCall() throws Exception {
    mail(at("hello", 2), "hello", "HELD", "two mails went to the address today", true);
    at("rest", 2);
    String path = "/sequences/" + id;
    assertThat(opened(path).select("details.pause").text()).contains("2 leads stay where they are");
    assertThat(marketer.send(path, path + "/pause", Map.of("why", " ")).body()).contains("Nothing was paused. Say why");
    Document paused = Jsoup.parse(marketer.send(path, path + "/pause", Map.of("why", "the price is wrong")).body());
    assertThat(paused.select(".done").text())
        .isEqualTo("Paused: 2 leads stay where they are, and no mail of it begins to be sent.");
    assertThat(paused.select(".waits").text()).contains("1 mail is held", "the price is wrong", "By marketing, key marketing");
    assertThat(get("/api/v1/sequences", key(Role.MANAGER)).body()).contains("the price is wrong");
    assertThat(marketer.send(path, path + "/pause", Map.of("why", "again")).body()).contains("it was paused before");
    int woken = bell.calls.get();
    assertThat(Jsoup.parse(marketer.send(path, path + "/resume", Map.of()).body()).select(".done").text())
        .startsWith("It runs again: 1 held mail goes within the sending hours");
    assertThat(bell.calls.get()).isGreaterThan(woken);
    assertThat(post("/api/v1" + path + "/pause", key(Role.MARKETING), "{\"why\":\"by call\"}").status()).isEqualTo(200);
    assertThat(marketer.open(path).body()).contains("by call");
    post("/api/v1" + path + "/resume", key(Role.MARKETING), "{}");
  }

  private void pictures() {
    String folder = System.getProperty("leadloop.pages.pictures");
    if (folder == null) {
      return;
    }
    try (Chromium chromium = Chromium.start(); BrowserContext context = chromium.browser.newContext()) {
      context.setExtraHTTPHeaders(Map.of("Cookie", marketer.cookieHeader()));
      Page page = context.newPage();
      for (String path : List.of("/sequences", "/sequences/" + id)) {
        for (int width : new int[] {1400, 390}) {
          for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.setViewportSize(width, 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.navigate("http://localhost:" + port + path);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(folder,
                (path.equals("/sequences") ? "sequences" : "sequence") + "-" + width + "-"
                    + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
          }
        }
      }
    }
  }
}
