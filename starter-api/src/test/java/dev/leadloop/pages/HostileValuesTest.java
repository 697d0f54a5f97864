package dev.leadloop.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.leadloop.api.Browser;
import dev.leadloop.api.Chromium;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.console.PageChecks;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.template.Footer;
import dev.leadloop.email.template.RenderedEmail;
import dev.leadloop.security.AccessTable;
import dev.leadloop.security.Role;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * More than two hundred hostile values, in every field that takes a text, shown on every page, in every export and in mails: they
 * stay what they are, words. Judged by a parser of HTML over each answer, by Chromium over the pages, and by a reader of CSV.
 */
@TestPropertySource(properties = "spring.application.name=hostile-values") // A record of its own: it fills every list.
@DirtiesContext
@Tag("pages")
class HostileValuesTest extends DecidingApiTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> FIELDS =
      List.of("firstName", "lastName", "company", "title", "industry", "source", "campaign", "content", "channel");
  /** Elements that do something by being there. */
  private static final Set<String> ACTIVE = Set.of(
      "script", "style", "link", "meta", "base", "iframe", "object", "embed", "applet", "template", "noscript", "marquee",
      "video", "source", "audio", "math");
  private static final Set<String> ADDRESSES = Set.of(
      "href", "src", "action", "formaction", "data", "poster", "hx-get", "hx-post",
      "hx-on", "sse-connect", "srcset", "xlink:href");

  private final List<String> values = HostileValues.all();
  private final List<String> leads = new ArrayList<>();
  private final Set<String> faults = new TreeSet<>();
  private int shown;

  @Test
  void theyStayWordsWhereverTheyAreShown() throws Exception {
    assertThat(values).hasSizeGreaterThan(200);
    tell();
    Browser admin = new Browser(port);
    admin.signIn("root", key(Role.ADMIN));
    Browser rep = new Browser(port);
    rep.signIn("me", key(Role.SALES));
    List<String> paths = paths();
    for (String path : paths) {
      look(admin, path);
    }
    for (String path : List.of("/inbox", "/inbox/mine", "/inbox/answered", "/leads", "/accounts")) {
      look(rep, path);
    }
    assertThat(shown).as("the values are there to be shown").isGreaterThan(5 * values.size());
    inChromium(paths);
    assertThat(faults).isEmpty();
  }

  /** What a value is refused for is refused; all that is taken is shown. */
  private void tell() throws Exception {
    int n = 0;
    for (String value : values) {
      String address = "hostile-" + n + "@" + (n % 3 == 0 ? "acme" : "hostile-" + n) + ".example";
      Map<String, Object> base = new TreeMap<>(Map.of("email", address, "country", "US", "companySize", 150));
      Map<String, Object> all = new TreeMap<>(base);
      FIELDS.forEach(field -> all.put(field, value));
      all.put("answers", Map.of("need", value, "phone", value));
      if (post("/api/v1/leads", key(Role.MARKETING), JSON.writeValueAsString(all)).status() >= 400) {
        post("/api/v1/leads", key(Role.MARKETING), JSON.writeValueAsString(base));
        for (String field : FIELDS) {
          Map<String, Object> one = new TreeMap<>(base);
          one.put(field, value);
          assertThat(post("/api/v1/leads", key(Role.MARKETING), JSON.writeValueAsString(one)).status())
              .as("%s is %s", field, value).isIn(200, 201, 202, 400);
        }
      }
      String lead = jdbc.sql("select lead_id from lead where email_key = :email").param("email", address).query(String.class)
          .single();
      leads.add(lead);
      decide(lead);
      if (n % 8 == 0) {
        act(lead, value);
      }
      n++;
    }
  }

  private void act(String lead, String value) throws Exception {
    String said = JSON.writeValueAsString(value);
    post("/api/v1/events", key(Role.MARKETING), "{\"events\":[{\"eventId\":\"d\",\"leadId\":\"" + lead
        + "\",\"type\":\"demo_requested\",\"properties\":{\"page\":" + said + ",\"topic\":" + said + "}}]}");
    decide(lead);
    post("/api/v1/leads/" + lead + "/" + (leads.size() % 16 == 1 ? "reject" : "return"), key(Role.MANAGER),
        "{\"cycle\":1,\"reason\":\"other\",\"note\":" + said + "}");
    decide(lead);
    post("/api/v1/suppressions", key(Role.MARKETING),
        "{\"email\":\"x" + lead.hashCode() + "@acme.example\",\"reason\":" + said + "}");
    post("/api/v1/keys", key(Role.ADMIN), "{\"name\":" + said + ",\"role\":\"MARKETING\",\"label\":" + said + "}");
    post("/api/v1/users", key(Role.ADMIN), "{\"handle\":\"h" + leads.size() + "\",\"name\":" + said
        + ",\"email\":\"h" + leads.size() + "@vendor.example\",\"role\":\"MARKETING\"}");
    call("PUT", "/api/v1/reps/hostile-" + leads.size(), key(Role.ADMIN),
        "{\"name\":" + said + ",\"email\":\"r" + leads.size() + "@vendor.example\",\"team\":\"sales\",\"active\":false}",
        Map.of());
    mailed(lead, "<!DOCTYPE html><html lang=\"en\"><title>x</title><p>" + value.replace("\0", ""));
  }

  private List<String> paths() {
    List<String> paths = new ArrayList<>(AccessTable.pages().stream()
        .filter(rule -> rule.method().equals(HttpMethod.GET) && rule.roles().contains(Role.ADMIN) && !rule.pattern().contains("{")
            && !rule.pattern().endsWith("/events"))
        .map(AccessTable.Rule::pattern).toList());
    leads.forEach(lead -> paths.add("/leads/" + lead));
    for (int page = 0; page < 8; page++) {
      paths.add("/board/routing?page=" + page);
    }
    List.of("source", "campaign", "content", "channel", "industry").forEach(by -> {
      paths.add("/measures/lead-volume?by=" + by);
      paths.add("/measures/lead-volume.csv?by=" + by);
      paths.add("/funnel?by=" + by);
    });
    jdbc.sql("select account_id from account").query(String.class).list().stream().limit(80)
        .forEach(account -> paths.add("/accounts/" + account));
    values.stream().limit(60).forEach(value -> paths.add("/leads?q=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return paths;
  }

  private void look(Browser browser, String path) throws Exception {
    HttpResponse<String> answer = browser.open(path);
    String type = answer.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (answer.statusCode() >= 500) {
      faults.add(path + " answers " + answer.statusCode());
    }
    if (type.startsWith("text/html")) {
      html(path, answer.body(), false);
    } else if (type.startsWith("text/csv")) {
      csv(path, answer.body());
    }
  }

  private void html(String where, String body, boolean styled) {
    for (int at = body.indexOf(HostileValues.MARK); at >= 0; at = body.indexOf(HostileValues.MARK, at + 1)) {
      shown++;
    }
    if (body.contains(HostileValues.COMPUTED)) {
      faults.add(where + " computed a value");
    }
    for (Element element : Jsoup.parse(body).getAllElements()) {
      String own = element.tagName() + " " + element.attributes() + " " + element.data();
      if (element.tagName().contains(HostileValues.MARK)
          || ACTIVE.contains(element.tagName()) && own.contains(HostileValues.MARK)) {
        faults.add(where + " holds an element: " + own);
      }
      for (Attribute attribute : element.attributes()) {
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        if (name.contains(HostileValues.MARK) || name.startsWith("on") || name.equals("style") && !styled
            || name.startsWith("th:")
            || ADDRESSES.contains(name) && attribute.getValue().contains(HostileValues.MARK)
                && !attribute.getValue().matches("(?:/(?![/\\\\])|\\?|#|https?://(?:localhost|temporal\\.example)[:/]).*")) {
          faults.add(where + " holds " + attribute);
        }
      }
    }
  }

  /** No cell begins as a formula does, and every row has the cells of the head. */
  private void csv(String where, String body) {
    List<List<String>> rows = new ArrayList<>();
    CsvReader.builder().ofCsvRecord(body.startsWith("\ufeff") ? body.substring(1) : body)
        .forEach(record -> rows.add(record.getFields()));
    for (List<String> row : rows) {
      if (row.size() != rows.getFirst().size()) {
        faults.add(where + " has a row of " + row.size() + " cells: " + row);
      }
      for (String cell : row) {
        shown += cell.contains(HostileValues.MARK) ? 1 : 0;
        if (cell.contains(HostileValues.MARK) && "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".indexOf(cell.charAt(0)) >= 0) {
          faults.add(where + " has a cell that is a formula: " + cell);
        }
      }
    }
  }

  private void inChromium(List<String> paths) {
    try (Chromium chromium = Chromium.start(); BrowserContext context = chromium.browser.newContext()) {
      PageChecks.watch(context);
      Page page = context.newPage();
      page.navigate("http://localhost:" + port + "/sign-in");
      page.fill("#username", "root");
      page.fill("#password", key(Role.ADMIN));
      page.click("main button[type=submit]");
      page.waitForURL(url -> !url.contains("sign-in"));
      for (int n = 0; n < paths.size(); n++) {
        String path = paths.get(n);
        // Of the leads each fifth: what they consist of was judged above, and what runs does so on any.
        if (path.contains("export") || path.contains(".csv") || path.startsWith("/leads/") && n % 5 != 0) {
          continue;
        }
        page.navigate("http://localhost:" + port + path);
        if (page.evaluate("() => window.taken ?? null") != null) {
          faults.add(path + " was taken");
        }
        PageChecks.keptOut(page).forEach(kept -> faults.add(path + " had kept out " + kept));
      }
    }
  }

  @Test
  void theyStayWordsInMails() {
    EmailTemplates templates = EmailTemplates.starter();
    Footer footer = new Footer("Example", "1 Example Street", URI.create("https://example.com/u/x"));
    for (String value : values) {
      Map<String, String> filled = Map.of("firstName", value, "lastName", value, "company", value, "title", value, "topic", value,
          "senderCompany", "Example", "senderName", "Example");
      for (String template : EmailTemplates.STARTER_NURTURE) {
        RenderedEmail mail = templates.nurture(template, filled, footer);
        if (mail.subject().chars().anyMatch(sign -> sign < ' ')) {
          faults.add("the subject of " + template + " has more than a line: " + mail.subject());
        }
        html(template + " for " + value, mail.html(), true);
      }
    }
    assertThat(shown).isGreaterThan(values.size());
    assertThat(faults).isEmpty();
  }
}
