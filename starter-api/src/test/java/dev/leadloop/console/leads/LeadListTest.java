package dev.leadloop.console.leads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.security.Role;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The list of leads and the call beside it: one rule by two doors, cut to what whoever asks may look at. */
class LeadListTest extends DecidingApiTest {
  private Browser signedIn(Role role) throws Exception {
    Browser browser = new Browser(port);
    browser.signIn("me", key(role));
    return browser;
  }

  private String lead(String json) {
    String lead = post("/api/v1/leads", key(Role.MARKETING), json).text("leadId");
    decide(lead);
    return lead;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> shown(String page) {
    return Jsoup.parse(page).select("#found tbody tr td:first-child a").eachAttr("href").stream()
        .map(address -> address.substring("/leads/".length())).toList();
  }

  private List<String> called(String query, Role role) {
    return get("/api/v1/leads?limit=50&" + query, key(role)).json().path("leads").valueStream()
        .map(one -> one.path("leadId").asString()).toList();
  }

  @Test
  void isFoundByWhatItIsKnownByAtBothDoors() throws Exception {
    String lead = lead("""
        {"email":"zoe.Quist@lake-works.example","firstName":"Zoé","lastName":"Quist","company":"Lake_Works 100%","source":"fair",
         "answers":{"phone":"+49 (0)30 555-0199"}}""");
    Browser manager = signedIn(Role.MANAGER);
    for (String text : List.of("zoe", "ZOÉ QUIST", "quist lake", "zoe.quist@lake", "030 5550199", "+49 30 5550199",
        "0049305550199",
        lead, lead.substring(3, 20), "ake_works", "100%", "zo qu")) {
      assertThat(called("q=" + encoded(text), Role.MANAGER)).as(text).contains(lead);
      assertThat(shown(manager.open("/leads?q=" + encoded(text)).body())).as(text).isEqualTo(called("q=" + encoded(text),
          Role.MANAGER));
    }
    for (String text : List.of("zoee", "quist.lake", "ake%works", "_oe quist", "%", "uist%", "030 5550198", "oe ist x")) {
      assertThat(called("q=" + encoded(text), Role.MANAGER)).as(text).doesNotContain(lead);
    }
    assertThat(called("source=fair&q=quist", Role.MANAGER)).containsExactly(lead);
  }

  @Test
  void withoutANameItShowsItsAddressCompanyOrId() throws Exception {
    String bare = post("/api/v1/leads", key(Role.MARKETING), "{\"system\":\"shop\",\"externalId\":\"bare-1\"}").text("leadId");
    String firm = lead("{\"system\":\"shop\",\"externalId\":\"firm-1\",\"company\":\"Only a Firm\"}");
    String mail = lead("{\"email\":\"only-mail@acme.example\"}");
    Document page = Jsoup.parse(signedIn(Role.MANAGER).open("/leads").body());
    assertThat(page.select("#found tbody a[href='/leads/" + bare + "']").text()).isEqualTo(bare);
    assertThat(page.select("#found tbody a[href='/leads/" + firm + "']").text()).isEqualTo("Only a Firm");
    assertThat(page.select("#found tbody a[href='/leads/" + mail + "']").text()).isEqualTo("only-mail@acme.example");
    assertThat(page.select("#found tr:has(a[href='/leads/" + mail
        + "'])").text()).as("its company is known by the domain").contains("acme");
  }

  @Test
  void whatCannotBeMeantIsRefusedAtBothDoors() throws Exception {
    newLead();
    Browser manager = signedIn(Role.MANAGER);
    for (Map.Entry<String, String> wrong : Map.of(
        "stage=SQLL", "did you mean 'SQL'", "owner=nobody-at-all", "is neither a rep nor the queue", "source=martian",
        "is where no lead came from", "grade=Z", "is not one of", "scoreFrom=9&scoreTo=3", "swap the two", "held=perhaps",
            "is not one of",
        "enteredFrom=2026-13-01", "is neither a day", "sort=oldest", "is not one of", "sort=score&after=x", "is not where a page",
        "stuck=false", "'true' alone").entrySet()) {
      HttpResponse<String> page = manager.open("/leads?" + wrong.getKey());
      assertThat(page.statusCode()).as(wrong.getKey()).isEqualTo(400);
      assertThat(page.body().replace("&#39;", "'")).as(wrong.getKey()).contains(wrong.getValue());
      Answer call = get("/api/v1/leads?" + wrong.getKey(), key(Role.MANAGER));
      assertThat(call.status()).as(wrong.getKey()).isEqualTo(400);
      assertThat(call.text("detail")).as(wrong.getKey()).contains(wrong.getValue());
    }
    assertThat(manager.open("/leads?q=" + "x".repeat(201)).statusCode()).isEqualTo(400);
    assertThat(manager.open("/leads?q=a%00b").statusCode()).isEqualTo(400);
    assertThat(manager.open("/leads?columns=owner-colour").statusCode()).isEqualTo(400);
    assertThat(manager.open("/leads?stage=&q=&sort=").statusCode()).as("as a form sends it").isEqualTo(200);
  }

  @Test
  void repFindsAndExportsWhatTheRepMayLookAtAlone() throws Exception {
    String mine = handedOver("Findable One");
    String other = lead("{\"email\":\"hidden@findable.example\",\"company\":\"Findable Two\"}");
    assertThat(called("q=findable", Role.MANAGER)).contains(mine, other);
    assertThat(called("q=findable", Role.SALES)).contains(mine).doesNotContain(other);
    Browser rep = signedIn(Role.SALES);
    assertThat(shown(rep.open("/leads?q=findable").body())).contains(mine).doesNotContain(other);
    assertThat(rep.open("/leads?q=findable").body()).doesNotContain("Findable Two");
    String csv = rep.open("/leads/export?q=findable").body();
    assertThat(csv).contains(mine).doesNotContain(other);
    assertThat(signedIn(Role.MANAGER).open("/leads/export?q=findable").body()).contains(mine, other);
  }

  @Test
  void segmentOfThePolicyIsFoundExactly() throws Exception {
    String large = lead("{\"email\":\"large@segments.example\",\"companySize\":1001,\"source\":\"segments\"}");
    String middle = lead("{\"email\":\"middle@segments.example\",\"companySize\":1000,\"source\":\"segments\"}");
    String unknown = lead("{\"email\":\"unknown@segments.example\",\"source\":\"segments\"}");
    assertThat(called("source=segments&segment=enterprise", Role.MANAGER)).containsExactly(large);
    assertThat(called("source=segments&segment=mid-market", Role.MANAGER)).containsExactly(middle).doesNotContain(unknown);
    Browser manager = signedIn(Role.MANAGER);
    assertThat(shown(manager.open("/leads?source=segments&segment=mid-market").body())).containsExactly(middle);
    assertThat(manager.open("/leads?segment=mid-markt").body()).contains("did you mean");
    assertThat(get("/api/v1/leads?segment=nobody-has", key(Role.MANAGER)).status()).isEqualTo(400);
  }

  @Test
  void exportIsSafeToOpenAndHoldsEveryPage() throws Exception {
    for (int n = 0; n < 3; n++) {
      lead("{\"email\":\"csv" + n + "@acme.example\",\"firstName\":\"=2+5\",\"lastName\":\"a,\\\"b\",\"company\":\"Csv Firm\"}");
    }
    HttpResponse<String> csv = signedIn(Role.MARKETING).open("/leads/export?q=csv+firm");
    assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(csv.body().lines().count()).isEqualTo(4);
    assertThat(csv.body()).doesNotContain("\n=2", ",=2").contains("'=2+5");
  }

  @Test
  void hostileTextIsTextAndNothingElse() throws Exception {
    Browser manager = signedIn(Role.MANAGER);
    for (String name : List.of("<script>alert(1)</script>", "\"><img src=x onerror=1>", "\u202Eevil", "مرحبا", "${7*7}",
        "'; drop table lead",
        "x".repeat(200), "a\\b", "%_\\%")) {
      String json = tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(
          Map.of("email", "h" + Math.abs(name.hashCode()) + "@hostile.example", "lastName", name, "company", name));
      Answer taken = post("/api/v1/leads", key(Role.MARKETING), json);
      if (taken.status() != 202) {
        continue;
      }
      String text = name.length() > 100 ? name.substring(0, 100) : name;
      HttpResponse<String> page = manager.open("/leads?q=" + encoded(text));
      assertThat(page.statusCode()).as(name).isEqualTo(200);
      assertThat(page.body()).as(name).doesNotContain("<script>alert", "<img src=x");
      Document document = Jsoup.parse(page.body());
      assertThat(document.selectFirst("#q").val()).as(name).isEqualTo(text);
      if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
        assertThat(shown(page.body())).as(name).contains(taken.text("leadId"));
      }
    }
  }

