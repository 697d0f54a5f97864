package dev.leadloop.api.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.email.token.ConfirmationTokens;
import dev.leadloop.security.Role;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ConsentTest extends ApiTest {
  private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

  @Autowired private ConfirmationTokens tokens;

  private final String address = "consent-" + UUID.randomUUID() + "@acme.example";

  private String intake(String consent) {
    return post(
            "/api/v1/leads",
            key(Role.MARKETING),
            "{\"email\":\"" + address + "\",\"channel\":\"form\",\"consent\":" + consent + "}")
        .text("leadId");
  }

  private JsonNode consent(String lead) {
    return get("/api/v1/leads/" + lead + "/consent", key(Role.MARKETING)).json();
  }

  @Test
  void consentIsKeptWithWhenWhereAndWording() {
    String lead =
        intake(
            "{\"status\":\"given\",\"at\":\"2026-03-01T09:30:00Z\",\"where\":\"https://acme.example/ebook\",\"wording\":\"Yes,"
                + " mail me\"}");
    JsonNode found = consent(lead);
    assertThat(found.path("consent").asString()).isEqualTo("given");
    assertThat(found.path("nurtureNeeds").asString()).isEqualTo("none");
    assertThat(found.path("mayBeNurtured").asBoolean()).isTrue();
    JsonNode proof = found.at("/history/0");
    assertThat(proof.path("at").asString()).isEqualTo("2026-03-01T09:30:00Z");
    assertThat(proof.path("place").asString()).isEqualTo("https://acme.example/ebook");
    assertThat(proof.path("wording").asString()).isEqualTo("Yes, mail me");
    assertThat(proof.path("by").asString()).isEqualTo("marketing:marketing");
    assertThat(proof.path("emailKey").asString()).isEqualTo(address);
  }

  @Test
  void everyChangeIsKeptAndMergesLoseNoEvidence() {
    String lead = intake("{\"status\":\"given\",\"at\":\"2026-03-01T09:30:00Z\",\"wording\":\"first words\"}");
    post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"" + address + "\",\"title\":\"Director\"}");
    intake("{\"status\":\"given\",\"at\":\"2026-03-02T09:30:00Z\",\"wording\":\"second words\"}");
    intake("{\"status\":\"given\",\"at\":\"2026-03-02T09:30:00Z\",\"wording\":\"second words\"}");
    intake("{\"status\":\"declined\",\"at\":\"2026-03-03T09:30:00Z\",\"where\":\"phone\"}");
    JsonNode found = consent(lead);
    assertThat(found.path("consent").asString()).isEqualTo("declined");
    assertThat(found.path("mayBeNurtured").asBoolean()).isFalse();
    assertThat(found.path("history").valueStream().map(change -> change.path("status").asString()))
        .containsExactly("declined", "given", "given");
    assertThat(found.at("/history/2/wording").asString()).isEqualTo("first words");
    assertThat(count("select count(*) from inbox where kind = 'consent_changed' and lead_id = '" + lead + "'")).isEqualTo(2);
  }

  @Test
  void olderYesThatComesLateIsEvidenceAndDoesNotUndoANo() {
    String lead = intake("{\"status\":\"declined\",\"at\":\"2026-03-03T09:30:00Z\"}");
    intake("{\"status\":\"given\",\"at\":\"2026-03-01T09:30:00Z\",\"wording\":\"late\"}");
    JsonNode found = consent(lead);
    assertThat(found.path("consent").asString()).isEqualTo("declined");
    assertThat(found.at("/history/0/applied").asBoolean()).isFalse();
    assertThat(found.at("/history/0/wording").asString()).isEqualTo("late");
  }

  @Test
  void openingTheConfirmationLinkShowsTheWordsAndConfirmsNothing() {
    String lead = intake("{\"status\":\"given\"}");
    String path = "/confirm/" + tokens.issue(lead, address);
    Answer page = get(path, NO_KEY);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("I agree to get e-mails from Example Company", "action=\"" + path + "\"");
    call("HEAD", path, NO_KEY, null, Map.of());
    assertThat(consent(lead).path("consent").asString()).isEqualTo("given");
  }

  @Test
  void buttonConfirmsOnceAndKeepsTheWordsReadBesideIt() {
    String lead = intake("{\"status\":\"given\"}");
    String path = "/confirm/" + tokens.issue(lead, address);
    for (int i = 0; i < 2; i++) {
      assertThat(call("POST", path, NO_KEY, "", FORM).body()).contains("that is confirmed");
    }
    JsonNode found = consent(lead);
    assertThat(found.path("consent").asString()).isEqualTo("confirmed");
    assertThat(found.path("history")).hasSize(2);
    assertThat(found.at("/history/0/wording").asString()).startsWith("I agree to get e-mails from");
    assertThat(found.at("/history/0/by").asString()).isEqualTo("person:lead");
    assertThat(count("select count(*) from inbox where kind = 'consent_changed' and lead_id = '" + lead + "'")).isEqualTo(1);
    intake("{\"status\":\"given\",\"wording\":\"the form once more\"}");
    assertThat(consent(lead).path("consent").asString()).as("a later yes keeps it").isEqualTo("confirmed");
    intake("{\"status\":\"declined\"}");
    assertThat(consent(lead).path("consent").asString()).isEqualTo("declined");
    assertThat(call("POST", path, NO_KEY, "", FORM).status()).as("a no ends every link sent before").isEqualTo(410);
  }

  @Test
  void buttonConfirmsWhateverTheBodyIs() {
    String lead = intake("{\"status\":\"given\"}");
    String path = "/confirm/" + tokens.issue(lead, address);
    for (String type : java.util.List.of("multipart/form-data", "nonsense", "application/x-www-form-urlencoded")) {
      assertThat(call("POST", path, NO_KEY, "%ff", Map.of("Content-Type", type)).body()).contains("that is confirmed");
    }
    assertThat(consent(lead).path("consent").asString()).isEqualTo("confirmed");
  }

  @Test
  void linkForAnotherAddressOrAForgedOneConfirmsNothing() {
    String lead = intake("{\"status\":\"given\"}");
    assertThat(call("POST", "/confirm/" + tokens.issue(lead, "other@acme.example"), NO_KEY, "", FORM).status()).isEqualTo(410);
    assertThat(call("POST", "/confirm/bm90IGEgdG9rZW4", NO_KEY, "", FORM).status()).isEqualTo(404);
    assertThat(consent(lead).path("consent").asString()).isEqualTo("given");
  }

  @Test
  void nothingIsConfirmedWhileTheDatabaseIsAway() {
    String path = "/confirm/" + tokens.issue(intake("{\"status\":\"given\"}"), address);
    database.gone = true;
    assertThat(call("POST", path, NO_KEY, "", FORM).status()).isEqualTo(503);
  }
}
