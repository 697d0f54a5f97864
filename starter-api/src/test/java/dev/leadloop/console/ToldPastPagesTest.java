package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.imports.ImportBatches;
import dev.leadloop.security.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people read of leads that came with a past. */
class ToldPastPagesTest extends DecidingApiTest {
  private static final String HISTORY =
      """
      "history": [
        {"stage": "mql", "at": {"column": "Mql"}},
        {"stage": "opportunity", "at": {"column": "Open"}, "amount": {"column": "Value"}, "currency": "EUR"},
        {"stage": "won", "at": {"column": "Won"}}]}""";

  @Autowired private ImportBatches batches;

  private String system = "";

  @BeforeEach
  void imported() {
    system = "old-" + UUID.randomUUID();
    String mapping = "{\"system\": \"" + system + "\", \"columns\": {\"Id\": \"externalId\", \"Mail\": \"email\"}, " + HISTORY;
    String file = "Id,Mail,Mql,Open,Value,Won\n"
        + "1,won-" + system + "@example.com,2018-02-01,2018-02-10,1200,2018-02-20\n"
        + "2,open-" + system + "@example.com,2018-02-01,2018-02-10,900,\n";
    Answer taken = call("POST", "/api/v1/imports?mapping=" + URLEncoder.encode(mapping, StandardCharsets.UTF_8),
        key(Role.MARKETING), file, Map.of("Content-Type", "text/csv"));
    assertThat(taken.status()).as(taken.body()).isEqualTo(202);
    while (!batches.importBatch(taken.text("importId")).finished()) {
      // Until all rows are in.
    }
    decide(lead("1"));
    decide(lead("2"));
  }

  private String lead(String id) {
    return jdbc.sql("select lead_id from lead_identity where system = :system and external_id = :id")
        .param("system", system).param("id", id).query(String.class).single();
  }

  private String page(String lead) throws Exception {
    Browser browser = new Browser(port);
    browser.signIn("", key(Role.MANAGER));
    return Jsoup.parse(browser.open("/leads/" + lead).body()).text();
  }

  @Test
  void aCustomerIsShownAsOneAndGetsNoMail() throws Exception {
    String won = lead("1");
    Answer lead = get("/api/v1/leads/" + won, key(Role.MANAGER));
    assertThat(lead.text("stage")).isEqualTo("WON");
    assertThat(lead.json().at("/deal/amount").decimalValue()).isEqualByComparingTo("1200");
    assertThat(get("/api/v1/leads/" + won + "/why", key(Role.MANAGER)).body())
        .contains("told by import: won on 2018-02-20 00:00 UTC");
    assertThat(get("/api/v1/leads/" + won + "/timeline", key(Role.MANAGER)).body())
        .contains("Told by import: opportunity on 2018-02-10 00:00 UTC, 1200 EUR");
    assertThat(page(won)).contains("Won", "Told by import: MQL on Wed 31 Jan 2018, 19:00 New York time");
    assertThat(count("select count(*) from effect where lead_id = '" + won + "'")).isZero();
  }

  @Test
  void anOpportunityWithoutAnOwnerIsReportedOnByAManager() throws Exception {
    String open = lead("2");
    assertThat(get("/api/v1/leads/" + open, key(Role.MANAGER)).text("stage")).isEqualTo("OPPORTUNITY");
    assertThat(page(open)).contains("Opportunity", "Told by import: opportunity").doesNotContain("null");
    assertThat(get("/api/v1/leads/" + open + "/why", key(Role.MANAGER)).body())
        .contains("the lead is with sales, and was before it came to Leadloop");
    assertThat(post("/api/v1/leads/" + open + "/outcome", key(Role.SALES), "{\"result\": \"won\"}").status())
        .as("it is nobody's of the reps").isBetween(403, 404);
    assertThat(post("/api/v1/leads/" + open + "/outcome", key(Role.MANAGER), "{\"result\": \"won\"}").status()).isEqualTo(200);
    assertThat(get("/api/v1/leads/" + open, key(Role.MANAGER)).text("stage")).isEqualTo("WON");
  }
}