  @Test
  void viewIsKeptForOneselfOrSharedWithAll() throws Exception {
    lead("{\"email\":\"view@acme.example\"}");
    Browser marketing = signedIn(Role.MARKETING);
    Browser manager = signedIn(Role.MANAGER);
    String page = marketing.send("/leads", "/leads/views", Map.of("name", "My <nurtured>", "stage", "NURTURING", "columns",
        "owner-score"))
        .body();
    assertThat(page).contains("My &lt;nurtured&gt;").doesNotContain("<nurtured>");
    assertThat(Jsoup.parse(page).select("nav.views a.chip").eachAttr("href"))
        .containsExactly("/leads?stage=NURTURING&columns=owner-score");
    assertThat(manager.open("/leads").body()).doesNotContain("&lt;nurtured&gt;");
    marketing.send("/leads", "/leads/views", Map.of("name", "Ours", "shared", "true", "q", "acme"));
    assertThat(Jsoup.parse(manager.open("/leads").body()).select("nav.views a.chip").text()).isEqualTo("Ours · shared");
    String view = Jsoup.parse(marketing.open("/leads").body()).select("#view option").stream()
        .filter(one -> one.text().equals("Ours")).findFirst().orElseThrow().val();
    assertThat(manager.send("/leads", "/leads/views/forget", Map.of("view", view)).body()).contains("You keep no such view");
    assertThat(marketing.send("/leads", "/leads/views/forget", Map.of("view", view)).body()).contains("The view is forgotten");
    assertThat(manager.open("/leads").body()).doesNotContain("Ours");
    assertThat(marketing.send("/leads", "/leads/views", Map.of("name", " ")).statusCode()).isEqualTo(400);
    assertThat(marketing.send("/leads", "/leads/views", Map.of("name", "x", "stage", "NONE")).statusCode()).isEqualTo(400);
  }

