package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.leadloop.api.Chromium;
import dev.leadloop.console.PageChecks;
import dev.leadloop.proof.Product.Layout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people do in a day, in Chromium, with the whole product behind it: its database, Temporal with its UI, and its engine. */
@Tag("pages")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeoplesDaysTest {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final List<String> IMPORTED = List.of("ada", "bea", "cem");

  private Product product;
  private ProductClient admin;
  private Chromium chromium;

  @BeforeAll
  void start(@TempDir Path folder) {
    product = new Product(folder.resolve("home"), Layout.ONE_PROCESS, Map.of());
    product.start();
    admin = new ProductClient(product.api(), Product.ADMIN_KEY);
    SalesTeam.open(admin);
    chromium = Chromium.start();
  }

  @AfterAll
  void stop() {
    if (chromium != null) {
      chromium.close();
    }
    product.close();
  }

  private Page signedIn(BrowserContext context, String role) {
    PageChecks.watch(context);
    PageChecks.agree(context);
    Page page = context.newPage();
    page.setDefaultTimeout(SOON.toMillis());
    page.navigate("/sign-in");
    page.fill("#username", "me");
    page.fill("#password", admin.post("/api/v1/keys", Map.of("name", role, "role", role), null).body().path("key").asText());
    page.click("main button[type=submit]");
    page.waitForURL(url -> !url.contains("sign-in"));
    return page;
  }

  private BrowserContext browser() {
    return chromium.browser.newContext(new NewContextOptions().setBaseURL(product.api().toString()).setViewportSize(1280, 800));
  }

  private static void picture(Page page, String name) {
    String folder = System.getProperty("leadloop.pages.pictures");
    if (folder != null) {
      for (int[] window : new int[][] {{1280, 800}, {390, 844}}) {
        page.setViewportSize(window[0], window[1]);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
          page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(
              folder, "day-" + name + "-" + window[0] + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
        }
      }
      page.setViewportSize(1280, 800);
    }
  }

  @Test
  void aMarketerImportsBuildsAFormEditsATemplateAndStartsACampaign() {
    try (BrowserContext context = browser()) {
      Page page = signedIn(context, "MARKETING");
      imports(page);
      buildsAForm(page);
      edits(page);
      starts(page);
      assertThat(PageChecks.keptOut(page)).isEmpty();
    }
  }

  private void imports(Page page) {
    StringBuilder file = new StringBuilder("First name,E-Mail,Company,Country,Newsletter\n");
    IMPORTED.forEach(name -> file.append(name).append(',').append(name).append("@day.example,Day Works,US,yes\n"));
    page.navigate("/imports/new");
    page.setInputFiles("#file", new FilePayload("day.csv", "text/csv", file.toString().getBytes(StandardCharsets.UTF_8)));
    page.click("button:has-text('Send the file')");
    page.waitForSelector("#becomes .chip:has-text('3 rows come in')");
    assertThat(page.inputValue("#target-1")).as("guessed by the head and the cells").isEqualTo("email");
    picture(page, "mapping");
    page.click("button:has-text('Bring 3 rows in')");
    page.waitForSelector("#progress .chip:has-text('Done')");
    page.navigate("/leads?q=day.example");
    IMPORTED.forEach(name -> page.waitForSelector("#found a:has-text('" + name + "')"));
  }

  /** A visitor sends what was built, and the lead lives. */
  private void buildsAForm(Page page) {
    page.navigate("/forms");
    page.fill("#title", "Ask for the day guide");
    page.click("button:has-text('Make it')");
    page.selectOption("#adding", "");
    page.fill("#addingName", "budget");
    page.click("button[value=add]");
    page.waitForSelector("code:has-text('answers.budget')");
    picture(page, "form");
    page.click("p.save button[value=save]");
    page.waitForSelector("[role=status]:has-text('Saved as version 2')");
    String address = page.getAttribute(".head a[href*='/f/']", "href");
    try (BrowserContext visitors = browser()) {
      Page visit = visitors.newPage();
      visit.navigate(address);
      visit.fill("#email", "visitor@visit.example");
      visit.fill("#firstName", "Visitor");
      visit.fill("#company", "Visit Works");
      visit.selectOption("[id='answers.budget']", "planned");
      visit.waitForTimeout(2_500); // Nobody fills a form in within two seconds, and whoever does is asked to look again.
      visit.click("main button[type=submit]");
      visit.waitForSelector("[role=status]");
    }
    Waiting.until(SOON, () -> admin.get("/api/v1/leads?q=visitor@visit.example").body().at("/leads/0/stage").asText()
        .equals("NURTURING") ? "" : "the visitor is no lead that is nurtured");
  }

  private static void edits(Page page) {
    page.navigate("/templates/nurture:1-guide");
    String text = page.inputValue("#source");
    page.fill("#source", text.replace("Hello {{firstName|there}},", "Good day, {{firstName|there}},"));
    page.frameLocator("iframe[name=preview]").locator("text=Good day, Kim").waitFor();
    picture(page, "template");
    page.fill("#note", "Greets by the day");
    page.click("button:has-text('Save')");
    page.waitForSelector("[role=status]:has-text('Saved as version')");
  }

  /** Every lead of the segment is told by a workflow, and gets what was edited, or waits for the hours of the policy. */
  private void starts(Page page) {
    page.navigate("/campaigns/new");
    page.check("#what-mail");
    page.selectOption("#fact-0", "company");
    page.waitForSelector("#comparison-0 option[value=contains]", new Page.WaitForSelectorOptions()
        .setState(WaitForSelectorState.ATTACHED));
    page.fill("#values-0", "Day Works");
    page.selectOption("#mail", "nurture/1-guide");
    page.waitForSelector("#reach .big b:text-is('3')");
    page.click("button:has-text('Show it')");
    page.frameLocator("iframe[name=mail]").locator("text=Good day").first().waitFor();
    page.fill("#id", "day");
    page.click("#reach button:has-text('Start it for 3 leads')");
    page.waitForSelector("#progress .chip:has-text('Done')");
    picture(page, "campaign");
    for (JsonNode lead : admin.get("/api/v1/leads?q=day.example").body().path("leads")) {
      String id = lead.path("leadId").asText();
      Waiting.until(SOON, () -> admin.get("/api/v1/leads/" + id + "/timeline").body().toString().contains("Mail ordered: ")
          ? "" : "no mail is ordered for " + id);
    }
    page.navigate(page.url());
    page.click("a:has-text('Its history in the Temporal UI')");
    page.waitForSelector("text=Completed");
  }

  @Test
  void aManagerFollowsABreachFromTheBoardToTheHistoryInTemporalsOwnUi() {
    String lead = admin.post("/api/v1/leads", Map.of("email", "late@breach.example", "company", "Breach Works",
        "title", "Marketing Director", "companySize", 150, "industry", "software", "country", "US"), null).body()
        .path("leadId").asText();
    admin.post("/api/v1/events", Map.of("events", List.of(
        Map.of("eventId", "d1", "leadId", lead, "type", "demo_requested"))), null);
    Waiting.until(SOON, () -> admin.get("/api/v1/leads/" + lead).body().path("stage").asText().equals("SQL")
        ? "" : "not handed over");
    // Hours of the calendar cannot be waited for here: that time runs out and is escalated is shown where tests turn clocks.
    JdbcClient.create(product.database())
        .sql("update handoff_cycle set level = 'ESCALATED', deadline = now() - interval '2 hours' where lead_id = :lead")
        .param("lead", lead).update();
    try (BrowserContext context = browser()) {
      Page page = signedIn(context, "MANAGER");
      page.navigate("/board");
      page.click("#tile-escalated");
      page.click(".board-list a:has-text('Breach Works')");
      page.waitForURL(url -> url.endsWith("/leads/" + lead));
      picture(page, "breach");
      assertThat(PageChecks.keptOut(page)).isEmpty();
      page.click("a:has-text('Whole history in the Temporal UI')");
      page.waitForURL(url -> url.contains("lead%2F" + lead) && !url.startsWith(product.api().toString()));
      page.waitForSelector("text=Running");
      page.waitForSelector("text=lead/" + lead);
      picture(page, "temporal");
    }
  }
}
