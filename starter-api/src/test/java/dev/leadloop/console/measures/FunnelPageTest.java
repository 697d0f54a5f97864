package dev.leadloop.console.measures;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.leadloop.api.Browser;
import dev.leadloop.api.Chromium;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.console.PageChecks;
import dev.leadloop.security.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The funnel: its figures are those of the calls, each part comes by itself, and without a script each is a link. */
@Tag("browser")
class FunnelPageTest extends DecidingApiTest {
  private static Chromium chromium;

  private final String source = "funnel-" + UUID.randomUUID();

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

  private String came() {
    String lead = handedOver("Example Funnel " + UUID.randomUUID());
    jdbc.sql("update touch set source = :source where lead_id = :lead").param("source", source).param("lead", lead).update();
    return lead;
  }

  private JsonNode called(String measure, String more) {
    return get("/api/v1/measures/" + measure + "?source=" + source + more, key(Role.MANAGER)).json();
  }

  private static void pictures(Page page) {
    String folder = System.getProperty("leadloop.pages.pictures");
    if (folder != null) {
      for (int width : new int[] {1400, 390}) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          page.setViewportSize(width, 900);
          page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
          page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(
              Path.of(folder, "funnel-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
        }
      }
    }
  }

  @Test
  void everyPartComesByItselfWithTheFiguresOfTheCalls() {
    String accepted = came();
    String rejected = came();
    came();
    assertThat(post("/api/v1/leads/" + accepted + "/accept", key(Role.MANAGER), "{\"cycle\":1}").status()).isEqualTo(200);
    assertThat(post("/api/v1/leads/" + rejected + "/reject", key(Role.MANAGER),
        "{\"cycle\":1,\"reason\":\"no_budget\"}").status()).isEqualTo(200);
    try (BrowserContext context = chromium.browser.newContext()) {
      PageChecks.watch(context);
      Page page = context.newPage();
      page.setDefaultTimeout(20_000);
      page.navigate("http://localhost:" + port + "/sign-in");
      page.fill("#username", "me");
      page.fill("#password", key(Role.MANAGER));
      page.click("main button[type=submit]");
      page.waitForURL(url -> !url.contains("sign-in"));
      page.navigate("http://localhost:" + port + "/funnel?source=" + source);
      page.waitForCondition(() -> page.locator("[hx-get]").count() == 0);
      Document shown = Jsoup.parse(page.content());
      for (Element row : shown.select(".conversion tr, .answers tr, .recycle tr")) {
        String address = row.select("th a").attr("href");
        String measure = address.substring("/measures/".length(), address.indexOf('?'));
        JsonNode counts = called(measure, "").path("whole");
        assertThat(row.select("td").eachText()).as(measure)
            .contains(counts.path("reached").asInt() + " of " + counts.path("count").asInt());
      }
      assertThat(shown.select(".conversion tr:contains(SQL to accepted)").text()).contains("33%", "1 of 3", "so far");
      assertThat(shown.select(".funnel-of b").text()).isEqualTo("3");
      int went = shown.select(".flow tbody tr").stream().mapToInt(row -> Integer.parseInt(row.select("td").first().text())).sum();
      assertThat(went).isEqualTo(called("drop-off", "").path("whole").path("count").asInt()).isPositive();
      assertThat(shown.select("#reasons tbody tr").text()).contains("1");
      assertThat(page.evaluate("() => Chart.getChart(document.querySelector('canvas')).data.datasets.length")).isEqualTo(1);
      assertThat(shown.select("section:has(#funnel-compared) tbody tr").text()).contains(source, "33%", "1 of 3");
      pictures(page);
      assertThat(PageChecks.barriers(page)).isEmpty();
      assertThat(PageChecks.keptOut(page)).isEmpty();
      page.click(".flow a:has-text('1') >> nth=0");
      page.waitForURL(url -> url.contains("/measures/drop-off") || url.contains("/leads?stage="));
    }
  }

  @Test
  void withoutAScriptEachPartIsALinkAndItsAddressLeadsThere() throws Exception {
    came();
    Browser browser = new Browser(port);
    browser.signIn("", key(Role.ADMIN));
    Document skeleton = Jsoup.parse(browser.open("/funnel?source=" + source).body());
    List<String> links = skeleton.select(".funnel-parts a").eachAttr("href");
    assertThat(links).hasSizeGreaterThan(20).allMatch(link -> link.startsWith("/measures/") && link.contains("source=" + source));
    assertThat(browser.open(links.getFirst()).statusCode()).isEqualTo(200);
    for (String part : skeleton.select("[hx-get]").eachAttr("hx-get")) {
      assertThat(browser.open(part).uri().getPath()).as(part).matches("/funnel|/measures/[a-z-]+");
    }
    for (Map.Entry<String, String> wrong : Map.of(
        "by=rep", "is not one of [source, segment, team]", "segment=nobody-is-such", "which nothing has", "team=nobody",
        "which nothing has", "from=2026-05-01&to=2026-04-01", "swap the two", "sauce=x", "did you mean 'source'").entrySet()) {
      assertThat(browser.open("/funnel?" + wrong.getKey()).statusCode()).as(wrong.getKey()).isEqualTo(400);
      assertThat(Jsoup.parse(browser.open("/funnel?" + wrong.getKey()).body()).text()).contains(wrong.getValue());
    }
  }
}
