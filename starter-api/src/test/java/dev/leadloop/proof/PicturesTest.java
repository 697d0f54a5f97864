package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.leadloop.api.Browser;
import dev.leadloop.api.Chromium;
import dev.leadloop.console.PageChecks;
import dev.leadloop.pages.LinkedPages;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.proof.Product.Layout;
import dev.leadloop.security.AccessTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;

/**
 * Pictures of every page over sample data that lives, wide and narrow, light and dark, for people to look at. Pages are found as
 * people find them, by links from the first one; one that no link leads to is an error.
 */
@Tag("pages")
class PicturesTest {
  private static final Path FOLDER = Path.of(System.getProperty("leadloop.pictures", "target/pictures"));
  private static final Duration SOON = Duration.ofMinutes(5);
  private static final Map<String, int[]> WINDOWS = Map.of("wide", new int[] {1400, 900}, "narrow", new int[] {390, 844});

  /** What follows a form, and what is there only at times: leads that a rollout strands, and mails in their sending hours. */
  private static final Set<String> PARTS = Set.of(
      "/inbox/{id}/became", "/imports/{importId}/mapping", "/policies/{version}/rollout.csv", "/leads/{id}/mails/{mail}",
      "/leads/{id}/mails/{mail}/content");

  private final LinkedPages links = new LinkedPages();

  @Test
  void everyPageIsReachedByLinksAndLooksAsItLooks(@TempDir Path home) throws Exception {
    Files.createDirectories(FOLDER);
    try (Product product = new Product(home.resolve("home"), Layout.ONE_PROCESS, Map.of());
        Chromium chromium = Chromium.start()) {
      product.start();
      ProductClient admin = new ProductClient(product.api(), Product.ADMIN_KEY);
      SalesTeam.open(admin);
      String rep = lives(admin);
      Map<String, List<String>> faults = new TreeMap<>();
      faults.putAll(pictures(product, chromium, "sales", admin.post("/api/v1/keys",
          Map.of("name", "pictures", "role", "SALES", "repId", rep), null).body().path("key").asText()));
      faults.putAll(pictures(product, chromium, "admin", Product.ADMIN_KEY));
      assertThat(faults).as("kept out by the content policy, failed, or wider than its window").isEmpty();
      assertThat(AccessTable.pages().stream()
              .filter(rule -> rule.method().equals(HttpMethod.GET) && rule.pattern().contains("{"))
              .map(AccessTable.Rule::pattern).filter(pattern -> !links.reached().contains(pattern) && !PARTS.contains(pattern)))
          .as("no link leads to").isEmpty();
    }
  }

  /** Whoever has most handoffs open, once there is something to see on each page. */
  private static String lives(ProductClient admin) {
    assertThat(admin.post("/api/v1/sample-data", Map.of("speed", 60), null).status()).isEqualTo(200);
    String rep = Waiting.patiently(SOON, () -> {
      Map<String, Integer> open = new TreeMap<>();
      for (JsonNode handoff : admin.get("/api/v1/handoffs").body().path("handoffs")) {
        open.merge(handoff.path("owner").asText(), 1, Integer::sum);
      }
      Optional<Map.Entry<String, Integer>> most = open.entrySet().stream().max(Map.Entry.comparingByValue());
      if (most.isEmpty() || most.get().getValue() < 2
          || admin.get("/api/v1/leads?stage=ACCEPTED").body().path("leads").isEmpty()) {
        throw new IllegalStateException("so far only " + open + " wait for an answer, or nobody has accepted one");
      }
      return most.get().getKey();
    });
    ordered(admin);
    // From now on nothing much happens, so that pages of one run belong together.
    admin.post("/api/v1/sample-data", Map.of("speed", 1), null);
    return rep;
  }

