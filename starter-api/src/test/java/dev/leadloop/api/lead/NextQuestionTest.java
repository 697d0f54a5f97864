package dev.leadloop.api.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.SignedTokens.Purpose;
import dev.leadloop.security.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What to ask next: of a lead by what is known of it, in a form by what was filled in and nothing else. */
class NextQuestionTest extends DecidingApiTest {
  private final String address = "kim-" + UUID.randomUUID() + "@acme.example";

  private Answer ask(String body) {
    return call("POST", "/api/v1/forms/next-question", key(Role.MARKETING), body, Map.of("Content-Type", "application/json"));
  }

  @Test
  void whatIsKnownOfAnAddressIsNotToldByTheQuestion() {
    String form = "{\"email\":\"" + address + "\",\"title\":\"Marketing Director\"}";
    JsonNode before = ask(form).json();
    assertThat(before.at("/question/fact").asString("")).isNotEmpty();
    call("POST", "/api/v1/leads", key(Role.MARKETING),
        "{\"email\":\"" + address + "\",\"companySize\":150,\"country\":\"DE\",\"industry\":\"software\"}",
        Map.of("Content-Type", "application/json"));
    int leads = count("select count(*) from lead");
    int rows = count("select count(*) from inbox");
    assertThat(ask(form).json()).as("the same, whoever has that address").isEqualTo(before);
    assertThat(count("select count(*) from lead")).isEqualTo(leads);
    assertThat(count("select count(*) from inbox")).isEqualTo(rows);
  }

  @Test
  void whatWasFilledInOrAskedForIsNotAskedForAgain() {
    String fact = ask("{}").json().at("/question/fact").asString("");
    assertThat(fact).isNotEmpty();
    assertThat(ask("{\"asked\":[\"" + fact + "\"]}").json().at("/question/fact").asString("")).isNotEqualTo(fact);
    assertThat(ask("{\"companySize\":0}").status()).isEqualTo(400);
  }

  /** As the script of the page asks, whenever something was filled in. */
  @Test
  void hostedFormAsksByWhatIsFilledInSoFarAndKeepsNothing() {
    Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
    String token = new SignedTokens(new byte[32], InstantSource.system()).issue(Purpose.FORM, "contact");
    Map<String, String> filledIn = new HashMap<>(Map.of("token", token));
    String first = call("POST", "/f/contact/more", NO_KEY, Browser.body(filledIn), form).body();
    assertThat(first).contains("name=\"more\" value=\"companySize\"").doesNotContain("<html", "points", "policy");
    filledIn.putAll(Map.of("email", "x@acme.example", "more", "companySize"));
    String other = call("POST", "/f/contact/more", NO_KEY, Browser.body(filledIn), form).body();
    assertThat(other).contains("name=\"more\" value=\"country\"").doesNotContain("companySize");
    assertThat(count("select count(*) from lead where email_key like 'x@%'")).isZero();
    for (String path : List.of("/f/contact/more", "/f/none/more")) {
      filledIn.put("token", "none");
      assertThat(call("POST", path, NO_KEY, Browser.body(filledIn), form).status()).isIn(403, 404);
    }
    for (int n = 0; n < 60; n++) {
      filledIn.put("token", token);
      if (call("POST", "/f/contact/more", NO_KEY, Browser.body(filledIn), form).status() == 429) {
        return;
      }
    }
    throw new AssertionError("nobody is held back");
  }

  @Test
  void hostedFormPutsOneQuestionMoreAndKeepsTheAnswer() {
    String page = call("GET", "/f/contact", NO_KEY, null, Map.of()).body();
    assertThat(page).contains("How many people work at your company?", "name=\"more\" value=\"companySize\"");
    Map<String, String> fields = new HashMap<>(Map.of("email", address, "website", "", "more", "companySize"));
    fields.put("companySize", "120");
    InstantSource earlier = () -> Instant.now().minusSeconds(60);
    fields.put("token", new SignedTokens(new byte[32], earlier).issue(Purpose.FORM, "contact"));
    Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
    assertThat(call("POST", "/f/contact", NO_KEY, Browser.body(fields), form).status()).isEqualTo(200);
    assertThat(count("select count(*) from lead where company_size = 120 and email_key = '" + address + "'")).isEqualTo(1);
  }
}
