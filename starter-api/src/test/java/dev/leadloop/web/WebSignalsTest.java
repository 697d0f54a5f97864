package dev.leadloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Browser;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.SignedTokens.Purpose;
import dev.leadloop.text.IntakeLimits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {
      "leadloop.web.origins=https://www.acme.example",
      "leadloop.web.forms.ebook.title=Get the guide",
      "leadloop.web.forms.ebook.fields=email,firstName,companySize,country",
      "leadloop.web.forms.ebook.questions.budget=What is your budget?",
      "leadloop.web.forms.ebook.consent=Yes, send me e-mails.",
      "leadloop.web.forms.ebook.signal=ebook_download",
      "leadloop.web.forms.ebook.campaign=spring"
    })
class WebSignalsTest extends ApiTest {
  private static final Map<String, String> SITE =
      Map.of("Origin", "https://www.acme.example", "Content-Type", "text/plain;charset=UTF-8");
  private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

  @Autowired private SignedTokens tokens;
  @Autowired private Visits visits;

  private final String visitor = UUID.randomUUID().toString().replace("-", "");
  private final String address = "web-" + UUID.randomUUID() + "@acme.example";

  private Answer tell(String events) {
    return call("POST", "/w", NO_KEY, "{\"v\":\"" + visitor + "\",\"e\":[" + events + "]}", SITE);
  }

  private int signals(String type) {
    return count(
        "select count(*) from inbox join lead using (lead_id) where email_key = '" + address + "' and label = '" + type + "'");
  }

  /** The token of a page that was opened a minute ago. */
  private static String aged(String formId) {
    InstantSource earlier = () -> Instant.now().minusSeconds(60);
    return new SignedTokens(new byte[32], earlier).issue(Purpose.FORM, formId);
  }

  private Answer send(Map<String, String> fields) {
    return call("POST", "/f/ebook", NO_KEY, Browser.body(fields), FORM);
  }

  /** The form as a browser opens it that comes from that page. */
  private String opened(String referer) {
    return call("GET", "/f/ebook?v=" + visitor, NO_KEY, null, Map.of("Referer", referer)).body();
  }

  private Map<String, String> filled() {
    return new HashMap<>(
        Map.of("email", address, "firstName", "Kim", "companySize", "120", "answers.budget", "10,000", "agree", "yes",
            "token", aged("ebook"), "v", visitor, "website", ""));
  }

  @Test
  void whatAVisitorDidJoinsTheLeadWhenTheFormSaysWhoItIs() {
    assertThat(tell("{\"p\":\"/pricing/plans?secret=1\"},{\"p\":\"/blog/one\"},{\"p\":\"/blog/one\",\"s\":42}").status())
        .isEqualTo(204);
    assertThat(count("select count(*) from visit_event where visitor_id = '" + visitor + "'")).isEqualTo(4);
    Map<String, String> form = filled();
    assertThat(send(form).body()).contains("Thank you");
    assertThat(signals("pricing_page_view")).isEqualTo(1);
    assertThat(signals("blog_view")).isEqualTo(1);
    assertThat(signals("time_on_page")).isEqualTo(1);
    assertThat(signals("session_start")).isEqualTo(1);
    assertThat(signals("ebook_download")).isEqualTo(1);
    assertThat(count("select count(*) from visit_event where visitor_id = '" + visitor + "'")).isZero();
    assertThat(count("select count(*) from inbox where body::text like '%secret%'")).isZero();
    tell("{\"p\":\"/pricing\"}");
    assertThat(signals("pricing_page_view")).as("known from now on").isEqualTo(2);
    assertThat(send(form).body()).contains("Thank you");
    assertThat(signals("ebook_download")).as("sent twice, taken once").isEqualTo(1);
  }

