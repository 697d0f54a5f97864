package dev.leadloop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.lead.Principal;
import dev.leadloop.record.ExternalId;
import dev.leadloop.text.IntakeLimits;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lead is told with is held against the limits, whoever tells it. */
class DetailsCheckTest {
  private static final List<String> TEXTS =
      List.of("firstName", "lastName", "company", "title", "industry", "country", "source", "campaign", "content",
          "channel", "externalId", "answers.budget", "consent.where", "consent.wording");

  private final DetailsCheck check = new DetailsCheck(EmailAddresses::normalise);

  private List<String> faults(Map<String, String> given) {
    return faults(given, null);
  }

  private List<String> faults(Map<String, String> given, @Nullable Instant at) {
    Map<String, String> consent = named(given, "consent.");
    if (!consent.isEmpty()) {
      consent.putIfAbsent("status", "given");
    }
    String size = given.get("companySize");
    LeadDetails details =
        new LeadDetails(
            given.get("email"),
            given.containsKey("externalId") ? new ExternalId(given.getOrDefault("system", "crm"), given.get("externalId")) : null,
            new LeadDetails.Facts(
                given.get("firstName"), given.get("lastName"), given.get("company"), given.get("title"),
                size == null ? null : Integer.valueOf(size), given.get("industry"), given.get("country"),
                given.get("timeZone"), named(given, "answers.")),
            new LeadDetails.Touch(given.get("source"), given.get("campaign"), given.get("content"), given.get("channel")),
            consent);
    return check.fault(new IntakeRequest(details, Principal.SYSTEM, null, false, at)).stream()
        .map(invalid -> invalid.field() + " " + invalid.message())
        .toList();
  }

  private static Map<String, String> named(Map<String, String> given, String prefix) {
    return given.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .collect(Collectors.toMap(entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue, (a, b) -> a,
            HashMap::new));
  }

  private static Map<String, String> with(String field, String value) {
    Map<String, String> given = new HashMap<>(Map.of("email", "one@example.com"));
    given.put(field, value);
    return given;
  }

  @Test
  void everyTextMayBeAsLongAsItsLimitAndNoLonger() {
    for (String field : TEXTS) {
      int longest = IntakeLimits.longest(field);
      assertThat(faults(with(field, "x".repeat(longest)))).as(field).isEmpty();
      assertThat(faults(with(field, "x".repeat(longest + 1)))).as(field).singleElement().asString()
          .startsWith(field + " ").contains("at most " + longest, "" + (longest + 1));
      assertThat(faults(with(field, "x".repeat(2_100)))).as(field).hasSize(1);
    }
  }

  @Test
  void noTextMayHoldWhatCannotBeStoredOrSent() {
    for (String field : TEXTS) {
      for (String bad : List.of("a\0b", "a\u0001b", "a\u007fb", "a\ud83d", "\ude00a")) {
        assertThat(faults(with(field, bad))).as(field).singleElement().asString().startsWith(field + " holds");
      }
      assertThat(faults(with(field, "Größe 大 \ud83d\ude00\nline"))).as(field).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "10000001", "2147483647", "-2147483648"})
  void companyHasFromOneToTenMillionPeople(String size) {
    assertThat(faults(with("companySize", size))).singleElement().asString().startsWith("companySize must be");
    assertThat(faults(with("companySize", "1"))).isEmpty();
    assertThat(faults(with("companySize", "10000000"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mars/Olympus", "Europe/Berlin ' or", "+99:00", "Europe\0Berlin"})
  void timeZoneIsOneThatIsKnown(String zone) {
    assertThat(faults(with("timeZone", zone))).singleElement().asString().startsWith("timeZone ");
    assertThat(faults(with("timeZone", "Europe/Berlin"))).isEmpty();
  }

  @Test
  void systemIsANameAndAnIdIsNotEmpty() {
    for (String system : List.of("", "two words", "c\nrm", "x".repeat(65), "größe")) {
      assertThat(faults(Map.of("system", system, "externalId", "1"))).as(system).singleElement().asString().startsWith("system ");
    }
    assertThat(faults(Map.of("system", "crm", "externalId", " "))).singleElement().asString().startsWith("externalId ");
    assertThat(faults(Map.of("system", "My-CRM_2.eu", "externalId", "1"))).isEmpty();
  }

  @Test
  void somebodyIsNamedByAnAddressThatWorksOrAnId() {
    assertThat(faults(Map.of())).singleElement().asString().startsWith("email is needed");
    assertThat(faults(Map.of("email", "nobody", "externalId", "1"))).singleElement().asString().startsWith("email ");
    assertThat(faults(Map.of("email", "a".repeat(300) + "@example.com"))).singleElement().asString().startsWith("email ");
  }

  @Test
  void answersAreFiftyAtMostUnderNamesOfPlainCharacters() {
    assertThat(faults(answers(50))).isEmpty();
    assertThat(faults(answers(51))).singleElement().asString().startsWith("answers may be at most 50");
    assertThat(faults(with("answers.", "x"))).singleElement().asString().startsWith("answers ");
    assertThat(faults(with("answers.a\nb", "x"))).singleElement().asString().startsWith("answers ");
    assertThat(faults(with("answers." + "n".repeat(101), "x"))).singleElement().asString().startsWith("answers ");
  }

  private static Map<String, String> answers(int count) {
    Map<String, String> given = new HashMap<>(Map.of("email", "one@example.com"));
    IntStream.range(0, count).forEach(n -> given.put("answers.q" + n, "yes"));
    return given;
  }

  @Test
  void consentIsGivenOrDeclinedAtATimeThatCanBe() {
    assertThat(faults(with("consent.status", "maybe"))).singleElement().asString().startsWith("consent.status ");
    assertThat(faults(with("consent.at", "yesterday"))).singleElement().asString().startsWith("consent.at ");
    assertThat(faults(with("consent.at", "+999999999-12-31T23:59:59Z"))).singleElement().asString().startsWith("consent.at ");
    assertThat(faults(with("consent.at", "2026-03-01T09:30:00Z"))).isEmpty();
  }

  @Test
  void leadComesInAtATimeThatTheRecordCanHold() {
    assertThat(faults(Map.of("email", "one@example.com"), Instant.MAX)).singleElement().asString().startsWith("occurredAt ");
    assertThat(faults(Map.of("email", "one@example.com"), Instant.MIN)).hasSize(1);
    assertThat(faults(Map.of("email", "one@example.com"), Instant.parse("2026-03-01T09:30:00Z"))).isEmpty();
  }
}