  /**
   * What marketing does: many leads at once, a campaign, an import with a row that cannot come in, and a draft; and what an
   * administrator does: a connector, and somebody who is forgotten.
   */
  private static void ordered(ProductClient admin) {
    String lead = admin.get("/api/v1/leads?stage=NURTURING").body().at("/leads/0/leadId").asText();
    assertThat(admin.post("/api/v1/bulk-orders/nurture", Map.of("leadIds", List.of(lead)), null).status()).isEqualTo(202);
    assertThat(admin.post("/api/v1/campaigns", Map.of("id", "pictures", "sequence", "recycle-general"), null).status())
        .isEqualTo(202);
    String mapping = "%7B%22columns%22%3A%7B%22E%22%3A%22email%22%2C%22C%22%3A%22country%22%2C%22I%22%3A%22industry%22%7D%7D";
    assertThat(admin.csv("/api/v1/imports?mapping=" + mapping,
        "E,C,I\na@pictures.example,DE,Underwater Basketry\nno address,DE,software\n").status()).isEqualTo(202);
    assertThat(admin.post("/api/v1/policies/1/backtest", Map.of(), null).status()).isEqualTo(202);
    assertThat(admin.post("/api/v1/simulations", Map.of("against", "1", "days", 30), null).status()).isEqualTo(202);
    assertThat(admin.put("/api/v1/connectors/pictures", Map.of("mapping", "kind: hubspot\nfields:\n  email: {from: email}\n"))
        .good()).isTrue();
    assertThat(admin.post("/api/v1/erasures", Map.of("email", "nobody@pictures.example", "reason", "asked_by_person"), null)
        .status()).isEqualTo(202);
    assertThat(admin.yaml("POST", "/api/v1/policies/drafts", PolicyCatalog.starter() + "\n# to look at\n", null).good()).isTrue();
    Waiting.until(SOON, () ->
        admin.get("/api/v1/imports").body().at("/imports/0/state").asText().equals("DONE") ? "" : "the import is not done");
    Waiting.until(SOON, () -> admin.get("/api/v1/backtests").body().at("/backtests/0/state").asText().equals("DONE")
        ? "" : "the backtest is not done: " + admin.get("/api/v1/backtests").body());
    Waiting.until(SOON, () -> admin.get("/api/v1/simulations").body().at("/simulations/0/state").asText().equals("done")
        ? "" : "the dry run is not done: " + admin.get("/api/v1/simulations").body());
  }

  private Map<String, List<String>> pictures(Product product, Chromium chromium, String who, String key) throws Exception {
    Map<String, List<String>> faults = new TreeMap<>();
    Browser browser = new Browser(product.api().getPort());
    browser.signIn(who, key);
    Map<String, String> pages = links.found(browser);
    try (BrowserContext context = chromium.browser.newContext(new NewContextOptions().setBaseURL(product.api().toString()))) {
      PageChecks.watch(context);
      Page page = context.newPage();
      page.navigate("/sign-in");
      page.fill("#username", who);
      page.fill("#password", key);
      page.click("main button[type=submit]");
      page.waitForURL(url -> !url.contains("sign-in"));
      for (Map.Entry<String, String> one : pages.entrySet()) {
        List<String> found = pictures(page, who + name(one.getKey()), one.getValue());
        if (!found.isEmpty()) {
          faults.put(who + " " + one.getValue(), found);
        }
      }
    }
    return faults;
  }

  private static String name(String pattern) {
    return pattern.replace("{", "").replace("}", "").replace('/', '-');
  }

  private static List<String> pictures(Page page, String name, String path) {
    List<String> faults = new ArrayList<>();
    page.navigate(path);
    page.waitForFunction("() => !document.querySelector('.htmx-request, [hx-trigger=load]')");
    for (Map.Entry<String, int[]> window : WINDOWS.entrySet()) {
      page.setViewportSize(window.getValue()[0], window.getValue()[1]);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(
            FOLDER.resolve(name + "-" + window.getKey() + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
      }
      if (Boolean.FALSE.equals(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))) {
        faults.add("wider than " + window.getValue()[0]);
      }
    }
    PageChecks.keptOut(page).forEach(kept -> faults.add(String.valueOf(kept)));
    return faults;
  }
}