  @Test
  void whoeverHasSentAFormIsLedToThePageOfTheCompanyThatItNames() {
    String form = "{\"title\":\"Led\",\"fields\":[{\"name\":\"email\"}],"
        + "\"redirect\":\"https://www.acme.example/thanks?a=1\"}";
    assertThat(call("PUT", "/api/v1/forms/led", key(dev.leadloop.security.Role.MARKETING), form, Map.of()).status())
        .isEqualTo(200);
    assertThat(get("/f/led", NO_KEY).header("Content-Security-Policy")).as("a browser follows no other")
        .contains("form-action 'self' https://www.acme.example;");
    Answer sent = call("POST", "/f/led", NO_KEY, Browser.body(Map.of("email", address, "token", aged("led@1"))), FORM);
    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.header("Location")).isEqualTo("https://www.acme.example/thanks?a=1");
    assertThat(signals("form_submitted")).isEqualTo(1);
  }

  @Test
  void formKeepsFactsAnswersTouchAndTheConsentWithItsWords() {
    Map<String, String> form = filled();
    form.put("utm_campaign", "autumn");
    form.put("country", "Germny");
    Answer asked = send(form);
    assertThat(asked.status()).isEqualTo(422);
    assertThat(asked.body()).contains("Did you mean Germany?").contains("name=\"kept\" value=\"Germny\"");
    form.put("kept", "Germny");
    send(form);
    String lead = jdbc.sql("select lead_id from lead where email_key = :key").param("key", address).query(String.class).single();
    Answer read = get("/api/v1/leads/" + lead, key(dev.leadloop.security.Role.ADMIN));
    assertThat(read.json().at("/profile/answers/budget").asString()).isEqualTo("10,000");
    assertThat(read.json().at("/profile/companySize").asInt()).isEqualTo(120);
    assertThat(read.json().at("/profile/country").asString()).as("once asked about, it is kept").isEqualTo("Germny");
    assertThat(read.json().at("/touches/0/channel").asString()).isEqualTo("form");
    assertThat(read.json().at("/touches/0/campaign").asString()).isEqualTo("autumn");
    assertThat(get("/api/v1/leads/" + lead + "/consent", key(dev.leadloop.security.Role.ADMIN)).json().at("/history/0")
        .toString())
        .contains("Yes, send me e-mails.", "/f/ebook", "person:form-ebook", "form");
  }

  @Test
  void robotsAreThankedOrAskedAgainAndNothingIsStored() {
    Map<String, String> form = filled();
    form.put("website", "https://spam.example");
    assertThat(send(form).body()).contains("Thank you");
    form.put("website", "");
    form.put("token", tokens.issue(Purpose.FORM, "ebook"));
    assertThat(send(form).status()).as("too quick").isEqualTo(422);
    form.put("token", tokens.issue(Purpose.UNSUBSCRIBE, "ebook"));
    assertThat(send(form).status()).as("not a form's token").isEqualTo(422);
    assertThat(count("select count(*) from lead where email_key = '" + address + "'")).isZero();
  }

  @Test
  void mistakesAreSaidBesideTheirFieldsAndKeepWhatWasTyped() {
    for (String field : List.of("firstName", "answers.budget")) {
      int longest = IntakeLimits.longest(field);
      Map<String, String> over = filled();
      over.put(field, "x".repeat(longest + 1));
      assertThat(send(over).body()).as(field).contains("under " + longest + " characters");
    }
    Map<String, String> form = filled();
    form.put("email", "nobody");
    form.put("companySize", "many");
    Answer page = send(form);
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("Please give an address like", "Please give a whole number", "value=\"Kim\"", "10,000");
  }

  @Test
  void onlyConfiguredOriginsMayTellAndOnlyInSmallAmounts() {
    assertThat(call("POST", "/w", NO_KEY, "{}", Map.of("Origin", "https://evil.example")).status()).isEqualTo(403);
    assertThat(call("POST", "/w", NO_KEY, "{}", Map.of()).status()).isEqualTo(403);
    assertThat(call("OPTIONS", "/w", NO_KEY, null, Map.of("Origin", "https://evil.example"))
        .header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(call("OPTIONS", "/w", NO_KEY, null, SITE).header("Access-Control-Allow-Origin"))
        .isEqualTo("https://www.acme.example");
    assertThat(call("POST", "/w", NO_KEY, "x".repeat(5_000), SITE).status()).isEqualTo(413);
    assertThat(call("POST", "/w", NO_KEY, "{\"v\":\"short\"}", SITE).status()).isEqualTo(400);
    assertThat(call("POST", "/w", NO_KEY, "not json", SITE).status()).isEqualTo(400);
    for (int i = 0; i < 60; i++) {
      tell("{\"p\":\"/\"}");
    }
    assertThat(tell("{\"p\":\"/\"}").status()).isEqualTo(429);
  }

  @Test
  void whoAsksNotToBeTrackedIsNot() {
    for (String header : new String[] {"DNT", "Sec-GPC"}) {
      Map<String, String> headers = new HashMap<>(SITE);
      headers.put(header, "1");
      call("POST", "/w", NO_KEY, "{\"v\":\"" + visitor + "\",\"e\":[{\"p\":\"/\"}]}", headers);
    }
    assertThat(count("select count(*) from visitor where visitor_id = '" + visitor + "'")).isZero();
  }

  @Test
  void clickFromAMailTellsWhoTheVisitorIsForAnHour() {
    String lead = newLead();
    tell("{\"p\":\"/pricing\"}");
    String token = tokens.issue(Purpose.VISIT, lead);
    call("POST", "/w", NO_KEY, "{\"v\":\"" + visitor + "\",\"e\":[],\"k\":\"" + token + "\"}", SITE);
    assertThat(count("select count(*) from inbox where lead_id = '" + lead + "' and label = 'pricing_page_view'")).isEqualTo(1);
    String other = tokens.issue(Purpose.UNSUBSCRIBE, newLead());
    call("POST", "/w", NO_KEY, "{\"v\":\"" + visitor + "\",\"e\":[],\"k\":\"" + other + "\"}", SITE);
    assertThat(jdbc.sql("select lead_id from visitor where visitor_id = :id").param("id", visitor).query(String.class).single())
        .isEqualTo(lead);
  }

  @Test
  void whatUnknownVisitorsDidIsForgottenInTime() {
    tell("{\"p\":\"/pricing\"}");
    jdbc.sql("update visit_event set at = at - interval '91 days' where visitor_id = :id").param("id", visitor).update();
    jdbc.sql("update visitor set last_seen = last_seen - interval '91 days' where visitor_id = :id").param("id", visitor)
        .update();
    assertThat(visits.forget()).isEqualTo(3);
    assertThat(count("select count(*) from visitor where visitor_id = '" + visitor + "'")).isZero();
  }

  @Test
  void scriptIsSmallAndNeedsNothingElse() {
    Answer script = get("/w.js", NO_KEY);
    assertThat(script.header("Content-Type")).startsWith("text/javascript");
    assertThat(script.body().length()).isLessThan(3_000);
    assertThat(script.body()).doesNotContain("import ", "http://", "https://", "document.cookie");
  }

  @Test
  void formMayStandInAFrameOfOurPagesAlone() {
    Answer page = get("/f/ebook", NO_KEY);
    assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'self' https://www.acme.example");
    assertThat(page.body()).contains("Get the guide", "What is your budget?", "data-pages=\"https://www.acme.example\"");
    assertThat(get("/f/none", NO_KEY).status()).isEqualTo(404);
  }

  @Test
  void visitorsNumberInAnAddressCountsOnlyFromOurPages() {
    String own = "name=\"v\" value=\"" + visitor + "\"";
    for (String page : List.of("https://www.acme.example/", "https://www.acme.example/pricing?q=1",
        "https://www.acme.example/@evil.example")) {
      assertThat(opened(page)).as(page).contains(own);
    }
    for (String page : List.of(
        "https://evil.example/", "https://www.acme.example.evil.example/", "https://www.acme.example@evil.example/",
        "https://www.acme.example:8443/", "http://www.acme.example/", "https://acme.example/",
        "https://evil.example/https://www.acme.example/",
        "https://www.acme.example", "", "null", "about:blank", "\u00e9")) {
      assertThat(opened(page)).as(page).doesNotContain(visitor);
    }
    assertThat(get("/f/ebook?v=" + visitor, NO_KEY).body()).as("pasted or passed on").doesNotContain(visitor);
    for (String header : new String[] {"DNT", "Sec-GPC"}) {
      assertThat(call("GET", "/f/ebook?v=" + visitor, NO_KEY, null, Map.of("Referer", "https://www.acme.example/", header, "1"))
          .body())
          .as(header).doesNotContain(visitor, "https://www.acme.example/");
    }
  }
}
