package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.MailDomains;
import dev.leadloop.nurture.SendingTimes;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.Routing;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.routing.TestReps;
import dev.leadloop.scoring.Conditions;
import dev.leadloop.scoring.Scoring;
import dev.leadloop.sla.BusinessCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts from the field with what is right, under the starter policy. */
class FieldFactsTest {
  private static final Path FACTS =
      Path.of(System.getProperty("leadloop.shared", "../../shared"), "cases", "other", "facts.json");
  private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
  private static final LeadPolicy STARTER = PolicyTexts.read(PolicyCatalog.starter(), 1);

  private JsonNode cases = new ObjectMapper().createObjectNode();

  @BeforeEach
  void read() throws IOException {
    assumeTrue(Files.exists(FACTS),
        "Skipped: the facts of the field are not at " + FACTS + "; -Dleadloop.shared names their folder");
    cases = new ObjectMapper().readTree(FACTS.toFile());
  }

  @Test
  void titlesFitAsTheyShould() {
    each("fit", row -> wanted(row.path("want").asText(), points(profile(row.path("title").asText(), null, Map.of()))));
  }

  @Test
  void countriesFitAsTheyShould() {
    each("countryFit", row -> wanted(row.path("want").asText(), points(profile(null, row.path("country").asText(), Map.of()))));
  }

  @Test
  void mailGoesInTheHoursOfTheLeadsCountry() {
    each("sendingZone", row ->
        SendingTimes.zone(STARTER.nurture(), profile(null, row.path("country").asText(), Map.of())).getId()
            .equals(row.path("want").asText()));
  }

  @Test
  void countriesAreInTheirTerritory() {
    each("territory", row -> {
      var territory = Objects.requireNonNull(STARTER.routing().territories().get(row.path("territory").asText()));
      boolean in = Conditions.holds(territory, profile(null, row.path("country").asText(), Map.of()), List.of(), NOW);
      return in == row.path("want").asText().equals("in it");
    });
  }

  @Test
  void leadsGoToRepsWhoSpeakTheirLanguage() {
    each("language", row -> {
      Set<String> languages = new HashSet<>();
      row.path("repLanguages").forEach(language -> languages.add(language.asText()));
      LeadProfile lead = profile(null, "DE", Map.of("language", row.path("answers.language").asText()));
      return choose(lead, languages).owner().equals("rep-1");
    });
  }

  @Test
  void addressesAreOfTheirKind() {
    each("emailKind", row ->
        row.path("want").asText().startsWith(MailDomains.ofAddress(row.path("email").asText()).kind().name()));
  }

  private interface Right {
    boolean is(JsonNode row);
  }

  private void each(String kind, Right right) {
    List<String> wrong = new ArrayList<>();
    cases.path(kind).forEach(row -> {
      if (!right.is(row)) {
        wrong.add(row.toString());
      }
    });
    assertThat(cases.path(kind)).as(kind).isNotEmpty();
    assertThat(wrong).as(kind).isEmpty();
  }

  /** "leads a department +30" must be among the points, "not +35" and "no -30" must not. */
  private static boolean wanted(String want, List<String> points) {
    if (want.startsWith("not ") || want.startsWith("no ")) {
      String number = want.substring(want.indexOf(' '));
      return points.stream().noneMatch(point -> point.endsWith(number));
    }
    return points.contains(want);
  }

  private static List<String> points(LeadProfile profile) {
    return Scoring.score(profile, List.of(), STARTER, NOW).contributions().stream()
        .map(part -> String.format(Locale.ROOT, "%s %+d", part.label(), part.base()))
        .toList();
  }

  private static Routing.Choice choose(LeadProfile lead, Set<String> languages) {
    SalesDesk.Rep plain = TestReps.rep("rep-1", "sales");
    SalesDesk.Rep rep = new SalesDesk.Rep(plain.id(), plain.team(), true, null, plain.share(), plain.load(), plain.hours(),
        plain.teamHours(), new SalesDesk.Skills(Set.of(), Set.of(), languages), false);
    BusinessCalendar calendar = Objects.requireNonNull(STARTER.calendars().get("always"));
    return Routing.choose(new SalesDesk(true, List.of(rep)), STARTER,
        new Routing.Request("lead", lead, List.of(), List.of(), calendar, NOW));
  }

  private static LeadProfile profile(@Nullable String title, @Nullable String country, Map<String, String> answers) {
    return new LeadProfile(true, EmailKind.BUSINESS, title, Company.UNKNOWN, country, null, FirstTouch.UNKNOWN, answers,
        MailConsent.UNKNOWN);
  }
}
