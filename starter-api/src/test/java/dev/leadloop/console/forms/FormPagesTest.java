package dev.leadloop.console.forms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTestSetup.KeptMail;
import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.SignedTokens.Purpose;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.security.Role;
import dev.leadloop.sending.ContentDeliveries;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Marketing builds a form, visitors see it, and whoever sends a page of a version before is read as it was shown. */
class FormPagesTest extends DecidingApiTest {
  private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

  @Autowired private ContentDeliveries contents;
  @Autowired private KeptMail mails;

  private final String unique = UUID.randomUUID().toString().substring(0, 8);
  private final String id = "guide-" + unique;
  private final String address = "form-" + unique + "@acme.example";

  private Browser as(Role role) throws Exception {
    Browser browser = new Browser(port);
    browser.signIn("", key(role));
    return browser;
  }

  /** What the builder would send, with some fields changed. */
  private static String form(Document page, String order, Map<String, String> changes) {
    List<String> sent = new ArrayList<>(List.of(Browser.body(Map.of("do", order))));
    Element form = page.selectFirst("form[data-builder]");
    assertThat(form).isNotNull();
    for (Element one : form.select("input, select, textarea")) {
      String name = one.attr("name");
      if (!one.attr("type").equals("checkbox") || one.hasAttr("checked")) {
        String value = one.tagName().equals("select")
            ? one.select("option").stream().filter(option -> option.hasAttr("selected")).findFirst()
                .orElse(one.selectFirst("option")).val()
            : one.tagName().equals("textarea") ? one.wholeText() : one.val();
        sent.add(Browser.body(Map.of(name, changes.getOrDefault(name, value))));
      }
    }
    changes.forEach((name, value) -> {
      if (form.select("[name=" + name + "]:not([type=checkbox])").isEmpty()) {
        sent.add(Browser.body(Map.of(name, value)));
      }
    });
    return String.join("&", sent);
  }

  private Document order(Browser browser, Document page, String order, Map<String, String> changes, int status) throws Exception {
    HttpResponse<String> answer = browser.sendRaw("/forms/" + id, form(page, order, changes));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Jsoup.parse(answer.body());
  }

  private Document made(Browser browser) throws Exception {
    HttpResponse<String> made = browser.send("/forms", "/forms", Map.of("title", "Guide " + unique));
    assertThat(made.uri().getPath()).isEqualTo("/forms/" + id);
    return Jsoup.parse(made.body());
  }

  private static List<String> fields(Document page) {
    return page.select("[data-fields] input[name=name]").eachAttr("value");
  }

  private String token(int version) {
    return new SignedTokens(new byte[32], () -> Instant.now().minusSeconds(60)).issue(Purpose.FORM, id + "@" + version);
  }

  private Answer visit(Map<String, String> fields) {
    return call("POST", "/f/" + id, NO_KEY, Browser.body(fields), FORM);
  }

  private String lead() {
    return jdbc.sql("select lead_id from lead where email_key = :key").param("key", address).query(String.class).single();
  }

  @Test
  void marketingBuildsAFormAndEveryChangeIsAVersionOfSomebody() throws Exception {
    Browser marketing = as(Role.MARKETING);
    Document page = made(marketing);
    assertThat(fields(page)).containsExactly("email", "firstName", "company");
    page = order(marketing, page, "add", Map.of("adding", "answers.", "addingName", "budget"), 200);
    assertThat(page.selectFirst("#label-answers\\.budget").val()).as("a question that is known is put as it is known")
        .isEqualTo("Is there a budget for it?");
    page = order(marketing, page, "up:answers.budget", Map.of(), 200);
    assertThat(fields(page)).containsExactly("email", "firstName", "answers.budget", "company");
    page = order(marketing, page, "out:firstName", Map.of(), 200);
    assertThat(get("/f/" + id, NO_KEY).body()).as("not saved yet").contains("First name").doesNotContain("budget");
    page = order(marketing, page, "save", Map.of("title", "The <b>guide", "askMore", "yes"), 200);
    assertThat(page.select("[role=status]").text()).contains("Saved as version 2");
    String shown = get("/f/" + id, NO_KEY).body();
    assertThat(shown).contains("The &lt;b&gt;guide", "Is there a budget for it?", "<option value=\"planned\">")
        .doesNotContain("First name");
    assertThat(page.select("ol.story").text()).contains("Version 2", "title changed", "field answers.budget added",
        "field firstName taken out", "puts the next best question", "Version 1", "made, with 3 fields");
    assertThat(page.selectFirst("#snippet").text()).contains("<iframe src=\"http", "/f/" + id, "The &lt;b&gt;guide");
    assertThat(marketing.sendRaw("/forms/" + id + "/preview", form(page, "preview", Map.of("title", "Typed just now"))).body())
        .contains("Typed just now").doesNotContain("<html");
    String part = page.selectFirst("input[name=seen]").val();
    Document stale = order(marketing, page, "save", Map.of("seen", "1", "title", "Other"), 409);
    assertThat(part).isEqualTo("2");
    assertThat(stale.select("[role=alert]").text()).contains("somebody has saved another version");
    assertThat(stale.selectFirst("#title").val()).as("what was typed stays").isEqualTo("Other");
    assertThat(marketing.send("/forms/" + id, "/forms/" + id + "/restore", Map.of("version", "1", "seen", "2")).body())
        .contains("Version 1 is back, as version 3");
    assertThat(get("/f/" + id, NO_KEY).body()).contains("First name");
    assertThat(count("select count(*) from audit where target = 'form/" + id + "'")).isEqualTo(3);
    assertThat(as(Role.MANAGER).sendRaw("/forms/" + id, form(page, "save", Map.of())).statusCode()).isEqualTo(403);
  }

