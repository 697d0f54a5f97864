package dev.leadloop.console.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.nurturing.Campaigns;
import dev.leadloop.security.Role;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A campaign is built, counted, started and stopped by pages, by the rules of the calls. */
class CampaignPageTest extends DecidingApiTest {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  @Autowired private Campaigns campaigns;

  private Browser person(Role role) throws Exception {
    Browser browser = new Browser(port);
    browser.signIn("", key(role));
    return browser;
  }

  private static HttpResponse<String> send(Browser browser, String path, String... fields) throws Exception {
    Matcher token = TOKEN.matcher(browser.open("/campaigns/new").body());
    assertThat(token.find()).isTrue();
    List<String> sent = new ArrayList<>(List.of("_csrf=" + token.group(1)));
    for (int i = 0; i < fields.length; i += 2) {
      sent.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return browser.sendRaw(path, String.join("&", sent));
  }

  private static Document page(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  private String leadOf(String company) {
    String lead = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"kim-" + System.nanoTime()
        + "@campaigns.example\",\"company\":\"" + company + "\",\"country\":\"DE\",\"companySize\":120}").text("leadId");
    decide(lead);
    return lead;
  }

  @Test
  void pageCountsWhatTheCallCountsByRowsByTextAndByName() throws Exception {
    String company = "Counted " + System.nanoTime();
    leadOf(company);
    leadOf(company);
    Browser browser = person(Role.MANAGER);
    Document rows = page(send(browser, "/campaigns/preview", "by", "rows", "join", "all", "sequence", "mql",
        "fact", "company", "comparison", "in", "values", company, "fact", "country", "comparison", "in", "values",
            "Germany, FR"));
    assertThat(rows.select("#reach .big b").text()).isEqualTo("2");
    assertThat(rows.select("#reach").text()).contains("2 leads run the sequence nurture, which ends").doesNotContain("Start it");
    Document text = page(send(browser, "/campaigns/preview", "by", "text", "sequence", "nurture", "text",
        "all:\r\n  - fact: company\r\n    in: ['" + company + "']\r\n  - { fact: companySize, at-least: 51 }\r\n"));
    assertThat(text.select("#reach .big b").text()).as(text.select("#said-text").text()).isEqualTo("0");
    assertThat(text.select("#reach").text()).contains("2 leads who run this sequence already");
    Document named = page(send(browser, "/campaigns/preview", "by", "named", "named", "mid-market", "sequence", "mql"));
    int reach = post("/api/v1/campaigns/preview", key(Role.MANAGER), "{\"sequence\":\"mql\",\"segment\":{\"all\":["
        + "{\"fact\":\"companySize\",\"at-least\":51},{\"fact\":\"companySize\",\"at-most\":1000}]}}").json().path("reach")
            .asInt();
    assertThat(named.select("#reach .big b").text()).isEqualTo(String.valueOf(reach));
  }

  @Test
  void mistakeIsToldAtItsRowAndNothingIsStartedByIt() throws Exception {
    Browser browser = person(Role.MARKETING);
    String[] wrong = {"id", "not-started", "by", "rows", "join", "any", "sequence", "mql", "rate", "60",
        "fact", "country", "comparison", "in", "values", "Germny",
        "fact", "companySize", "comparison", "at-least", "values", "many",
        "fact", "emailKind", "comparison", "not-in", "values", "free",
        "fact", "industry", "comparison", "in", "values", "softwre"};
    Document page = page(send(browser, "/campaigns/preview", wrong));
    assertThat(page.select("#said-0").text()).contains("there is no country 'Germny'", "did you mean 'Germany'");
    assertThat(page.select("#said-1").text()).contains("must be a number, but is 'many'");
    assertThat(page.select("#said-2").text()).isEmpty();
    assertThat(page.select("#said-3").text()).contains("no industry is known as 'softwre'", "did you mean 'software'");
    HttpResponse<String> started = send(browser, "/campaigns", wrong);
    assertThat(started.statusCode()).isEqualTo(400);
    assertThat(Jsoup.parse(started.body()).select("[role=alert]").text()).contains("Nothing was started");
    assertThat(get("/api/v1/campaigns/not-started", key(Role.MANAGER)).status()).isEqualTo(404);
    assertThat(send(browser, "/campaigns", "id", "no rate", "by", "everybody", "sequence", "mql", "rate", "0").body())
        .contains("ratePerMinute must be from 1 to 6000");
  }

  @Test
  void buttonsAddAndTakeOutRowsWithoutAScript() throws Exception {
    Browser browser = person(Role.MARKETING);
    Document more = page(send(browser, "/campaigns/preview", "by", "rows", "fact", "company", "comparison", "in", "values",
        "Acme",
        "add", "1"));
    assertThat(more.select("[name=values]")).hasSize(2);
    Document less = page(send(browser, "/campaigns/preview", "by", "rows", "fact", "company", "comparison", "in", "values",
        "Acme",
        "fact", "did:ebook_download", "comparison", "within", "values", "30", "remove", "0", "sequence", "mql"));
    assertThat(less.select("[name=fact] option[selected]").eachAttr("value")).containsExactly("did:ebook_download");
    assertThat(less.select("#reach").text()).contains("at least 1 ebook_download within 30 days");
  }

  @Test
  void formThatIsSentTwiceStartsOneCampaignWhichIsThenPausedAndStopped() throws Exception {
    String company = "Twice " + System.nanoTime();
    leadOf(company);
    Browser browser = person(Role.MARKETING);
    String id = "twice-" + System.nanoTime();
    String[] form = {"id", id, "by", "rows", "join", "all", "sequence", "mql", "rate", "30", "fact", "company", "comparison",
        "in",
        "values", company};
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> started = send(browser, "/campaigns", form);
      assertThat(started.uri().getPath()).isEqualTo("/campaigns/" + id);
      assertThat(Jsoup.parse(started.body()).select("#progress").text()).contains("begun for 0 of about 1 leads", "at most 30");
    }
    assertThat(count("select count(*) from campaign where campaign_id = '" + id + "'")).isOne();
    assertThat(browser.open("/campaigns").body()).contains(id, company);
    assertThat(page(send(browser, "/campaigns/" + id + "/pause")).select(".done").text()).startsWith("Paused by");
    assertThat(page(send(browser, "/campaigns/" + id + "/resume")).select(".done").text()).startsWith("Running");
    Document stopped = page(send(browser, "/campaigns/" + id + "/stop"));
    assertThat(stopped.select("#progress button")).isEmpty();
    assertThat(page(browser.open("/campaigns/new?like=" + id)).select("textarea[name=text]").text()).contains(company);
  }

