package dev.leadloop.intake.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.lead.text.FoldedText;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.policy.names.ReadAs;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeWarningsTest {
  private static final PolicyNames STARTER = PolicyNames.of(PolicyTexts.read(PolicyCatalog.starter(), 1));

  /** The starter policy, with rules that read properties and facts in every way there is. */
  private static final LeadPolicy RICH = PolicyTexts.read(
      PolicyCatalog.starter()
          .replace("    - { signal: blog_view, points: 2,",
              "    - { id: read_long, signal: blog_view, where: { property: minutes, at-least: 5 }, points: 4, label: long }\n"
                  + "    - { signal: blog_view, once-per: path, points: 2,")
          .replace("  bonuses:\n    - id: pricing-again", """
              \s bonuses:
                  - { id: long, when: { signals: page_view, sum: seconds, at-least: 600, within: 30d }, points: 1, label: long }
                  - { id: wide, when: { signals: page_view, distinct: section, at-least: 3, within: 30d }, points: 1,
                      label: wide }
                  - { id: rich, when: { fact: answers.revenue, at-least: 1000000 }, points: 1, label: rich }
                  - { id: any, when: { signals: any, where: { property: campaign_name, in: [x] }, within: 30d }, points: 1,
                      label: any }
                  - id: pricing-again""")
          .replace("      - { id: roi, after: 1d,",
              "      - { id: heard, wait-for: webinar_attended, where: { property: stayed, at-least: 30 }, at-most: 4d }\n"
                  + "      - id: asked\n        branch:\n          - { when: { signals: video_watched,"
                  + " where: { property: watched, at-least: 9 }, since: enrolment }, go-to: talk }\n"
                  + "      - { id: roi, after: 1d,")
          .replace("surge: { score: 60, within: 30d }",
              "surge: { topics: [crm software, lead routing], score: 60, within: 30d }"),
      7);
  private static final PolicyNames NAMES = PolicyNames.of(RICH);

  private static List<Warning> signal(String type, String... properties) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      map.put(properties[i], properties[i + 1]);
    }
    return IntakeWarnings.signal(type, map, NAMES);
  }

  /** Each answer that a rule of the starter policy asks for, with a letter gone, doubled or in its neighbour's place. */
  @Test
  void aSlipOfAnAnswerThatRulesAskForIsToldWhereverTheSlipIs() {
    int slips = 0;
    for (Map.Entry<String, ReadAs> fact : STARTER.facts().entrySet()) {
      String question = fact.getKey().startsWith("answers.") ? fact.getKey().substring("answers.".length()) : "";
      for (String word : question.isEmpty() ? Set.<String>of() : fact.getValue().words()) {
        assertThat(answer(question, word.toUpperCase(Locale.ROOT))).as(word).isEmpty();
        for (int i = 1; word.length() >= 7 && i < word.length() - 1; i++) {
          String gone = word.substring(0, i) + word.substring(i + 1);
          String twice = word.substring(0, i) + word.charAt(i) + word.substring(i);
          String moved = word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2);
          for (String slip : List.of(gone, twice, moved)) {
            // Blanks are folded where rules compare.
            if (!FoldedText.of(slip).equals(word)) {
              assertThat(answer(question, slip)).as("%s for %s", slip, word).singleElement().satisfies(warning -> {
                assertThat(warning.field()).isEqualTo("answers." + question);
                assertThat(warning.nearest()).isEqualTo(word);
                assertThat(warning.message()).contains("no rule of policy version 1 asks for", "did you mean '" + word + "'?");
              });
              slips++;
            }
          }
        }
      }
    }
    assertThat(slips).isGreaterThan(300);
  }

  @ParameterizedTest
  @CsvSource({"timeline, next year", "timeline, 2027", "need, we want to replace our CRM", "budget, nothing yet", "budget, no",
      "authority, my boss", "timeline, nov", "phone, this quater"})
  void whatPeopleAnswerOtherwiseIsNobodysSlip(String question, String answer) {
    assertThat(answer(question, answer)).isEmpty();
  }

  private static List<Warning> answer(String question, String answer) {
    return IntakeWarnings.facts(facts(null, null, Map.of(question, answer)), STARTER);
  }

  private static LeadDetails.Facts facts(@Nullable String industry, @Nullable String country, Map<String, String> answers) {
    return new LeadDetails.Facts("Kim", "North", "Acme", "Director", 120, industry, country, "Europe/Berlin", answers);
  }

  @ParameterizedTest
  @CsvSource({
      "product_event, Features, properties.feature", "product_event, seat, properties.seats",
      "product_event, topics, properties.topic",
      "ebook_download, Topic, properties.topic", "blog_view, minute, properties.minutes", "blog_view, paths, properties.path",
      "page_view, second, properties.seconds", "page_view, sections, properties.section",
      "trial_started, campaignName, properties.campaign_name", "intent_surge, scores, properties.score"
  })
  void aPropertyWhoseNameIsASlipOfOneTheRulesOfItsTypeRead(String type, String name, String nearest) {
    assertThat(signal(type, name, "3")).singleElement().satisfies(warning -> {
      assertThat(warning.field()).isEqualTo("properties." + name);
      assertThat(warning.nearest()).isEqualTo(nearest);
      assertThat(warning.message()).startsWith("no rule of policy version 7 reads of such a signal")
          .endsWith("did you mean '" + nearest + "'?");
    });
    assertThat(signal(type, name, "3", nearest.substring("properties.".length()), "3")).as("both are there").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ebook_download, seat", "trial_started, second", "page_view, minute", "page_view, utm_source", "page_view, plan"})
  void whatOnlyRulesOfAnotherTypeReadAndWhatNobodyReadsIsNoWordWorth(String type, String name) {
    assertThat(signal(type, name, "3")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"product_event, seats", "blog_view, minutes", "page_view, seconds", "intent_surge, score"})
  void aTextWhereRulesReckonWithANumber(String type, String name) {
    for (String number : List.of("0", "12", "12.5", " 7 ", "-3", "1e3", "", " ")) {
      assertThat(signal(type, name, number)).as(number).isEmpty();
    }
    for (String text : List.of("ten", "1,000", "1.000", "3 seats", "1e999999999", "NaN", "∞", "1".repeat(500))) {
      assertThat(signal(type, name, text)).as(text).singleElement().satisfies(warning -> {
        assertThat(warning.field()).isEqualTo("properties." + name);
        assertThat(warning.message()).contains("is no number");
        assertThat(warning.value()).hasSizeLessThanOrEqualTo(200);
      });
    }
  }

  @ParameterizedTest
  @CsvSource({
      "product_event, feature, invites, invite", "product_event, feature, invtie, invite",
      "product_event, feature, coleague_invited, colleague_invited", "checklist_download, topic, secuirty, security",
      "intent_surge, topic, crm sofware, crm software", "intent_surge, topic, Lead Routng, lead routing"
  })
  void aValueThatIsASlipOfOneTheRulesOfItsTypeAskFor(String type, String name, String value, String meant) {
    assertThat(signal(type, name, value)).singleElement().satisfies(warning -> {
      assertThat(warning.field()).isEqualTo("properties." + name);
      assertThat(warning.value()).isEqualTo(value);
      assertThat(warning.nearest()).isEqualTo(meant);
      assertThat(warning.toString()).contains("no rule of policy version 7 asks for").endsWith("did you mean '" + meant + "'?");
    });
    assertThat(signal(type, name, meant.toUpperCase(java.util.Locale.ROOT))).as("capitals count as well").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
      "product_event, feature, dashboard", "product_event, feature, 12", "product_event, feature, invitation card",
      "checklist_download, topic, payroll", "blog_view, topic, crm sofware", "intent_surge, topic, payroll",
      "intent_surge, topic, CRM  Software", "ebook_download, feature, invites", "product_event, feature, ''"
  })
  void anotherValueAndOneThatOnlyRulesOfAnotherTypeAskForIsNoWordWorth(String type, String name, String value) {
    assertThat(signal(type, name, value)).isEmpty();
  }

  /** Whatever a rule of the starter policy asks for, with one letter changed anywhere, against a count of its own. */
  @Test
  void everyValueThatRulesAskForIsKnownByItsSlipsAndBeginningsAreFree() {
    LeadPolicy policy = PolicyTexts.read(
        PolicyCatalog.starter().replace("    - { signal: blog_view, points: 2,",
            "    - { id: path_rule, signal: blog_view, where: { property: page, begins-with: /pricing }, points: 4, label: p }\n"
                + "    - { id: plan_rule, signal: blog_view, where: { property: plan, in: [12345, gold-plan] }, points: 4,"
                + " label: g }\n"
                + "    - { signal: blog_view, points: 2,"), 3);
    PolicyNames names = PolicyNames.of(policy);
    int slips = 0;
    for (String type : names.signalTypes()) {
      for (Map.Entry<String, ReadAs> read : names.properties(type).entrySet()) {
        for (String value : read.getValue().values()) {
          assertThat(IntakeWarnings.signal(type, Map.of(read.getKey(), value), names)).as(type + " " + value).isEmpty();
          for (int i = 1; i + 1 < value.length() && Character.isLetter(value.charAt(1)); i++) {
            String slip = value.substring(0, i) + value.charAt(i) + value.substring(i);
            assertThat(IntakeWarnings.signal(type, Map.of(read.getKey(), slip), names)).as(type + " " + slip).hasSize(1);
            slips++;
          }
        }
      }
    }
    assertThat(slips).isGreaterThan(20);
    for (String free : List.of("12346", "123456", "12345.0", "true")) {
      assertThat(IntakeWarnings.signal("blog_view", Map.of("plan", free), names)).as(free).isEmpty();
    }
    for (String page : List.of("/pricing", "/pricing/eu", "/pricng", "/prices")) {
      assertThat(IntakeWarnings.signal("blog_view", Map.of("page", page), names)).as(page).isEmpty();
    }
  }

  @Test
  void theNamesOfALargePolicyAreGatheredAtOnce() {
    StringBuilder rules = new StringBuilder("\n  rules:\n");
    for (int i = 0; i < 20_000; i++) {
      rules.append("    - { id: many").append(i).append(", signal: page_view, where: { property: path, ")
          .append(i % 2 == 0 ? "in" : "begins-with").append(": /q").append(i).append(" }, points: 1, label: many }\n");
    }
    LeadPolicy large = PolicyTexts.read(PolicyCatalog.starter().replaceFirst("\n  rules:\n", rules.toString()), 3);
    org.junit.jupiter.api.Assertions.assertTimeout(java.time.Duration.ofSeconds(3), () -> {
      PolicyNames names = PolicyNames.of(large);
      assertThat(names.properties("page_view").get("path").words()).hasSizeGreaterThanOrEqualTo(20_000);
      for (int i = 0; i < 100; i++) {
        assertThat(IntakeWarnings.signal("page_view", Map.of("path", "/nobody/" + i), names)).isEmpty();
      }
    });
  }

  @Test
  void aTypeWithoutARuleIsSaidAndItsPropertiesAreNot() {
    assertThat(signal("pricing_page_veiw", "topics", "x")).singleElement().satisfies(warning -> {
      assertThat(warning.field()).isEqualTo("type");
      assertThat(warning.nearest()).isEqualTo("pricing_page_view");
    });
    assertThat(signal("zzz")).singleElement().extracting(Warning::nearest).isNull();
  }

  @Test
  void factsThatCountForNothing() {
    List<Warning> warnings = IntakeWarnings.facts(
        facts("Sofware", "Germny",
            Map.of("buget", "yes", "country_code", "Frnce", "locale", "Germna", "revenue", "a million", "shoe_size", "42")),
        NAMES);
    assertThat(warnings).extracting(Warning::field, Warning::nearest).containsExactlyInAnyOrder(
        tuple("country", "Germany"), tuple("industry", "software"),
        tuple("answers.country_code", "France"),
        tuple("answers.locale", "German"),
        tuple("answers.revenue", null),
        tuple("answers.buget", "answers.budget"));
    assertThat(IntakeWarnings.facts(facts(null, null, Map.of("buget", "yes", "budget", "yes")), NAMES)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Software", "software & services", "IT", "Agriculture", "Non-profit", "Health care", "E-Commerce", "e commerce",
      "Construction", "Hospitality", "Oil & Gas", "Telecommunications", "Banking, Insurance", "Market research",
      "Software development", "Gesundheitswesen", "COMPUTER_SOFTWARE", "NACE 62.01", "Other", "n/a", "Software Zauberei"
  })
  void anIndustryThatIsKnownOrHonestlyAnotherIsNoWordWorth(String industry) {
    assertThat(IntakeWarnings.facts(facts(industry, "DE", Map.of()), STARTER)).isEmpty();
    assertThat(IntakeWarnings.facts(facts(industry, "DE", Map.of()), NAMES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Sofware, software", "Digital Sofware, software", "Manufactuing, manufacturing", "Healtcare, health care",
      "Finnance, finance", "ECommmerce, e-commerce", "Zauberei, ", "Non-software, ", "The best there is, "})
  void anIndustryThatNobodyKnows(String industry, @Nullable String meant) {
    assertThat(IntakeWarnings.facts(facts(industry, null, Map.of()), STARTER)).singleElement().satisfies(warning -> {
      assertThat(warning.field()).isEqualTo("industry");
      assertThat(warning.nearest()).isEqualTo(meant);
      assertThat(warning.toString()).contains("names no industry that is known; it is kept and counts for nothing");
    });
  }

  @Test
  void topicsThatNoRuleForAccountsReads() {
    assertThat(IntakeWarnings.intentTopic("CRM Software", NAMES)).isEmpty();
    assertThat(IntakeWarnings.intentTopic("crm sofware", NAMES)).get().extracting(Warning::nearest).isEqualTo("crm software");
    assertThat(IntakeWarnings.intentTopic("payroll", NAMES)).get().extracting(Warning::nearest).isNull();
    assertThat(IntakeWarnings.intentTopic("payroll", STARTER)).as("the starter policy takes any").isEmpty();
  }

  @Test
  void timesThatHaveNotComeOrAreLongGone() {
    Instant now = Instant.parse("2026-11-29T12:00:00Z");
    for (String fine : List.of("2026-11-29T12:04:59Z", "2026-11-29T11:00:00Z", "2000-01-01T00:00:00Z")) {
      assertThat(IntakeWarnings.time("at", Instant.parse(fine), now)).as(fine).isEmpty();
    }
    assertThat(IntakeWarnings.time("at", Instant.parse("2026-11-29T12:05:01Z"), now)).get().asString().contains("in the future");
    assertThat(IntakeWarnings.time("at", Instant.parse("1999-12-31T23:59:59Z"), now)).get().asString()
        .contains("before the year");
    assertThat(IntakeWarnings.time("at", null, now)).isEmpty();
  }

  @Test
  void aSignalOlderThanEveryRuleForItsTypeLooksBack() {
    Instant now = Instant.parse("2026-11-29T12:00:00Z");
    int told = 0;
    for (String type : STARTER.signalTypes()) {
      Duration window = STARTER.window(type);
      if (window == null) {
        assertThat(IntakeWarnings.occurred("at", type, IntakeWarnings.LONG_AGO, STARTER, now)).as(type).isEmpty();
      } else {
        Instant edge = now.minus(window);
        assertThat(IntakeWarnings.occurred("at", type, edge, STARTER, now)).as(type).isEmpty();
        assertThat(IntakeWarnings.occurred("at", type, edge.minusMillis(1), STARTER, now)).as(type).get().asString()
            .contains("is older than the ", "count a '" + type + "'; it is kept and counts for nothing.");
        told++;
      }
    }
    assertThat(told).isGreaterThan(30);
    assertThat(IntakeWarnings.occurred("at", "moon_landing", now.minus(Duration.ofDays(900)), STARTER, now)).isEmpty();
    assertThat(IntakeWarnings.occurred("at", "blog_view", null, STARTER, now)).isEmpty();
    assertThat(IntakeWarnings.occurred("at", "blog_view", now.plusSeconds(900), STARTER, now)).get().asString()
        .contains("in the future");
  }

  @Test
  void hostileValuesAreToldShort() {
    Map<String, String> answers = Map.of("language", "x".repeat(1_000_000), "n".repeat(100), "\u0000\u0007\n", "buget", "\u202e");
    List<Warning> warnings = IntakeWarnings.facts(facts("s".repeat(1_000_000), "😀".repeat(500_000), answers), NAMES);
    assertThat(warnings).hasSize(3).allSatisfy(warning -> {
      assertThat(warning.toString()).hasSizeLessThan(600);
      assertThat(Character.isHighSurrogate(warning.value().charAt(warning.value().length() - 1))).isFalse();
    });
  }

  /** The control: what the starter policy names, as its own lines say it, gives no word. */
  @Test
  void everySignalAndFactThatTheStarterPolicyNamesIsNoWordWorth() {
    Set<String> types = found("signals?: ([a-z_]+)");
    types.addAll(found("signals?: \\[([a-z_, ]+)]"));
    types.remove("any");
    assertThat(types).hasSizeGreaterThan(35).isSubsetOf(STARTER.signalTypes());
    for (String type : types) {
      Map<String, String> properties = new TreeMap<>();
      STARTER.properties(type).forEach((name, as) -> properties.put(name, sample(as)));
      properties.putAll(Map.of("page", "/pricing", "form", "contact", "utm_source", "ad", "url", "https://www.example.com/x"));
      assertThat(IntakeWarnings.signal(type, properties, STARTER)).as(type).isEmpty();
    }
    Map<String, String> answers = new TreeMap<>();
    found("answers\\.([a-z_]+)").forEach(question -> answers.put(question, question.equals("language") ? "de" : "yes"));
    assertThat(answers.keySet()).contains("budget", "authority", "need", "timeline", "account_owner", "language");
    assertThat(IntakeWarnings.facts(facts("software", "DE", answers), STARTER)).isEmpty();
  }

  /** An independent count of what is read, by the lines of the document. */
  @Test
  void namesAreThoseThatTheDocumentReads() {
    assertThat(STARTER.properties("product_event").keySet()).containsExactlyInAnyOrder("feature", "seats", "topic");
    assertThat(STARTER.properties("product_event").get("seats")).isEqualTo(new ReadAs(true, false, Set.of(), Set.of()));
    assertThat(STARTER.properties("checklist_download").keySet()).containsExactly("topic");
    Set<String> facts = new HashSet<>(found("fact: ([A-Za-z._]+)"));
    facts.addAll(found("-field: ([A-Za-z._]+)"));
    assertThat(STARTER.facts().keySet()).containsExactlyInAnyOrderElementsOf(facts);
    assertThat(NAMES.properties("blog_view").keySet()).containsExactlyInAnyOrder("minutes", "path", "topic", "campaign_name");
    assertThat(NAMES.properties("page_view").keySet()).containsExactlyInAnyOrder("seconds", "section", "topic", "campaign_name");
    assertThat(NAMES.properties("nobody_knows").keySet()).containsExactlyInAnyOrder("topic", "campaign_name");
    assertThat(NAMES.facts()).containsKey("answers.revenue");
    assertThat(NAMES.properties("webinar_attended").keySet()).containsExactlyInAnyOrder("stayed", "topic", "campaign_name");
    assertThat(NAMES.properties("video_watched").keySet()).containsExactlyInAnyOrder("watched", "topic", "campaign_name");
  }

  private static String sample(ReadAs as) {
    return as.numberAlone() ? "12" : as.words().stream().findFirst().orElse("security");
  }

  private static Set<String> found(String pattern) {
    Set<String> found = new HashSet<>();
    for (String line : PolicyCatalog.starter().lines().map(text -> text.replaceFirst("#.*", "")).toList()) {
      Matcher matcher = Pattern.compile(pattern).matcher(line);
      while (matcher.find()) {
        found.addAll(new ArrayList<>(List.of(matcher.group(1).split(", "))));
      }
    }
    return found;
  }
}
