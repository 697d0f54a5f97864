package dev.leadloop.console.texts;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.leadloop.api.ApiTestSetup.KeptMail;
import dev.leadloop.api.Browser;
import dev.leadloop.api.Chromium;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.saved.MailTexts;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.template.Footer;
import dev.leadloop.email.template.TextVersion;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.security.Role;
import dev.leadloop.sending.SendStore;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Texts of mails by page and by call: one rule, in force for the next mail, and every version kept. */
class TextPagesTest extends DecidingApiTest {
  private static final String GOOD = "---\nsubject: An offer for {{company|you}}\npreheader: Ten pages\ncontentTitle: The offer\n"
      + "contentUrl: https://www.vendor.example/offer\n---\nHello {{firstName|there}},\n\n"
      + "**[{{contentTitle}}]({{contentUrl}})**\n";

  @Autowired private EmailComposer composer;
  @Autowired private MailTexts texts;
  @Autowired private KeptMail mails;

  private final String id = "offers/t" + UUID.randomUUID().toString().substring(0, 8);
  private final String path = "/templates/" + id.replace('/', ':');
  private Browser marketer;

  @BeforeEach
  void signedIn() throws Exception {
    marketer = new Browser(port);
    assertThat(marketer.signIn("me", key(Role.MARKETING)).statusCode()).isEqualTo(200);
  }

  private Document opened(String address) throws Exception {
    HttpResponse<String> answer = marketer.open(address);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("??");
    return Jsoup.parse(answer.body());
  }

  private HttpResponse<String> sent(String address, String source, String before) throws Exception {
    return marketer.send("/templates", address,
        Map.of("source", source, "before", before, "note", "said " + before, "fresh", "true", "lead", "",
            "to", "me@acme.example"));
  }

  private OutgoingEmail written(String template) {
    return composer.nurture(UUID.randomUUID(), "lead-1", Mailbox.of("a@acme.example"), template,
        Map.of("firstName", "Dana", "contentTitle", "x", "contentUrl", "https://www.vendor.example/x"), List.of("t"));
  }

  @Test
  void aTextIsInForceOnceItIsSavedAndEveryVersionStays() throws Exception {
    assertThat(opened("/templates?create=" + id).select("textarea").val()).startsWith("Hello");
    assertThat(sent(path, GOOD, "").body()).contains("Saved as version 1");
    assertThat(written(id).content().subject()).isEqualTo("An offer for you");
    String better = GOOD.replace("An offer", "A better offer");
    assertThat(sent(path, better, "").statusCode()).as("written from none, though there is one").isEqualTo(409);
    assertThat(Jsoup.parse(sent(path, better, "").body()).select("#subject").val()).as("what was written stays")
        .contains("A better");
    assertThat(sent(path, better, "1").body()).contains("Saved as version 2");
    assertThat(sent(path, better, "2").body()).contains("Nothing was changed: this is the text in force.");
    assertThat(written(id).content().writtenWith()).isEqualTo(new TextVersion(id, 2));
    assertThat(new MailTexts(jdbc, EmailTemplates.starter(), Clock.systemUTC()).of(id).nurture(id,
        Map.of("senderName", "V"), new Footer("V", "Street 1", null)).subject())
        .as("another process").isEqualTo("A better offer for you");

    Document page = opened(path + "?version=2");
    assertThat(page.select("pre.diff .gone").text()).isEqualTo("- subject: An offer for {{company|you}}");
    assertThat(page.select("pre.diff .new").text()).isEqualTo("+ subject: A better offer for {{company|you}}");
    assertThat(page.select(".text-versions li").eachText()).satisfiesExactly(
        two -> assertThat(two).startsWith("2 saved").contains("marketing, key marketing", "said 1"),
        one -> assertThat(one).startsWith("1 saved"));
    JsonNode told = get("/api/v1" + path, key(Role.MANAGER)).json();
    assertThat(told.path("source").asString()).isEqualTo(better);
    assertThat(told.path("versions")).hasSize(2);
    assertThat(jdbc.sql("select by_whom || ' ' || (detail ->> 'version') from audit where action = 'template_saved'"
        + " and target = :id order by audit_id").param("id", "template/" + id).query(String.class).list())
        .containsExactly("marketing:marketing 1", "marketing:marketing 2");

    String lead = newLead();
    decide(lead);
    String mail = mailed(lead, "<p>Hello</p>");
    new SendStore(jdbc).keep(UUID.fromString(mail), written(id).forOthers());
    assertThat(opened("/leads/" + lead + "/mails/" + mail).text()).contains("Written with " + id + ", version 2");
  }

  @Test
  void aFileIsAVersionOfItsOwnAndComesBack() throws Exception {
    String file = "recycle-general/2-whats-new";
    String own = "/templates/recycle-general:2-whats-new";
    int first = written(file).content().writtenWith().version();
    assertThat(written(file).content().writtenWith().version()).as("the same text").isEqualTo(first);
    JsonNode before = get("/api/v1" + own, key(Role.MARKETING)).json();
    assertThat(before.path("from").asString()).isEqualTo("file");
    assertThat(before.at("/usedBy/0/step").asString()).isEqualTo("whats-new");
    String body =
        "{\"source\":" + JsonMapper.shared().writeValueAsString(GOOD) + ",\"before\":" + first + "}";
    Answer saved = call("PUT", "/api/v1" + own, key(Role.MARKETING), body, Map.of("Content-Type", "application/json"));
    assertThat(saved.json().path("version").asInt()).as(saved.body()).isEqualTo(first + 1);
    try {
      assertThat(written(file).content().subject()).isEqualTo("An offer for you");
      assertThat(opened("/templates").select("tr:contains(" + file + ")").text()).contains("saved · version " + (first + 1));
    } finally {
      assertThat(Jsoup.parse(marketer.send(own, own + "/back", Map.of()).body()).select(".done").text())
          .contains("The file's text is in force again");
    }
    assertThat(written(file).content().writtenWith()).isEqualTo(new TextVersion(file, first));
    assertThat(call("DELETE", "/api/v1" + own, key(Role.MARKETING), null, Map.of()).status()).isEqualTo(409);
    assertThat(opened(own).select(".text-versions li").size()).isEqualTo(3);
  }

