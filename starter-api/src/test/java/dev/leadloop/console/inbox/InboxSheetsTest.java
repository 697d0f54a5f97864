package dev.leadloop.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import dev.leadloop.api.Chromium;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.console.PageChecks;
import dev.leadloop.security.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Where the inbox's sheets, toasts and keys stand, measured in Chromium in every width that a console is used in. */
@TestPropertySource(properties = "spring.application.name=inbox") // It ends whatever waits for an answer.
@Tag("browser")
class InboxSheetsTest extends DecidingApiTest {
  private static final int[][] WINDOWS =
      {{390, 844}, {768, 1024}, {840, 700}, {960, 700}, {1100, 800}, {1280, 860}, {1360, 850}, {1366, 640}, {1920, 1080}};
  private static Chromium chromium;

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
  void clear() {
    jdbc.sql("update handoff_cycle set ended_at = now(), ended_how = 'WITHDRAWN', ended_by = 'test' where ended_at is null")
        .update();
  }

  private Page inbox(BrowserContext context, String lead) {
    PageChecks.watch(context);
    Page page = context.newPage();
    page.setDefaultTimeout(15_000);
    page.navigate("http://localhost:" + port + "/sign-in");
    page.fill("#username", "me");
    page.fill("#password", key(Role.SALES));
    page.click("main button[type=submit]");
    page.waitForURL(url -> !url.contains("sign-in"));
    page.navigate("http://localhost:" + port + "/inbox?lead=" + lead);
    page.locator("#beside h2[data-focus]").waitFor();
    return page;
  }

  private static boolean apart(BoundingBox one, BoundingBox other) {
    return one.x + one.width <= other.x || other.x + other.width <= one.x
        || one.y + one.height <= other.y || other.y + other.height <= one.y;
  }

  private static void lies(Page page, String key, int[] window) {
    String where = key + " at " + window[0] + "x" + window[1];
    page.keyboard().press(key);
    Locator sheet = page.locator("details[data-menu=" + key + "][open] .sheet");
    sheet.waitFor();
    BoundingBox box = sheet.boundingBox();
    assertThat(box.x).as(where).isGreaterThanOrEqualTo(0);
    assertThat(box.y).as(where).isGreaterThanOrEqualTo(0);
    assertThat(box.x + box.width).as(where).isLessThanOrEqualTo(window[0]);
    assertThat(box.y + box.height).as(where).isLessThanOrEqualTo(window[1]);
    assertThat(box.width).as(where).isGreaterThan(240);
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).as(where).isEqualTo(true);
    for (Locator toast : page.locator(".toast").all()) {
      assertThat(apart(box, toast.boundingBox())).as("%s and the toast", where).isTrue();
    }
    String folder = System.getProperty("leadloop.pages.pictures");
    if (folder != null) {
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, "sheet-" + key + "-" + window[0] + ".png")));
    }
    page.keyboard().press("Escape");
  }

  @Test
  void everySheetLiesWithinTheWindowAndNoToastCoversIt() {
    String first = handedOver("Example Harbour");
    handedOver("Example Mill");
    try (BrowserContext context = chromium.browser.newContext(new NewContextOptions().setViewportSize(1280, 860))) {
      Page page = inbox(context, first);
      page.keyboard().press("a");
      page.keyboard().press("a");
      page.locator("#beside h2[data-focus]", new Page.LocatorOptions().setHasText("Example Mill")).waitFor();
      page.locator(".toast").first().waitFor();
      // It stays for as long as is measured, as though it had been answered just now.
      page.evaluate("() => { const told = document.querySelector('.toast').cloneNode(true); told.id = 'kept';"
          + " told.dataset.until = '2999-01-01T00:00:00Z'; told.removeAttribute('hx-get'); told.removeAttribute('hx-trigger');"
          + " document.querySelector('#toasts').append(told); }");
      for (int[] window : WINDOWS) {
        page.setViewportSize(window[0], window[1]);
        if (window[0] < 832) {
          page.evaluate("() => document.querySelector('#inbox').classList.add('asked')");
        }
        for (String key : List.of("r", "b", "s")) {
          lies(page, key, window);
        }
      }
      assertThat(page.locator("#kept").isVisible()).as("there was a toast all the time").isTrue();
      assertThat(PageChecks.keptOut(page)).isEmpty();
    }
  }

  @Test
  void theKeysOfTheInboxAreListedThereAlone() {
    String lead = handedOver("Example Harbour");
    try (BrowserContext context = chromium.browser.newContext(new NewContextOptions().setViewportSize(1366, 640))) {
      Page page = inbox(context, lead);
      page.keyboard().press("?");
      Locator keys = page.locator("dialog#keys[open] dt");
      keys.first().waitFor();
      assertThat(keys.allTextContents().stream().map(key -> key.replaceAll("\\s+", " ")))
          .contains("a a", "r", "b", "s", "u", "o", "/", "j k", "?");
      page.keyboard().press("Escape");
      Locator record = page.locator("#beside a[data-open]");
      assertThat(record.locator("span").textContent()).isEqualTo("The lead's page");
      assertThat(record.locator("kbd").textContent()).isEqualTo("o");
      assertThat(record.boundingBox().y).as("seen without scrolling").isLessThan(600);
      page.keyboard().press("o");
      page.waitForURL(url -> url.endsWith("/leads/" + lead));
      assertThat(page.locator("dialog#keys dt").allTextContents()).doesNotContain("o", "u").contains("?");
    }
  }
}
