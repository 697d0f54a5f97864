package dev.leadloop.console.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.leadloop.api.Browser;
import dev.leadloop.api.Chromium;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.console.PageChecks;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.RepStore.Work;
import dev.leadloop.desk.TeamStore.Team;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The SLA board: a manager's way from a breach to the lead and its history, the numbers of a rep, and why a handoff is there. */
@Tag("browser")
class BoardPageTest extends DecidingApiTest {
  private static Chromium chromium;

  private final String rep = "board-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  /** Of a team of its own, so that nobody's handoffs go there by turns. */
  @BeforeEach
  void hire() {
    teams.save(new Team(rep, "Team " + rep, null, null));
    Instant now = Instant.now();
    reps.save(new Rep(rep, "North", rep + "@desk.example", rep, false, true, now.minusSeconds(60), now.plus(Duration.ofDays(2)),
        new Work(100, 3, 10, false, null, null, Map.of(), Set.of(), Set.of(), Set.of(), Set.of())));
  }

  private String waits(String company, String level, Duration due) {
    String lead = handedOver(company);
    jdbc.sql("update handoff_cycle set owner = :rep, level = :level, deadline = now() + :due * interval '1 second'"
            + " where lead_id = :lead")
        .param("rep", rep).param("level", level).param("due", due.toSeconds()).param("lead", lead).update();
    return lead;
  }

  private Page signedIn(BrowserContext context, Role role) {
    PageChecks.watch(context);
    Page page = context.newPage();
    page.setDefaultTimeout(15_000);
    page.navigate("http://localhost:" + port + "/sign-in");
    page.fill("#username", "me");
    page.fill("#password", key(role));
    page.click("main button[type=submit]");
    page.waitForURL(url -> !url.contains("sign-in"));
    return page;
  }

  private static void pictures(Page page, String name) {
    String folder = System.getProperty("leadloop.pages.pictures");
    if (folder != null) {
      for (int width : new int[] {1400, 390}) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          page.setViewportSize(width, 900);
          page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
          page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(
              Path.of(folder, name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
        }
      }
      page.setViewportSize(1400, 900);
    }
  }

  @Test
  void aManagerFollowsABreachFromTheBoardToTheLeadAndItsHistoryInTheTemporalUi() {
    String company = "Example Breach " + rep;
    String lead = waits(company, "ESCALATED", Duration.ofDays(-4_000));
    waits("Example Later " + rep, "ON_TRACK", Duration.ofMinutes(30));
    try (BrowserContext context = chromium.browser.newContext()) {
      Page page = signedIn(context, Role.MANAGER);
      context.route("http://temporal.example/**", route -> route.fulfill(
          new Route.FulfillOptions().setStatus(200).setContentType("text/html").setBody("<title>Temporal</title>")));
      page.click(".rail a[href='/board']");
      pictures(page, "board");
      page.click("#tile-escalated");
      assertThat(page.locator("#board-histories").getAttribute("href"))
          .isEqualTo("http://temporal.example/namespaces/leadloop/workflows"
              + "?query=SlaLevel%3D%27ESCALATED%27%20AND%20ExecutionStatus%3D%27Running%27");
      Locator row = page.locator("tr", new Page.LocatorOptions().setHasText(company));
      row.locator("time.late").waitFor();
      assertThat(row.textContent()).contains("escalated", "North (" + rep + ")");
      row.locator("a", new Locator.LocatorOptions().setHasText(company)).click();
      page.waitForURL(url -> url.endsWith("/leads/" + lead));
      page.click("a:has-text('Whole history in the Temporal UI')");
      page.waitForURL(url -> url.equals("http://temporal.example/namespaces/leadloop/workflows/lead%2F" + lead));
    }
  }

  @Test
  void whatIsAnsweredGoesByItselfAndFocusStaysWhereItWas() {
    String gone = waits("Example Gone " + rep, "ON_TRACK", Duration.ofHours(5));
    String stays = waits("Example Stays " + rep, "ON_TRACK", Duration.ofHours(6));
    try (BrowserContext context = chromium.browser.newContext()) {
      Page page = signedIn(context, Role.MANAGER);
      page.navigate("http://localhost:" + port + "/board?rep=" + rep);
      page.focus("#h-" + stays);
      assertThat(post("/api/v1/leads/" + gone + "/accept", key(Role.MANAGER), "{\"cycle\":1}").status()).isEqualTo(200);
      page.waitForCondition(() -> page.locator(".board-list tbody tr").count() == 1);
      assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("h-" + stays);
      assertThat(PageChecks.barriers(page)).isEmpty();
      assertThat(PageChecks.keptOut(page)).isEmpty();
    }
  }