  @Test
  void oneMailIsShownTriedCountedStartedForLaterAndStopped() throws Exception {
    String company = "One mail " + System.nanoTime();
    leadOf(company);
    Browser browser = person(Role.MARKETING);
    String[] form = {"id", "mail-" + System.nanoTime(), "what", "mail", "mail", "nurture/1-guide", "by", "rows", "join", "all",
        "rate", "30", "fact", "company", "comparison", "in", "values", company, "from", ""};
    Document page = page(send(browser, "/campaigns/preview", form));
    assertThat(page.select("#reach .big b").text()).isEqualTo("1");
    assertThat(page.select("#reach").text()).contains("runs a sequence, which goes on beside it").doesNotContain("which ends");
    assertThat(page.select("#mail option").eachAttr("value")).contains("nurture/1-guide")
        .doesNotContain("consent/confirm", "content/delivery").noneMatch(text -> text.startsWith("notice/"));
    HttpResponse<String> frame = send(browser, "/campaigns/mail", "mail", "nurture/1-guide", "lead", "");
    assertThat(frame.headers().firstValue("Content-Security-Policy").orElse("")).contains("sandbox");
    assertThat(frame.body()).contains("Kim", "</html>");
    assertThat(send(browser, "/campaigns/mail", "mail", "nurture/none").body()).contains("It cannot be shown");
    String[] tested = Arrays.copyOf(form, form.length + 2);
    tested[form.length] = "to";
    tested[form.length + 1] = "stranger@elsewhere.example";
    HttpResponse<String> stranger = send(browser, "/campaigns/test", tested);
    assertThat(stranger.statusCode()).isEqualTo(400);
    assertThat(Jsoup.parse(stranger.body()).select("[role=alert]").text()).contains("cannot be sent to");
    assertThat(Jsoup.parse(stranger.body()).select("[name=values]").val()).as("what was filled in stays").isEqualTo(company);
    form[form.length - 1] = "2099-01-01T09:00";
    assertThat(send(browser, "/campaigns", form).body()).contains("must lie within a year");
    String soon = LocalDateTime.now(ZoneOffset.UTC).plusDays(40).truncatedTo(ChronoUnit.MINUTES).toString();
    form[form.length - 1] = soon;
    for (int i = 0; i < 2; i++) {
      Document started = page(send(browser, "/campaigns", form));
      assertThat(started.select("#progress .chip").text()).isEqualTo("Waits");
      assertThat(started.select("#progress").text()).contains("begins at", "for about 1 leads");
    }
    assertThat(page(browser.open("/campaigns")).select("tr[data-row]").text()).contains("The one mail nurture/1-guide");
    Document like = page(browser.open("/campaigns/new?like=" + form[1]));
    assertThat(like.select("#what-mail[checked]")).hasSize(1);
    assertThat(like.select("#mail option[selected]").val()).isEqualTo("nurture/1-guide");
    assertThat(page(send(browser, "/campaigns/" + form[1] + "/stop")).select(".done").text()).startsWith("Stopped by");
  }

