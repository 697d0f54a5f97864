package dev.leadloop.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import dev.leadloop.api.Chromium;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.console.PageChecks;
import dev.leadloop.security.AccessTable;
import dev.leadloop.security.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/**
 * Every page that the access table knows, as each role that may open it, in both schemes: the content policy keeps nothing out
 * of it, no script fails, and axe-core finds nothing serious or critical; it is asked of each page that has a part which none
 * before it had. A new page is looked at without being named here; only what its address holds in braces must be known.
 */
@Tag("browser")
class EveryPageTest extends DecidingApiTest {
  /** What was mailed is no page of ours; it is looked at in the frame of its page. */
  private static final String MAIL = "/mails/{mail}/content";

  private static Chromium chromium;

  /** What the pages so far consist of. */
  private final Set<Object> looked = new HashSet<>();

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

  private String account() {
    return post("/api/v1/accounts/intent", key(Role.MARKETING),
            "{\"surges\":[{\"domain\":\"every-page.example\",\"company\":\"Every Page\",\"topic\":\"crm\",\"score\":83,"
                + "\"source\":\"bombora\"}]}")
        .json().at("/surges/0/accountId").asString();
  }

  private String campaign() {
    post("/api/v1/campaigns", key(Role.MARKETING),
        "{\"id\":\"every-page\",\"sequence\":\"mql\",\"segment\":{\"fact\":\"company\",\"in\":[\"Nobody's\"]}}");
    return post("/api/v1/campaigns/every-page/stop", key(Role.MARKETING), "{}").text("id");
  }

  private String connector() {
    return call("PUT", "/api/v1/connectors/every-page", key(Role.ADMIN),
        "{\"mapping\":\"kind: hubspot\\nfields:\\n  email: {from: email}\\n\"}", Map.of()).text("connectorId");
  }

  private String imported() {
    return call("POST", "/api/v1/imports?mapping=%7B%22columns%22%3A%7B%22Email%22%3A%22email%22%7D%7D", key(Role.MARKETING),
        "Email\nevery-page@acme.example\n", Map.of("Content-Type", "text/csv")).text("importId");
  }

  private String many(String lead) {
    return post("/api/v1/bulk-orders/reassign", key(Role.MANAGER), "{\"leadIds\":[\"" + lead + "\"]}").json()
        .at("/order/id").asString();
  }

  private String draft() {
    String policy = jdbc.sql("select document from policy_version order by version desc limit 1").query(String.class).single();
    return call("POST", "/api/v1/policies/drafts", key(Role.ADMIN), policy + "\n# every page\n",
        Map.of("Content-Type", "application/yaml")).text("draftId");
  }

  private List<String> pages(Role role, Map<String, String> values) {
    return Stream.concat(
            Stream.of("/", "/sign-in"),
            AccessTable.pages().stream()
                .filter(rule -> rule.method().equals(HttpMethod.GET) && rule.roles().contains(role)
                    && !rule.pattern().endsWith(".csv") && !rule.pattern().endsWith(MAIL))
                .map(AccessTable.Rule::pattern))
        .map(pattern -> {
          String path = pattern;
          for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace(value.getKey(), value.getValue());
          }
          assertThat(path).as("give its value in EveryPageTest").doesNotContain("{");
          return path;
        })
        .toList();
  }

  private static boolean isPage(Response response) {
    return String.valueOf(response.headerValue("content-type")).startsWith("text/html");
  }

  private List<String> faults(Page page, String path, boolean mayBeHidden) {
    List<String> faults = new ArrayList<>();
    Response response;
    try {
      response = page.navigate("http://localhost:" + port + path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    } catch (PlaywrightException notShown) {
      assertThat(notShown).as(path).hasMessageContaining("Download is starting");
      return faults;
    }
    if (!isPage(response)) {
      return faults;
    }
    page.waitForLoadState();
    if (response.status() != 200 && !(mayBeHidden && response.status() == 404)) {
      faults.add("answers " + response.status());
    }
    if (looked.addAll(PageChecks.parts(page))) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      PageChecks.barriers(page).forEach(found -> faults.add("light: " + found));
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      PageChecks.contrasts(page).forEach(found -> faults.add("dark: " + found));
    }
    PageChecks.keptOut(page).forEach(found -> faults.add("kept out: " + found));
    PlainWords.missed(page.content()).forEach(found -> faults.add("a word of programs: " + found));
    return faults;
  }

  @Test
  void nothingIsKeptOutOfAnyPageAndNothingSeriousIsFoundOnIt() {
    // A download and a stream are no pages: they are asked for by their own tests.
    String lead = handedOver();
    // What names several things is told with where it stands, and first.
    Map<String, String> values = new LinkedHashMap<>();
    values.put("/sequences/{id}", "/sequences/nurture");
    values.put("/templates/{name}", "/templates/nurture:1-guide");
    values.put("{bulkOrderId}", many(lead));
    values.put("{backtestId}", post("/api/v1/policies/1/backtest", key(Role.MARKETING), "{}").text("backtestId"));
    values.put("{simulationId}", post("/api/v1/simulations", key(Role.MARKETING), "{\"against\":\"1\",\"days\":3}")
        .text("simulationId"));
    values.put("{erasureId}", post("/api/v1/erasures", key(Role.ADMIN),
        "{\"email\":\"forgotten@acme.example\",\"reason\":\"asked_by_person\"}").text("id"));
    values.put("{id}", lead);
    values.put("{mail}", mailed(lead, "<!DOCTYPE html><html lang=\"en\"><title>Hello</title><p>Hello</p></html>"));
    values.put("{version}", "1");
    values.put("{accountId}", account());
    values.put("{draft}", draft());
    values.put("{repId}", "rep-1");
    values.put("{name}", "sql-to-accepted");
    values.put("{campaignId}", campaign());
    values.put("{importId}", imported());
    values.put("{formId}", "contact");
    values.put("{connectorId}", connector());
    Map<String, List<String>> faults = new TreeMap<>();
    for (Role role : Role.OF_PEOPLE) {
      try (BrowserContext context = chromium.browser.newContext()) {
        PageChecks.watch(context);
        Page page = context.newPage();
        page.navigate("http://localhost:" + port + "/sign-in");
        page.fill("#username", "me");
        page.fill("#password", key(role));
        page.click("main button[type=submit]");
        page.waitForURL(url -> !url.contains("sign-in"));
        for (String path : pages(role, values)) {
          List<String> found = faults(page, path, role == Role.SALES);
          if (!found.isEmpty()) {
            faults.put(role + " " + path, found);
          }
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void whatIsKeptOutIsNoticed() {
    try (BrowserContext context = chromium.browser.newContext()) {
      PageChecks.watch(context);
      Page page = context.newPage();
      page.navigate("http://localhost:" + port + "/sign-in");
      page.evaluate("document.body.insertAdjacentHTML('beforeend',"
          + " '<p style=\"color:red\">x</p><img src=\"https://x.example/a.png\">')");
      page.waitForFunction("() => window.keptOut.length >= 2");
      page.evaluate("document.querySelector('#username').removeAttribute('id')");
      assertThat(PageChecks.barriers(page)).isNotEmpty();
    }
  }
}
