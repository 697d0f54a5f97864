package dev.leadloop.console.measures;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.leadloop.api.Browser;
import dev.leadloop.api.Chromium;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.console.PageChecks;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.security.Role;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page of a measure and the call beside it: one reading of the question, one answer. */
@Tag("browser")
class MeasurePageTest extends DecidingApiTest {
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

  private Browser manager() throws Exception {
    Browser browser = new Browser(port);
    browser.signIn("", key(Role.MANAGER));
    return browser;
  }

  private static String question(Measure measure, Random chance) {
    List<Cut> cuts = new ArrayList<>(measure.counting().cuts());
    Collections.shuffle(cuts, chance);
    List<String> asked = new ArrayList<>();
    List<String> by = Cut.names(cuts.subList(0, 1 + chance.nextInt(3)));
    asked.add("by=" + String.join(",", by));
    if (chance.nextBoolean()) {
      asked.add("from=2024-0" + (1 + chance.nextInt(9)) + "-01");
    }
    if (chance.nextInt(3) == 0) {
      asked.add("to=2099-12-31");
    }
    if (chance.nextBoolean()) {
      asked.add("touch=last");
    }
    if (measure.within() && chance.nextBoolean()) {
      asked.add("within=" + (1 + chance.nextInt(3)));
    }
    if (chance.nextInt(3) == 0) {
      asked.add("source=webinar&source=none");
    }
    return String.join("&", asked);
  }

  /** What a chart draws of the figures of a call. */
  private static String drawn(JsonNode figures, String unit) {
    JsonNode rate = figures.path("rate");
    return switch (unit) {
      case "share" -> rate.isObject()
          ? rate.path("rate").asDouble() + " " + rate.path("low").asDouble() + " " + rate.path("high").asDouble() : "  ";
      case "seconds" -> figures.path("times").path("median").isNumber()
          ? figures.path("times").path("median").asDouble() + "" : "";
      default -> figures.path("count").asDouble() + "";
    };
  }

  private static String drawn(Element line, String unit) {
    return unit.equals("share")
        ? line.attr("data-value") + " " + line.attr("data-low") + " " + line.attr("data-high") : line.attr("data-value");
  }

  @Test
  void figuresOfThePageAreThoseOfTheCallWhateverIsAsked() throws Exception {
    String lead = handedOver("Asked " + UUID.randomUUID());
    assertThat(post("/api/v1/leads/" + lead + "/accept", key(Role.MANAGER), "{\"cycle\":1}").status()).isEqualTo(200);
    Browser browser = manager();
    Random chance = new Random(7);
    int lines = 0;
    for (Measure measure : MeasureCatalogue.all()) {
      String unit = measure.unit().split(" ", 2)[0];
      for (int n = 0; n < 2; n++) {
        String asked = measure.name() + "?" + question(measure, chance);
        for (int attempt = 0; ; attempt++) {
          JsonNode before = get("/api/v1/measures/" + asked, key(Role.MANAGER)).json();
          HttpResponse<String> answer = browser.open("/measures/" + asked);
          JsonNode after = get("/api/v1/measures/" + asked, key(Role.MANAGER)).json();
          assertThat(answer.statusCode()).as(asked).isEqualTo(200);
          // Others make leads meanwhile, and what waits is counted for as long as was seen.
          boolean still = before.path("parts").equals(after.path("parts"));
          if (still || unit.equals("seconds") || attempt > 20) {
            lines += same(Jsoup.parse(answer.body()), after, unit, asked, still);
            break;
          }
        }
      }
    }
    assertThat(lines).as("so many parts were compared").isGreaterThan(25);
  }

  private static int same(Document page, JsonNode call, String unit, String asked, boolean still) {
    if (unit.equals("amount") || !still) {
      return 0;
    }
    List<String> told = page.select("#parts tbody tr").stream().limit(500).map(line -> drawn(line, unit)).toList();
    List<String> called = call.path("parts").valueStream().limit(500).map(part -> drawn(part.path("figures"), unit)).toList();
    assertThat(told).as(asked).isEqualTo(called);
    return told.size();
  }