  @Test
  void idThatIsAPagesIsRefusedAtItsField() throws Exception {
    assertThat(send(person(Role.MARKETING), "/campaigns", "id", "new", "by", "everybody", "sequence", "mql").body())
        .contains("cannot be &#39;new&#39;");
    Answer answer = post("/api/v1/campaigns", key(Role.MARKETING), "{\"id\":\"new\",\"sequence\":\"mql\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("id");
  }

  @Test
  void resultsAreOfTheCampaignsOwnLeadsAlone() throws Exception {
    String company = "Own " + System.nanoTime();
    String mine = leadOf(company);
    String other = leadOf("Other " + System.nanoTime());
    String id = "own-" + System.nanoTime();
    post("/api/v1/campaigns", key(Role.MARKETING),
        "{\"id\":\"" + id + "\",\"sequence\":\"mql\",\"segment\":{\"fact\":\"company\",\"in\":[\"" + company + "\"]}}");
    while (!campaigns.tellNext(id, 50).finished()) {
      assertThat(id).isNotEmpty();
    }
    post("/api/v1/leads/" + other + "/nurture", key(Role.MARKETING), "{\"sequence\":\"mql\"}");
    Document before = page(person(Role.MARKETING).open("/campaigns/" + id));
    assertThat(before.select("dt:contains(Not decided yet) + dd").text()).isEqualTo("1");
    for (String lead : List.of(mine, other)) {
      decide(lead);
      decide(lead, Instant.now().plus(Duration.ofDays(3)));
    }
    assertThat(count("select count(*) from measure_enrolment where sequence = 'mql' and lead_id in ('" + mine + "', '" + other
        + "')"))
        .isEqualTo(2);
    Document page = page(person(Role.MARKETING).open("/campaigns/" + id));
    assertThat(page.select(".tile").text()).contains("0 of 1").doesNotContain("of 2");
    assertThat(get("/api/v1/campaigns/" + id, key(Role.MANAGER)).json().at("/outcome/open").asInt()).isZero();
  }
}