  @Test
  void aTextIsWrittenInFieldsAndKeptAsOne() throws Exception {
    Document fresh = opened("/templates?create=" + id);
    assertThat(fresh.select("#subject, #preheader, #contentTitle, #contentUrl").size()).isEqualTo(4);
    Map<String, String> form = Map.of("subject", "Ten pages: more\r\n---", "preheader", "Read them", "contentTitle", "The pages",
        "contentUrl", "https://www.vendor.example/ten", "topic", "",
        "source", "Hello,\r\n\r\n**[{{contentTitle}}]({{contentUrl}})**\r\n",
        "before", "", "fresh", "true");
    assertThat(marketer.send("/templates", path, form).body()).contains("Saved as version 1");
    assertThat(get("/api/v1" + path, key(Role.MANAGER)).json().path("source").asString()).isEqualTo(
        "---\nsubject: Ten pages: more  ---\npreheader: Read them\ncontentTitle: The pages\n"
            + "contentUrl: https://www.vendor.example/ten\n---\nHello,\n\n**[{{contentTitle}}]({{contentUrl}})**\n");
    Document page = opened(path);
    assertThat(page.select("#subject").val()).isEqualTo("Ten pages: more  ---");
    assertThat(page.select("textarea").val()).startsWith("Hello,").doesNotContain("subject:");
    String whole = WrittenText.read("---\nplanet: x\n---\nHello").body();
    assertThat(whole).as("what cannot be taken apart is written as a whole").startsWith("---");
  }

  @Test
  void whatCannotBeSentIsSaidByLineAndNotSaved() throws Exception {
    String bad = GOOD.replace("{{firstName|there}}", "{{firstName}} of {{planet|x}}").replace("Ten pages", "{{broken");
    Document refused = Jsoup.parse(sent(path, bad, "").body());
    assertThat(refused.select("#check li").eachText()).satisfiesExactly(
        one -> assertThat(one).startsWith("Braces that do not close"),
        two -> assertThat(two).startsWith("Line 1:").contains("{{firstName}} is not known of everybody"));
    assertThat(texts.knows(id)).isFalse();
    assertThat(sent(path + "/check", GOOD.replace("www.vendor.example", "www.example.com"), "").body())
        .contains("still offers an example page", "An offer for Example Works");
    assertThat(sent(path + "/check", GOOD.replace("contentUrl: https://www.vendor.example/offer\n", ""), "").body())
        .contains("cannot do without a value for {{contentUrl}}");
    HttpResponse<String> mail = sent(path + "/preview", GOOD, "");
    assertThat(mail.body()).contains("Hello Kim", "Unsubscribe", "https://www.vendor.example/offer");
    assertThat(mail.headers().firstValue("Content-Security-Policy").orElse("")).contains("sandbox", "default-src 'none'");
    mails.sent.clear();
    assertThat(sent(path + "/test", GOOD, "").body()).contains("a test goes only to a rep or manager");
    assertThat(mails.sent).isEmpty();
    Map<String, String> toRep = Map.of("source", GOOD, "fresh", "true", "to", "rep1@vendor.example");
    assertThat(marketer.send("/templates", path + "/test", toRep).body())
        .contains("The test mail to rep1@vendor.example: accepted");
    assertThat(mails.sent).singleElement()
        .satisfies(one -> assertThat(one.content().subject()).isEqualTo("[Test] An offer for Example Works"));
    String lead = post("/api/v1/leads", key(Role.MARKETING),
        "{\"email\":\"" + UUID.randomUUID() + "@acme.example\",\"firstName\":\"Dana\",\"company\":\"<b>Acme\"}").text("leadId");
    String shown = marketer.send("/templates", path + "/preview", Map.of("source", GOOD, "fresh", "true", "lead", lead)).body();
    assertThat(shown).contains("Hello Dana", "&lt;b&gt;Acme").doesNotContain("<b>Acme");
    for (String name : List.of("Nurture:x", "nurture", "nurture:", "a:b;c")) {
      assertThat(call("PUT", "/api/v1/templates/" + name.replace(";", "%3B"), key(Role.ADMIN), "{\"source\":\"x\"}",
          Map.of("Content-Type", "application/json")).status()).as(name).isEqualTo(400);
    }
    pictures();
  }

  private void pictures() throws Exception {
    String folder = System.getProperty("leadloop.pages.pictures");
    if (folder == null) {
      return;
    }
    sent(path, GOOD, "");
    sent(path, GOOD.replace("An offer", "A better offer"), "1");
    try (Chromium chromium = Chromium.start(); BrowserContext context = chromium.browser.newContext()) {
      context.setExtraHTTPHeaders(Map.of("Cookie", marketer.cookieHeader()));
      Page page = context.newPage();
      for (String address : List.of("/templates", path + "?version=2")) {
        for (int width : new int[] {1400, 390}) {
          for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.setViewportSize(width, 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.navigate("http://localhost:" + port + address);
            if (!address.equals("/templates")) {
              page.frameLocator("iframe").locator("text=Hello Kim").waitFor();
              page.fill("#source", GOOD.replace("Hello", "Dear {{planet|x}}"));
              page.locator("#check li").waitFor();
            }
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(folder,
                (address.equals("/templates") ? "templates" : "template") + "-" + width + "-"
                    + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
          }
        }
      }
    }
  }
}
