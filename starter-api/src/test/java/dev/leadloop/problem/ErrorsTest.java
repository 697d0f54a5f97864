package dev.leadloop.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.security.Role;
import dev.leadloop.text.IntakeLimits;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorsTest extends ApiTest {

  @Test
  void missingKeyIsToldWhereKeysComeFrom() {
    Answer answer = get("/api/v1/leads", NO_KEY);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("key-needed");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.text("detail")).contains("Authorization: Bearer", "POST /api/v1/keys");
  }

  @Test
  void nothingOfTheInsideIsShownInAFieldsNameOrItsFault() {
    String tooLong = "n".repeat(101);
    for (String answers : List.of("{\"\":\"a\"}", "{\"" + tooLong + "\":\"a\"}", "{\"a\":\"" + "x".repeat(70_000) + "\"}")) {
      Answer refused = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"a@acme.example\",\"answers\":" + answers + "}");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body()).contains("'answers").doesNotContain("[]", "Cntrl", "must match", "<map", "<K>", "<list");
    }
    for (String properties : List.of("{\"\":\"a\"}", "{\"" + tooLong + "\":\"a\"}", "{\"a\":null}")) {
      Answer refused = post(
          "/api/v1/events", key(Role.MARKETING),
          "{\"events\":[{\"eventId\":\"e1\",\"email\":\"a@acme.example\",\"type\":\"page_view\",\"properties\":" + properties
              + "}]}");
      assertThat(refused.status()).as("each event has its own answer").isEqualTo(202);
      assertThat(refused.json().at("/events/0/detail").asString()).contains("'properties")
          .doesNotContain("[]", "Cntrl", "must match", "<map", "<K>", "<list");
    }
    assertThat(post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"a@acme.example\",\"answers\":{\"\":\"a\"}}")
        .text("detail"))
        .contains("'answers' has a name that is empty or longer than 100 characters".replace("100",
            String.valueOf(IntakeLimits.ANSWER_NAME)));
  }

  @Test
  void headerIsCalledByItsOwnName() {
    String lead = "{\"email\":\"a@acme.example\"}";
    assertThat(post("/api/v1/leads", key(Role.ADMIN), lead, "not visible").json().at("/errors/0/field").asString())
        .isEqualTo("Idempotency-Key");
    assertThat(post("/api/v1/leads", key(Role.ADMIN), lead, "not visible").text("detail"))
        .contains("'Idempotency-Key' may have 1 to 128");
  }

  @Test
  void unknownKeyIsRefused() {
    assertThat(get("/api/v1/leads", "ll_nobody").status()).isEqualTo(401);
  }

  @Test
  void wrongRoleIsToldWhichRoleWouldDo() {
    Answer answer = post("/api/v1/leads", key(Role.SALES), "{}");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("role-not-allowed");
    assertThat(answer.text("detail")).contains("ADMIN or MARKETING", "SALES");
  }

  @Test
  void unknownPropertyNamesTheNearestKnownOne() {
    Answer answer = post("/api/v1/leads", key(Role.MARKETING), "{\"e-mail\":\"a@acme.example\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-fields");
    assertThat(answer.text("detail")).contains("'e-mail' is not known; did you mean 'email'?");
    assertThat(count("select count(*) from lead where email = 'a@acme.example'")).isZero();
  }

  @Test
  void wrongTypeNamesTheField() {
    Answer answer =
        post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"a@acme.example\",\"companySize\":\"many\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("companySize");
    assertThat(answer.json().at("/errors/0/message").asString()).isEqualTo("is not a whole number");
  }

  @Test
  void brokenJsonIsToldWhere() {
    Answer answer = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\n \"a@acme.example\",,}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("malformed-request");
    assertThat(answer.text("detail")).contains("line 2");
  }

  @Test
  void textThatCannotBeStoredIsRefusedByField() {
    String nul = "{\"email\":\"a@acme.example\",\"company\":\"Ac\\u0000me\"}";
    Answer answer = post("/api/v1/leads", key(Role.MARKETING), nul);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).contains("'company' holds the control character U+0000");
    String half = "{\"email\":\"a@acme.example\",\"company\":\"Ac\\ud800me\"}";
    assertThat(post("/api/v1/leads", key(Role.MARKETING), half).status()).isEqualTo(400);
  }

  @Test
  void tooLongFieldIsRefusedByName() {
    Answer answer =
        post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"a@acme.example\",\"company\":\"" + "x".repeat(201) + "\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).contains("'company'").contains("200");
  }

  @Test
  void everyTextHasTheLimitOfTheOneDoor() {
    List<String> texts = List.of("firstName", "lastName", "company", "title", "industry", "country", "source", "campaign",
        "content", "channel");
    for (String field : texts) {
      int longest = IntakeLimits.longest(field);
      String body = "{\"email\":\"" + field + "@limits.example\",\"" + field + "\":\"%s\"}";
      assertThat(post("/api/v1/leads", key(Role.MARKETING), body.formatted("x".repeat(longest))).status()).as(field)
          .isEqualTo(202);
      Answer longer = post("/api/v1/leads", key(Role.MARKETING), body.formatted("x".repeat(longest + 1)));
      assertThat(longer.status()).as(field).isEqualTo(400);
      assertThat(longer.json().at("/errors/0/field").asString()).isEqualTo(field);
    }
  }

  @Test
  void answerWithoutAWordAndConsentWithoutAStatusAreToldByField() {
    Answer answer = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"a@acme.example\",\"answers\":{\"need\":null}}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asString()).contains("answers");
    Answer consent = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"a@acme.example\",\"consent\":{}}");
    assertThat(consent.status()).as(consent.body()).isEqualTo(400);
    assertThat(consent.text("detail")).contains("consent.status");
  }

  @Test
  void unknownCallPointsToTheDescription() {
    Answer answer = get("/api/v1/laeds", key(Role.ADMIN));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("detail")).contains("/v3/api-docs");
  }

  @Test
  void methodThatDoesNotWorkIsRefused() {
    Answer answer = call("PATCH", "/api/v1/leads", key(Role.ADMIN), "{}", Map.of());
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.text("detail")).isEqualTo("PATCH does not work here; allowed: GET, HEAD, POST.");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void minusZeroIsAnAmountOfNothing() {
    for (String zero : List.of("0", "-0", "-0.0", "-0.00", "0e3")) {
      Answer answer = post("/api/v1/leads/none/outcome", key(Role.ADMIN),
          "{\"result\":\"won\",\"currency\":\"EUR\",\"amount\":" + zero + "}");
      assertThat(answer.status()).as(zero + answer.body()).isEqualTo(404);
    }
  }

  @Test
  void otherContentTypeIsRefused() {
    Answer answer =
        call("POST", "/api/v1/leads", key(Role.MARKETING), "email=a", Map.of("Content-Type", "text/plain"));
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.text("detail")).contains("application/json");
  }

  @Test
  void tooLargeBodyIsRefusedHoweverItIsSent() {
    String large = "{\"email\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
    assertThat(post("/api/v1/leads", key(Role.MARKETING), large).status()).isEqualTo(413);
    HttpRequest chunked =
        HttpRequest.newBuilder(address("/api/v1/leads"))
            .header("Authorization", "Bearer " + key(Role.MARKETING))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
            .build();
    assertThat(send(chunked).status()).isEqualTo(413);
  }

  @Test
  void databaseGoneIsUnavailableAndNotAnError() {
    String lead = newLead();
    String marketing = key(Role.MARKETING);
    database.gone = true;
    for (Answer answer :
        new Answer[] {
          post("/api/v1/leads", marketing, "{\"email\":\"gone@acme.example\"}"),
          post("/api/v1/events", marketing, "{\"events\":[{\"eventId\":\"e\",\"leadId\":\"" + lead + "\",\"type\":\"x\"}]}"),
          get("/api/v1/leads/" + lead, marketing),
          get("/api/v1/leads", "ll_not_seen_before"),
        }) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isNotEmpty();
      assertThat(answer.problem()).isEqualTo("database-unavailable");
    }
    assertThat(get("/healthz", NO_KEY).status()).isEqualTo(200);
    assertThat(get("/readyz", NO_KEY).status()).isEqualTo(503);
    assertThat(get("/", NO_KEY).body()).contains("down");
    database.gone = false;
    assertThat(count("select count(*) from lead where email = 'gone@acme.example'")).isZero();
  }
}
