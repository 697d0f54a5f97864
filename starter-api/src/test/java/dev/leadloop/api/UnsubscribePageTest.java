package dev.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.email.UnsubscribeTokens;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UnsubscribePageTest extends ApiTest {
  private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

  @Autowired private UnsubscribeTokens tokens;

  private int suppressed(String lead) {
    return jdbc.sql(
            "select count(*) from address join lead using (email_key) where lead_id = :lead and suppressed = 'unsubscribed'")
        .param("lead", lead)
        .query(Integer.class)
        .single();
  }

  @Test
  void openingTheLinkShowsAFormAndChangesNothing() {
    String lead = newLead();
    String path = "/u/" + tokens.issue(lead);
    Answer page = get(path, NO_KEY);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("<form method=\"post\" action=\"" + path + "\"", "lang=\"en\"");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    call("HEAD", path, NO_KEY, null, Map.of());
    call("OPTIONS", path, NO_KEY, null, Map.of());
    assertThat(suppressed(lead)).isZero();
  }

  @Test
  void oneClickOfAMailProgramSuppressesOnce() {
    String lead = newLead();
    String path = "/u/" + tokens.issue(lead);
    for (int i = 0; i < 2; i++) {
      Answer done = call("POST", path, NO_KEY, "List-Unsubscribe=One-Click", FORM);
      assertThat(done.status()).as(done.body()).isEqualTo(200);
      assertThat(done.body()).contains("You are unsubscribed");
    }
    assertThat(suppressed(lead)).isEqualTo(1);
    assertThat(count("select count(*) from inbox where kind = 'suppressed' and lead_id = '" + lead + "'")).isEqualTo(1);
  }

  @Test
  void buttonOfThePageWorksWithoutABody() {
    String lead = newLead();
    assertThat(call("POST", "/u/" + tokens.issue(lead), NO_KEY, "", FORM).status()).isEqualTo(200);
    assertThat(suppressed(lead)).isEqualTo(1);
  }

  @Test
  void forgedLinkIsAClearPage() {
    Answer page = get("/u/bm90IGEgdG9rZW4", NO_KEY);
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).contains("This link does not work").doesNotContain("<form");
    assertThat(call("POST", "/u/bm90IGEgdG9rZW4", NO_KEY, "", FORM).status()).isEqualTo(404);
  }

  @Test
  void nothingIsAcknowledgedWhileTheDatabaseIsAway() {
    String lead = newLead();
    String path = "/u/" + tokens.issue(lead);
    database.gone = true;
    Answer answer = call("POST", path, NO_KEY, "List-Unsubscribe=One-Click", FORM);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).doesNotContain("You are unsubscribed");
    database.gone = false;
    assertThat(suppressed(lead)).isZero();
  }
}