  @Test
  void whatIsRefusedIsSaidAndStaysAsItWasTyped() throws Exception {
    Browser marketing = as(Role.MARKETING);
    Document page = made(marketing);
    Document refused = order(marketing, page, "save", Map.of("redirect", "https://evil.example/", "intro", "Still here"), 400);
    assertThat(refused.select("[role=alert]").text()).contains("'redirect' leads to no page of yours that is known");
    assertThat(refused.selectFirst("#intro").text()).isEqualTo("Still here");
    assertThat(refused.selectFirst("#redirect").val()).isEqualTo("https://evil.example/");
    assertThat(marketing.send("/forms", "/forms", Map.of("title", "Guide  " + unique + "!")).body()).contains("another form has");
    Document warned = order(marketing, page, "save", Map.of("signal", "ebook_downlod"), 200);
    assertThat(warned.select(".attention").text()).contains("did you mean 'ebook_download'?");
  }

  @Test
  void aPageOfAVersionBeforeArrivesAsItWasShown() throws Exception {
    String path = "/api/v1/forms/" + id;
    String form = "{\"title\":\"Guide\",\"fields\":[{\"name\":\"email\",\"label\":\"Address\"},"
        + "{\"name\":\"answers.budget\",\"label\":\"Money?\"}],\"consent\":\"The words of before.\","
        + "\"signal\":\"ebook_download\"}";
    assertThat(call("PUT", path, key(Role.MARKETING), form, Map.of()).json().at("/version").asInt()).isEqualTo(1);
    String later = form.replace("answers.budget", "answers.timeline").replace("of before", "of now").replace("\"fields\"",
        "\"open\":false,\"fields\"");
    assertThat(call("PUT", path, key(Role.MARKETING), later, Map.of()).json().at("/version").asInt()).isEqualTo(2);
    assertThat(get("/f/" + id, NO_KEY).status()).isEqualTo(404);
    Answer none = visit(Map.of("email", address, "token", ""));
    assertThat(none.status()).as("nobody begins with a form that is closed").isEqualTo(404);
    assertThat(none.body()).contains("This form is closed").doesNotContain("name=\"token\"");
    assertThat(visit(Map.of("email", address, "answers.budget", "much", "agree", "yes", "token", token(1))).body())
        .contains("Thank you");
    String lead = lead();
    assertThat(get("/api/v1/leads/" + lead, key(Role.ADMIN)).json().at("/profile/answers/budget").asString()).isEqualTo("much");
    assertThat(get("/api/v1/leads/" + lead + "/consent", key(Role.ADMIN)).json().at("/history/0").toString())
        .contains("The words of before.");
    assertThat(call("PUT", path, key(Role.MARKETING), form.replace("}]", "}],\"seen\":1"), Map.of()).status()).isEqualTo(409);
    assertThat(get(path, key(Role.MANAGER)).json().at("/forms")).hasSize(2);
    assertThat(call("PUT", path, key(Role.MARKETING), form.replace("answers.budget", "budget"), Map.of()).text("detail"))
        .contains("'budget'", "answers.<name>");
  }

  @Test
  void contentIsMailedOnceADayByTheRulesOfEveryMail() {
    String form = "{\"title\":\"Guide\",\"fields\":[{\"name\":\"email\",\"label\":\"Address\"}],\"consent\":\"Send me e-mails.\","
        + "\"signal\":\"ebook_download\",\"delivery\":{\"title\":\"The guide " + unique
        + "\",\"url\":\"https://content.acme.example/guide.pdf\"}}";
    assertThat(call("PUT", "/api/v1/forms/" + id, key(Role.MARKETING), form, Map.of()).status()).isEqualTo(200);
    visit(Map.of("email", address, "agree", "yes", "token", token(1)));
    assertThat(mailed()).as("before anything was decided").isEmpty();
    decide(lead());
    contents.deliverDue();
    assertThat(mailed()).as(jdbc.sql("select result from content_delivery where form_id = :id").param("id", id)
        .query(String.class).single()).hasSize(1);
    OutgoingEmail mail = mailed().getFirst();
    assertThat(mail.to().address()).isEqualTo(address);
    assertThat(mail.content().html()).contains("The guide " + unique);
    assertThat(mail.unsubscribe()).isNotNull();
    assertThat(jdbc.sql("select state from send where send_id = :id").param("id", mail.sendId()).query(String.class).single())
        .isEqualTo("ACCEPTED");
    visit(Map.of("email", address, "agree", "yes", "token", token(1), "utm_source", "again"));
    contents.deliverDue();
    assertThat(mailed()).as("the same on one day").hasSize(1);
    assertThat(count("select count(*) from content_delivery where form_id = '" + id + "' and due_at is null")).isOne();
    String suppressed = "{\"email\":\"" + address + "\",\"reason\":\"unsubscribed\"}";
    assertThat(post("/api/v1/suppressions", key(Role.MARKETING), suppressed).status())
        .isLessThan(300);
    jdbc.sql("update content_delivery set due_at = now(), asked_on = asked_on - 1 where form_id = :id").param("id", id).update();
    contents.deliverDue();
    assertThat(mailed()).as("to whoever is suppressed").hasSize(1);
    assertThat(jdbc.sql("select result from content_delivery where form_id = :id").param("id", id).query(String.class).single())
        .startsWith("held: suppressed");
  }

  private List<OutgoingEmail> mailed() {
    return mails.sent.stream().filter(mail -> mail.content().subject().equals("The guide " + unique)).toList();
  }
}
