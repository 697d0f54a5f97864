package dev.leadloop.console.marketing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.leadloop.api.Chromium;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.console.PageChecks;
import dev.leadloop.security.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A marketer's work in Chromium, where the pages need one: what changes while somebody types. */
@Tag("browser")
class MarketingPagesTest extends DecidingApiTest {
  private static Chromium chromium;

  private BrowserContext context;
  private Page page;

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

  @BeforeEach
  void signIn() {
    context = chromium.browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1400, 950));
    PageChecks.watch(context);
    page = context.newPage();
    page.setDefaultTimeout(15_000);
    go("/sign-in");
    page.fill("#username", "me");
    page.fill("#password", key(Role.MARKETING));
    page.click("main button[type=submit]");
    page.waitForURL(url -> !url.contains("sign-in"));
  }

  @AfterEach
  void leave() {
    assertThat(PageChecks.keptOut(page)).as("kept out by the content policy, or failed").isEmpty();
    context.close();
  }

  private void go(String path) {
    page.navigate("http://localhost:" + port + path);
  }

  /** Wide and narrow, light and dark, for whoever wants to look; and nothing of it may shut anybody out. */
  private void look(String name) {
    String folder = System.getProperty("leadloop.pages.pictures");
    for (int width : new int[] {1400, 390}) {
      page.setViewportSize(width, width == 390 ? 844 : 950);
      page.waitForFunction("() => document.documentElement.scrollWidth <= innerWidth");
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        assertThat(PageChecks.barriers(page)).as(name + " " + scheme).isEmpty();
        if (folder != null) {
          page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
              .setPath(Path.of(folder, name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
        }
      }
    }
    page.setViewportSize(1400, 950);
  }

  @Test
  void segmentCountsItselfWhileItIsWritten() {
    String company = "Typed " + System.nanoTime();
    for (int i = 0; i < 2; i++) {
      decide(post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"typed-" + System.nanoTime()
          + "@typed.example\",\"company\":\""
          + company + "\",\"country\":\"DE\"}").text("leadId"));
    }
    go("/campaigns/new?sequence=mql");
    page.selectOption("#fact-0", "company");
    page.waitForSelector("#comparison-0 option[value=contains]", new Page.WaitForSelectorOptions()
        .setState(WaitForSelectorState.ATTACHED));
    page.fill("#values-0", company);
    page.waitForSelector("#reach .big b:text-is('2')");
    page.click("button[name=add]");
    page.fill("#values-1", "Germny");
    page.waitForSelector("#said-1:has-text(\"did you mean 'Germany'\")");
    assertThat(page.inputValue("#values-1")).isEqualTo("Germny");
    look("campaign-new-wrong");
    page.fill("#values-1", "Germany");
    page.waitForSelector("#reach .big b:text-is('2')");
    look("campaign-new");
    page.check("[name=by][value=text]");
    page.waitForFunction("company => document.getElementById('text').value.includes(company)", company);
    page.waitForSelector("#reach .big b:text-is('2')");
    look("campaign-new-text");
    page.check("[name=by][value=rows]");
    page.fill("#id", "typed-" + System.nanoTime());
    page.click("#reach button:has-text('Start it for 2 leads')");
    page.waitForSelector("#progress");
    look("campaign");
    List<String> asked = new ArrayList<>();
    page.onceDialog(dialog -> {
      asked.add(dialog.message());
      dialog.dismiss();
    });
    page.click("button:has-text('Stop for good')");
    assertThat(asked).singleElement().asString().contains("for good?", "nobody was told so far");
    assertThat(page.locator("#progress button:has-text('Stop for good')").count()).as("it was not stopped").isOne();
    page.onceDialog(Dialog::accept);
    page.focus("button:has-text('Stop for good')");
    page.keyboard().press("Enter");
    page.waitForSelector("#progress:has-text('Stopped by')");
    go("/campaigns");
    look("campaigns");
  }

  @Test
  void oneMailIsShownAsALeadGetsItBeforeItIsSent() {
    String company = "Mailed " + System.nanoTime();
    decide(post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"mailed-" + System.nanoTime()
        + "@mailed.example\",\"company\":\"" + company + "\",\"country\":\"DE\"}").text("leadId"));
    go("/campaigns/new");
    assertThat(page.isVisible("#mail")).isFalse();
    page.check("#what-mail");
    assertThat(page.isVisible("#sequence")).isFalse();
    page.selectOption("#fact-0", "company");
    page.waitForSelector("#comparison-0 option[value=contains]", new Page.WaitForSelectorOptions()
        .setState(WaitForSelectorState.ATTACHED));
    page.fill("#values-0", company);
    page.selectOption("#mail", "nurture/1-guide");
    page.waitForSelector("#reach .big b:text-is('1')");
    page.click("button:has-text('Show it')");
    page.frameLocator("iframe[name=mail]").locator("text=Kim").first().waitFor();
    look("campaign-new-mail");
    page.fill("#from", "2026-12-24T09:00");
    page.fill("#id", "mailed-" + System.nanoTime());
    page.click("#reach button:has-text('Start it for 1 lead')");
    page.waitForSelector("#progress .chip:has-text('Waits')");
    look("campaign-mail");
  }

  @Test
  void rowsAreShownAsTheyBecomeWhileColumnsAreChosen() {
    StringBuilder file = new StringBuilder("Name;Town;Mailbox;Deal closed;Deal size;Newsletter\n");
    for (int i = 0; i < 14; i++) {
      file.append("Person ").append(i).append(";Berlin;p").append(i).append("@watched.example;0").append(1 + i % 9)
          .append(".02.2024;").append(900 + i).append(";").append(i % 2 == 0 ? "Yes" : "No").append('\n');
    }
    go("/imports/new");
    look("import-new");
    page.setInputFiles("#file", new FilePayload("watched.csv", "text/csv", file.toString().getBytes(StandardCharsets.UTF_8)));
    page.click("button:has-text('Send the file')");
    page.waitForSelector("#becomes .chip:has-text('14 rows come in')");
    page.selectOption("#target-3", "past:won");
    page.waitForSelector("#format-3:not([readonly])");
    page.fill("#format-3", "dd.MM.yyyy");
    page.waitForSelector("#becomes .chip:has-text('Won on 2024-02-01')");
    page.selectOption("#target-4", "amount");
    page.waitForSelector("#becomes li:has-text('needs its currency')");
    page.fill("#currency", "EUR");
    page.waitForSelector("#becomes .chip:has-text('Won on 2024-02-01, 900 EUR')");
    look("import-mapping");
    page.click("button:has-text('Bring 14 rows in')");
    page.waitForSelector("#progress");
    look("import");
    go("/imports");
    look("imports");
  }

  @Test
  void suppressionsAndDeliverabilityCanBeReadByEverybody() {
    String lead = newLead();
    for (int i = 0; i < 30; i++) {
      UUID mail = sentMail(lead, "p" + i + (i % 3 == 0 ? "@watched.example" : "@other.example"));
      jdbc.sql("update send set sending_at = now() - (:day || ' days')::interval where send_id = :mail")
          .param("day", i % 9).param("mail", mail).update();
      jdbc.sql("insert into provider_event (event_id, kind, send_id, occurred_at, received_at, body, applied_at)"
              + " values (:id, :kind, :mail, now(), now(), '{}', now())")
          .param("id", mail.toString()).param("kind", i % 7 == 0 ? "HARD_BOUNCE" : i % 11 == 0 ? "SOFT_BOUNCE" : "DELIVERED")
          .param("mail", mail).update();
    }
    post("/api/v1/suppressions", key(Role.MARKETING), "{\"email\":\"one@watched.example\",\"reason\":\"asked_by_phone\"}");
    go("/suppressions");
    page.click("details.lift summary");
    look("suppressions");
    go("/deliverability?days=30");
    look("deliverability");
  }
}