  @Test
  void aRepsLineCountsWhatWaitsAndTellsWhatTheRepTakesOn() throws Exception {
    waits("Example One " + rep, "ESCALATED", Duration.ofHours(-3));
    waits("Example Two " + rep, "ON_TRACK", Duration.ofMinutes(20));
    waits("Example Three " + rep, "PAUSED", Duration.ofHours(-1));
    Browser browser = new Browser(port);
    browser.signIn("", key(Role.MARKETING));
    Document board = Jsoup.parse(browser.open("/board?team=" + rep).body());
    List<String> cells = board.select("tr:has(#rep-" + rep + ") td").eachText();
    assertThat(cells).startsWith("3 of 3 full", "1", "1", "1");
    assertThat(board.select("tr:has(#rep-" + rep + ") th").text()).contains("away until");
    assertThat(cells.get(5)).isEqualTo("3 of 10");
    assertThat(board.select("tr:has(#team-" + rep + ") td").eachText()).startsWith("3", "1", "1", "1");
    assertThat(board.select(".board-tiles b").eachText()).as("and what anybody has to review")
        .startsWith("3", "1", "1", "1", "0", "1");
    assertThat(board.select(".board-list tbody tr").eachText()).hasSize(3);
    assertThat(Jsoup.parse(browser.open("/board?show=paused&rep=" + rep).body()).select(".board-list tbody tr").text())
        .contains("Example Three", "stands still").doesNotContain("Example One");
  }

  @Test
  void theLogTellsWhyAHandoffWentToWhom() throws Exception {
    String lead = handedOver("Example Routed " + rep);
    Browser browser = new Browser(port);
    browser.signIn("", key(Role.MANAGER));
    Document log = Jsoup.parse(browser.open("/board/routing?lead=" + lead).body());
    assertThat(log.select("tbody tr")).hasSize(1);
    assertThat(log.select("tbody tr").text()).contains("Example Routed", "First (rep-1)", "owns the account", "waits");
    jdbc.sql("update lifecycle_event set entry = jsonb_set(entry, '{routing,passedOver}', jsonb_build_array(jsonb_build_object("
            + "'rep', :rep::text, 'why', 'absent until 2027-03-01T08:00:00Z'))) where lead_id = :lead and type = 'cycle_opened'")
        .param("rep", rep).param("lead", lead).update();
    Document passed = Jsoup.parse(browser.open("/board/routing?owner=&lead=&passed=" + rep).body());
    assertThat(passed.select("tbody tr")).hasSize(1);
    assertThat(passed.select(".passed").text()).contains("North (" + rep + ")", "absent until Mon 1 Mar 2027");
    assertThat(browser.open("/board/routing?after=x").statusCode()).isEqualTo(400);
    assertThat(browser.open("/board/routing?owner=nobody").statusCode()).isEqualTo(400);
    assertThat(browser.open("/board/routing?after=99999999999999999~" + lead).statusCode()).isEqualTo(400);
    String next = Instant.now().getEpochSecond() + "000000~" + lead;
    assertThat(browser.open("/board/routing?after=" + next).statusCode()).isEqualTo(200);
  }

  @Test
  void whatCannotBeMeantIsRefusedWithTheNamesThereAre() throws Exception {
    Browser browser = new Browser(port);
    browser.signIn("", key(Role.MANAGER));
    for (Map.Entry<String, String> wrong : Map.of(
        "show=overdu", "did you mean 'overdue'", "rep=nobody", "is not one of", "team=%3Cscript%3E", "is not one of",
        "sow=overdue", "did you mean 'show'").entrySet()) {
      HttpResponse<String> refused = browser.open("/board?" + wrong.getKey());
      assertThat(refused.statusCode()).as(wrong.getKey()).isEqualTo(400);
      assertThat(Jsoup.parse(refused.body()).select("main").text()).contains(wrong.getValue());
      assertThat(refused.body()).doesNotContain("<script>");
    }
  }
}