  @Test
  void columnsAreChosenAndPagesFollowTheOrder() throws Exception {
    for (int n = 0; n < 55; n++) {
      newLead();
    }
    Browser manager = signedIn(Role.MANAGER);
    Document page = Jsoup.parse(manager.open("/leads?columns=created-email").body());
    assertThat(page.select("#found thead th").eachText()).containsExactly("Lead", "Address", "Came in");
    List<String> first = shown(page.html());
    assertThat(first).hasSize(50).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    String next = page.selectFirst("nav.pages a").attr("href");
    assertThat(next).contains("columns=created-email", "after=" + first.getLast());
    assertThat(shown(manager.open(next).body())).isNotEmpty().doesNotContainAnyElementsOf(first);
  }

  @Test
  void whoTypesGetsWhatWasFoundAlone() throws Exception {
    String lead = lead("{\"email\":\"typed@acme.example\"}");
    Browser manager = signedIn(Role.MANAGER);
    Answer part = call("GET", "/leads?q=typed&stage=", NO_KEY, null, Map.of("HX-Request", "true", "Cookie",
        manager.cookieHeader()));
    assertThat(part.body()).contains(lead).doesNotContain("<html", "<nav class=\"rail\"");
    assertThat(part.header("HX-Replace-Url")).isEqualTo("/leads?q=typed");
  }
}
