package dev.leadloop.api.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.security.Role;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntakeTest extends ApiTest {

  @Test
  void newLeadIsStoredToldAndCalled() {
    int calls = bell.calls.get();
    Answer answer =
        post("/api/v1/leads", key(Role.MARKETING),
            "{\"email\":\"New@Acme.example\",\"company\":\"Acme\",\"source\":\"webinar\"}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("created").asBoolean()).isTrue();
    String lead = answer.text("leadId");
    assertThat(answer.json().at("/links/self").asString()).isEqualTo("/api/v1/leads/" + lead);
    assertThat(count("select count(*) from inbox where kind = 'entered' and lead_id = '" + lead + "'")).isEqualTo(1);
    assertThat(bell.calls.get()).isGreaterThan(calls);
    Answer read = get("/api/v1/leads/" + lead, key(Role.MANAGER));
    assertThat(read.json().at("/profile/company").asString()).isEqualTo("Acme");
    assertThat(read.json().path("pending").asInt()).isEqualTo(1);
  }

  @Test
  void whatRulesGoByIsToldWithItsReason() {
    String lead = post(
            "/api/v1/leads",
            key(Role.MARKETING),
            "{\"email\":\"vice@outlook.de\",\"title\":\"Vice President of"
                + " Sales\",\"country\":\"Deutschland\",\"answers\":{\"language\":\"German\"}}")
        .text("leadId");
    var derived = get("/api/v1/leads/" + lead, key(Role.MANAGER)).json().at("/profile/derived");
    assertThat(derived.at("/seniority/value").asString()).as(derived.toString()).isEqualTo("department");
    assertThat(derived.at("/seniority/because").asString()).isEqualTo("'vice president' in the title");
    assertThat(derived.at("/role/value").asString()).isEqualTo("sales");
    assertThat(derived.at("/country/value").asString()).isEqualTo("DE");
    assertThat(derived.at("/country/because").asString()).isEqualTo("'Deutschland' is Germany");
    assertThat(derived.at("/language/value").asString()).isEqualTo("de");
    assertThat(derived.at("/emailKind/value").asString()).isEqualTo("free");
    assertThat(derived.at("/emailKind/because").asString()).isEqualTo("a mailbox of Microsoft Outlook.com");
  }

  @Test
  void firstAndLaterTouchesAreKeptWithTheirChannels() {
    String first =
        post(
                "/api/v1/leads",
                key(Role.MARKETING),
                "{\"email\":\"touch@acme.example\",\"source\":\"google\",\"campaign\":\"spring\",\"channel\":\"paid_search\"}")
            .text("leadId");
    post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"touch@acme.example\",\"channel\":\"webinar\"}");
    post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"touch@acme.example\",\"title\":\"Director\"}");
    var touches = get("/api/v1/leads/" + first, key(Role.MANAGER)).json().path("touches");
    assertThat(touches.valueStream().map(touch -> touch.path("channel").asString())).containsExactly("paid_search", "webinar");
    assertThat(touches.at("/0/campaign").asString()).isEqualTo("spring");
  }

  @Test
  void sameAddressIsMergedHoweverItIsSpelled() {
    String first = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"same@acme.example\"}").text("leadId");
    Answer second =
        post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\" SAME@acme.example\",\"title\":\"Director\"}");
    assertThat(second.text("leadId")).isEqualTo(first);
    assertThat(second.json().path("created").asBoolean()).isFalse();
    assertThat(get("/api/v1/leads?email=Same@acme.example", key(Role.MANAGER)).json().at("/leads/0/leadId").asString())
        .isEqualTo(first);
  }

  @Test
  void sameRequestUnderOneKeyIsAnsweredTheSameAndChangesNothing() {
    String key = UUID.randomUUID().toString();
    String body = "{\"email\":\"once@acme.example\",\"answers\":{\"b\":\"2\",\"a\":\"1\"}}";
    Answer first = post("/api/v1/leads", key(Role.MARKETING), body, key);
    int rows = count("select count(*) from inbox");
    Answer second =
        post("/api/v1/leads", key(Role.MARKETING), "{ \"answers\":{\"a\":\"1\",\"b\":\"2\"}, \"email\":\"once@acme.example\"}",
            key);
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(count("select count(*) from inbox")).isEqualTo(rows);
  }

  @Test
  void otherRequestUnderAUsedKeyIsRefused() {
    String key = UUID.randomUUID().toString();
    post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"key1@acme.example\"}", key);
    Answer other = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"key2@acme.example\"}", key);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problem()).isEqualTo("idempotency-mismatch");
    assertThat(count("select count(*) from lead where email = 'key2@acme.example'")).isZero();
  }

  @Test
  void sameKeyOfTwoCallersIsTwoKeys() {
    String key = "person@acme.example-" + UUID.randomUUID();
    String first = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"callers1@acme.example\"}", key).text("leadId");
    Answer other = post("/api/v1/leads", key(Role.ADMIN), "{\"email\":\"callers2@acme.example\"}", key);
    assertThat(other.status()).isEqualTo(202);
    assertThat(other.text("leadId")).isNotEqualTo(first);
    assertThat(post("/api/v1/leads", key(Role.ADMIN), "{\"email\":\"callers3@acme.example\"}", key).status()).isEqualTo(422);
    // Both tell something of one known lead: neither telling hides the other.
    String next = key + "-2";
    for (Role role : new Role[] {Role.MARKETING, Role.ADMIN}) {
      String body = "{\"email\":\"callers1@acme.example\",\"title\":\"" + role + "\"}";
      assertThat(post("/api/v1/leads", key(role), body, next).text("leadId")).isEqualTo(first);
      assertThat(post("/api/v1/leads", key(role), body, next).status()).isEqualTo(202);
    }
    assertThat(count("select count(*) from inbox where kind = 'profile_changed' and lead_id = '" + first + "'")).isEqualTo(2);
    assertThat(
            count(
                "select count(*) from (select event_id as kept from inbox union all select key from idempotency_key) k"
                    + " where kept like '%person@acme%'"))
        .as("what was given as a key is kept nowhere")
        .isZero();
  }

  @Test
  void requestThatJoinsTwoKnownLeadsIsRefused() {
    post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"join@acme.example\"}");
    post("/api/v1/leads", key(Role.MARKETING), "{\"system\":\"crm\",\"externalId\":\"7\"}");
    Answer joined =
        post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"join@acme.example\",\"system\":\"crm\",\"externalId\":\"7\"}");
    assertThat(joined.status()).isEqualTo(409);
    assertThat(joined.problem()).isEqualTo("identity-conflict");
    assertThat(joined.text("leadByAddress")).isNotEmpty().isNotEqualTo(joined.text("leadByExternalId"));
  }

  @Test
  void leadWithoutANameIsRefused() {
    assertThat(post("/api/v1/leads", key(Role.MARKETING), "{\"company\":\"Acme\"}").text("detail")).contains("'email'");
    assertThat(post("/api/v1/leads", key(Role.MARKETING), "{\"system\":\"crm\"}").text("detail")).contains("'externalId'");
    assertThat(post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"nobody\"}").status()).isEqualTo(400);
    assertThat(post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"a@acme.example\",\"timeZone\":\"Mars\"}").text("detail"))
        .contains("'timeZone'");
  }

  @Test
  void charactersThatCannotBeSeenAreNoPartOfAName() {
    String first =
        post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"unseen@acme.example\",\"company\":\"\u00a0Acme\u200b\","
        + "\"title\":\"\u3000\",\"system\":\"shop\",\"externalId\":\"\u2060U 1\u00a0\",\"answers\":{\"budget\":\" \u200b\"}}")
        .text("leadId");
    Answer again = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"\ufeffunseen@acme.example\u00a0\"}");
    assertThat(again.text("leadId")).isEqualTo(first);
    var profile = get("/api/v1/leads/" + first, key(Role.MARKETING)).json().path("profile");
    assertThat(profile.path("company").asString()).isEqualTo("Acme");
    assertThat(profile.path("title").isNull()).isTrue();
    assertThat(profile.path("answers").isEmpty()).isTrue();
    assertThat(get("/api/v1/leads?system=shop&externalId=U%201", key(Role.MARKETING)).json().at("/leads/0/leadId").asString())
        .isEqualTo(first);
    Answer inside = post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"un\u200bseen@acme.example\"}");
    assertThat(inside.status()).isEqualTo(400);
    assertThat(inside.text("detail")).contains("'email'").contains("U+200B ZERO WIDTH SPACE at position 3");
    Answer event = post("/api/v1/events", key(Role.MARKETING),
        "{\"events\":[{\"eventId\":\"unseen-1\",\"email\":\"un\u00adseen@acme.example\",\"type\":\"blog_view\"}]}");
    assertThat(event.json().at("/events/0/detail").asString()).contains("U+00AD SOFT HYPHEN at position 3");
  }

  @Test
  void whatProbablyMeansNothingIsTakenAndSaidWithTheNearest() {
    String key = UUID.randomUUID().toString();
    String body = "{\"email\":\"odd@acme.example\",\"country\":\"Germny\",\"answers\":{\"language\":\"Klingonish\"},"
        + "\"consent\":{\"status\":\"given\",\"at\":\"2190-01-01T00:00:00Z\"}}";
    Answer answer = post("/api/v1/leads", key(Role.MARKETING), body, key);
    assertThat(answer.status()).isEqualTo(202);
    var warnings = answer.json().path("warnings");
    assertThat(warnings.valueStream().map(warning -> warning.path("field").asString()))
        .containsExactly("country", "answers.language", "consent.at");
    assertThat(warnings.at("/0/value").asString()).isEqualTo("Germny");
    assertThat(warnings.at("/0/nearest").asString()).isEqualTo("Germany");
    assertThat(warnings.at("/0/message").asString()).contains("did you mean 'Germany'?");
    assertThat(post("/api/v1/leads", key(Role.MARKETING), body, key).body()).isEqualTo(answer.body());
    assertThat(count("select count(*) from consent_record where given_at > now()")).isZero();
    for (String known : List.of("DE", "deu", "Deutschland", "germany", "Allemagne")) {
      assertThat(post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"odd2@acme.example\",\"country\":\"" + known + "\"}")
          .json().path("warnings"))
          .as(known).isEmpty();
    }
  }

  @Test
  void aTimeZoneNobodyKnowsIsRefusedWithTheNearest() {
    for (var zone : java.util.Map.of("Europe/Berln", "Europe/Berlin", "Berlin", "Europe/Berlin", "america/new york",
        "America/New_York").entrySet()) {
      Answer answer =
          post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"zone@acme.example\",\"timeZone\":\"" + zone.getKey() + "\"}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("detail")).contains("did you mean '" + zone.getValue() + "'?");
    }
  }

  @Test
  void numbersAreNotCut() {
    for (String size : List.of("1.5", "1.0", "1e3", "\"1.000\"", "\"1,000\"", "\"51-200\"", "\"1e3\"", "\"10k\"", "true", "0",
        "99999999", "-5", "\"\"")) {
      Answer answer =
          post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"size@acme.example\",\"companySize\":" + size + "}");
      assertThat(answer.status()).as(size + ": " + answer.body()).isEqualTo(400);
      assertThat(answer.text("detail")).contains("'companySize'");
    }
  }

  @Test
  void leadsThatComeTogetherAreEachAnsweredWithTheirOwn() {
    List<Answer> answers =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> post("/api/v1/leads", key(Role.MARKETING), "{\"email\":\"many" + i % 100 + "@acme.example\"}"))
            .toList();
    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(202));
    assertThat(answers.stream().map(answer -> answer.text("leadId")).distinct()).hasSize(100);
    assertThat(answers.stream().filter(answer -> answer.json().path("created").asBoolean())).hasSize(100);
  }

  @Test
  void leadsAreFoundByOtherNamesAndPageByPage() {
    String lead =
        post("/api/v1/leads", key(Role.MARKETING), "{\"system\":\"shop\",\"externalId\":\"A 1\"}").text("leadId");
    assertThat(get("/api/v1/leads?system=shop&externalId=A%201", key(Role.MANAGER)).json().at("/leads/0/leadId").asString())
        .isEqualTo(lead);
    newLead();
    newLead();
    Answer first = get("/api/v1/leads?limit=2", key(Role.MANAGER));
    Answer second = get("/api/v1/leads?limit=2&after=" + first.text("next"), key(Role.MANAGER));
    assertThat(first.json().path("leads")).hasSize(2);
    assertThat(second.json().at("/leads/0/leadId").asString())
        .isLessThan(first.json().at("/leads/1/leadId").asString());
    assertThat(get("/api/v1/leads?stage=SOLD", key(Role.MANAGER)).status()).isEqualTo(400);
    assertThat(get("/api/v1/leads/nobody", key(Role.MANAGER)).problem()).isEqualTo("unknown-lead");
  }
}
