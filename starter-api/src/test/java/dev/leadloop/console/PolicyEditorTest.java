package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Browser;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Role;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** A draft is written in the page, with what is to be said of it beside the line, and without a script. */
class PolicyEditorTest extends ApiTest {
  private static final String STRICTER = PolicyCatalog.starter().replace("{ by: score, score: 60,", "{ by: score, score: 65,");
  private static final String WRONG = PolicyCatalog.starter().replace("{ by: score, score: 60,", "{ by: score, score: sixty,");

  private Browser signedIn(Role role) throws Exception {
    Browser browser = new Browser(port);
    browser.signIn("me", key(role));
    return browser;
  }

  private static HttpResponse<String> sent(Browser by, String path, String document, Map<String, String> more) throws Exception {
    Map<String, String> fields = new HashMap<>(more);
    fields.put("document", document);
    return by.send("/policies/drafts/new", path, fields);
  }

  @Test
  void whatIsWrongStandsBesideItsLineAndNothingIsKept() throws Exception {
    Browser marketing = signedIn(Role.MARKETING);
    int drafts = count("select count(*) from policy_draft");
    int line = (int) WRONG.substring(0, WRONG.indexOf("sixty")).lines().count();
    for (String path : List.of("/policies/drafts/look", "/policies/drafts/text")) {
      HttpResponse<String> answer = sent(marketing, path, WRONG.replace("\n", "\r\n"), Map.of());
      assertThat(answer.statusCode()).isEqualTo(path.endsWith("look") ? 200 : 400);
      Document page = Jsoup.parse(answer.body());
      assertThat(page.select("#said li.wrong .n").eachText()).as(page.select("#said").text())
          .containsExactly(String.valueOf(line));
      assertThat(page.select("#said li.wrong code").text()).contains("sixty");
      assertThat(page.select("#said li.wrong p.no").text()).isNotEmpty();
      assertThat(page.selectFirst("textarea").wholeText()).as("what was written stands").contains("sixty");
    }
    assertThat(count("select count(*) from policy_draft")).isEqualTo(drafts);
  }

  @Test
  void draftIsWrittenChangedAndToldInWords() throws Exception {
    Browser marketing = signedIn(Role.MARKETING);
    Document looked = Jsoup.parse(sent(marketing, "/policies/drafts/look", STRICTER, Map.of()).body());
    assertThat(looked.select("#said .changes").text()).contains("MQL needs score 65 instead of 60");
    assertThat(sent(marketing, "/policies/drafts/text", STRICTER, Map.of()).body()).contains("is kept");
    String draft = "d" + jdbc.sql("select max(draft_id) from policy_draft").query(Long.class).single();
    Document opened = Jsoup.parse(marketing.open("/policies/drafts/" + draft).body());
    assertThat(opened.selectFirst("textarea").wholeText()).contains("score: 65");
    String stricter = STRICTER.replace("score: 65", "score: 66");
    assertThat(sent(marketing, "/policies/drafts/text", stricter, Map.of("draft", draft, "revision", "1")).statusCode())
        .isEqualTo(200);
    HttpResponse<String> late = sent(marketing, "/policies/drafts/text", STRICTER, Map.of("draft", draft, "revision", "1"));
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("somebody else has changed draft");
    assertThat(get("/api/v1/policies/drafts/" + draft, key(Role.MANAGER)).json().path("revision").asInt()).isEqualTo(2);
    marketing.send("/policies", "/policies/" + draft + "/withdraw", Map.of());
  }

  @Test
  void versionStandsBesideAnyOther() throws Exception {
    Browser manager = signedIn(Role.MANAGER);
    Document page = Jsoup.parse(manager.open("/policies/1").body());
    assertThat(page.select("h1").text()).contains("Version 1");
    assertThat(page.select("ol.whole li")).hasSizeGreaterThan(100);
    assertThat(manager.open("/policies/99999").statusCode()).isEqualTo(404);
    assertThat(manager.open("/policies/1?from=99999").statusCode()).isEqualTo(404);
  }

  @Test
  void eachSideHasItsSayInAReviewOnThePage() throws Exception {
    long review = jdbc.sql("""
        insert into policy_review (kind, policy_version, opened_at) values ('DATE', 1, now()) returning review_id""")
        .query(Long.class).single();
    Browser marketing = signedIn(Role.MARKETING);
    assertThat(Jsoup.parse(marketing.open("/policies").body()).select("#review-" + review + " button").eachText())
        .containsExactly("Say it for marketing");
    String path = "/policies/reviews/" + review + "/close";
    assertThat(marketing.send("/policies", path, Map.of("word", "Ebooks <b>count</b> half.")).body())
        .contains("waits for the other");
    assertThat(marketing.send("/policies", path, Map.of("word", "Again.")).body()).contains("has had its say");
    Document closed = Jsoup.parse(signedIn(Role.MANAGER).send("/policies", path, Map.of("word", "Fine.")).body());
    assertThat(closed.select("#review-" + review + " .chip").text()).isEqualTo("closed");
    assertThat(closed.select("#review-" + review + " blockquote").text()).contains("Ebooks <b>count</b> half.");
  }
}