  @Test
  void whatIsTakenAwayIsTheCsvOfTheCallAndRefusalsAreItsWords() throws Exception {
    String source = "page-" + UUID.randomUUID();
    jdbc.sql("update touch set source = :source where lead_id = :lead").param("source", source).param("lead", handedOver())
        .update();
    Browser browser = manager();
    String asked = "sql-to-accepted%s?by=source,month&source=" + source;
    assertThat(browser.open("/measures/" + asked.formatted(".csv")).body())
        .isEqualTo(get("/api/v1/measures/" + asked.formatted(".csv"), key(Role.MANAGER)).body()).contains(source);
    Document page = Jsoup.parse(browser.open("/measures/" + asked.formatted("")).body());
    assertThat(page.select("#parts tbody tr").text()).contains(source, "0%", "0 of 1", "so far");
    assertThat(page.select("dl.definition").text())
        .contains(MeasureCatalogue.find("sql-to-accepted").orElseThrow().numerator());
    for (String wrong : List.of("mql-volum", "mql-volume?by=sorce", "mql-volume?by=class", "mql-volume?stage=MQL",
        "mql-volume?by=source,source", "mql-volume?source=nobody-ever-came-by-that", "mql-volume?from=yesterday",
        "mql-volume?from=2026-05-01&to=2026-04-01", "mql-volume?from=2190-05-01", "mql-volume?within=30", "mql-to-sql?within=0",
        "mql-to-sql?touch=best", "mql-to-sql?month=2026-13", "mql-to-sql?rep=" + hostile("<script>alert(1)</script>"),
        "mql-to-sql?source=" + hostile("'; drop table lead; --"), "mql-to-sql?source=" + hostile("\u202egnp.exe\"><b>"))) {
      HttpResponse<String> refused = browser.open("/measures/" + wrong);
      Answer call = get("/api/v1/measures/" + wrong, key(Role.MANAGER));
      assertThat(refused.statusCode()).as(wrong).isEqualTo(call.status()).isIn(400, 404);
      assertThat(Jsoup.parse(refused.body()).select("main p").text()).as(wrong)
          .endsWith(Jsoup.parse(call.text("detail").replace("<", "&lt;")).text());
      assertThat(refused.body()).doesNotContain("<script>alert", "<b>\"");
    }
  }

  private static String hostile(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void anEmptyFormAsksForTheWholeAndNoQueryForTheLastMonths() throws Exception {
    handedOver();
    Browser browser = manager();
    Document whole = Jsoup.parse(browser.open("/measures/sql-volume?by=&from=&to=&touch=&source=&rep=").body());
    assertThat(whole.select("figure.chart")).isEmpty();
    assertThat(whole.select("#whole").text().replace(",", ""))
        .isEqualTo(get("/api/v1/measures/sql-volume", key(Role.MANAGER)).json().path("whole").path("count").asString());
    Document usual = Jsoup.parse(browser.open("/measures/sql-volume").body());
    assertThat(usual.select("#from").val()).endsWith("-01");
    assertThat(usual.select(".measure-ask a[aria-current]").text()).isEqualTo("month");
  }

  @Test
  void aChartIsDrawnOfTheTableAndNothingIsKeptOut() {
    handedOver();
    try (BrowserContext context = chromium.browser.newContext()) {
      PageChecks.watch(context);
      Page page = context.newPage();
      page.navigate("http://localhost:" + port + "/sign-in");
      page.fill("#username", "me");
      page.fill("#password", key(Role.MANAGER));
      page.click("main button[type=submit]");
      page.waitForURL(url -> !url.contains("sign-in"));
      for (String asked : List.of("sql-to-accepted", "sql-volume?by=source,month", "rejections?by=reason",
          "sla-attainment?by=rep", "nurture-time?by=month")) {
        page.navigate("http://localhost:" + port + "/measures/" + asked);
        if (page.locator("#parts tbody tr").count() > 0) {
          assertThat(page.evaluate("() => Chart.getChart(document.querySelector('canvas')).data.datasets"
              + ".flatMap(set => set.data).filter(value => value !== null).length"))
              .as(asked).isEqualTo(page.locator("#parts tr[data-drawn]").count());
        }
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
          assertThat(scheme == ColorScheme.LIGHT ? PageChecks.barriers(page) : PageChecks.contrasts(page)).as(asked).isEmpty();
          picture(page, "measure-" + asked.replace("?", "-") + "-" + scheme.name().toLowerCase(Locale.ROOT));
        }
        assertThat(PageChecks.keptOut(page)).as(asked).isEmpty();
      }
      page.navigate("http://localhost:" + port + "/measures");
      picture(page, "measures");
    }
  }

  private static void picture(Page page, String name) {
    String folder = System.getProperty("leadloop.pages.pictures");
    if (folder != null) {
      for (int width : new int[] {1400, 390}) {
        page.setViewportSize(width, 900);
        page.screenshot(
            new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(folder, name + "-" + width + ".png")));
      }
      page.setViewportSize(1400, 900);
    }
  }
}
