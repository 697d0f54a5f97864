package dev.leadloop.policyfile.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.account.AccountEvidence.Asked;
import dev.leadloop.account.AccountEvidence.Surge;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.policyfile.check.PolicyChecks.Standing;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A threshold that no lead can reach is told, and none that one can. */
class ReachCheckTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final List<String> FIELDS = List.of("companySize", "country", "industry", "answers.budget");
  private static final List<String> INDUSTRIES =
      List.of("software", "Software ", "retail", "finance", "Retail, Software", "technology");
  private static final List<String> COUNTRIES = List.of("DE", "Germany", "FR", "US");

  /** The starter policy with some of its sections given anew. */
  private static final String REST = PolicyCatalog.starter()
      .replaceFirst("(?s)\nscoring:\n.*?\n# -{20,}\n# Nurture: seq", "\n# Nurture: seq")
      .replace("triggers: [demo_requested, consultation_requested, contact_sales, meeting_requested, pricing_requested,"
          + " proposal_requested, trial_started]", "triggers: [demo_requested]");

  private static final String SECTIONS = """
      scoring:
        window: 180d
        cap: 300
        floor: -100
        groups: { mail: 30 }
        rules:
          - { signal: email_click, points: 4, group: mail, label: clicked }
          - { signal: email_reply, points: 50, cap: 40, group: mail, label: answered }
          - { signal: demo_requested, points: 50, cap: 100, label: demo }
          - { signal: webinar_attended, points: 20, nth: 2, label: second webinar }
        bonuses:
          - { id: twice, when: { signals: email_click, at-least: 2, within: 14d }, points: 10, label: again }
      product:
        window: 90d
        cap: 150
        half-life: 7d
        groups: { use: 40 }
        rules:
          - { signal: product_event, points: 5, group: use, label: used }
          - { signal: trial_started, points: 20, only: first, label: trial }
      account:
        cap: 150
        rules:
          - { id: two, when: { people-active: 2 }, points: 40, label: two people }
          - { id: buyers, when: { roles: { in: [it, finance], at-least: 2 } }, points: 30, label: it and finance }
          - { id: asked, when: { asked: { signals: [demo_requested], at-least: 3, within: 30d } }, points: 40, label: asked }
      fit:
        cap: 100
        grades: { A: 50, B: 0 }
        rules:
          - id: small
            when: { all: [{ fact: companySize, at-least: 1 }, { fact: companySize, at-most: 50 }] }
            points: 10
            label: small
          - { id: large, when: { fact: companySize, at-least: 51 }, points: 30, label: large }
          - { id: home, when: { fact: country, in: [DE, AT] }, points: 20, label: home }
          - { id: alps, when: { fact: country, in: [Austria, CH] }, points: 5, label: alps }
      negatives: []
      qualification:
        mql:
          - { by: score, score: 60, fit: 25 }
          - { by: product, product: 50, fit: 25 }
          - { by: account, account: 80, people-active: 3, fit: 20 }
        sql:
          - { by: score, engagement: 120, score: 120, fit: 40 }
        hysteresis: 5
        direct-intent: [demo_requested]
        direct-intent-fit: 25
      """;

  private static List<Problem> warnings(String sections) {
    PolicyReport report = PolicyChecks.report(sections + REST, template -> true, null, Standing.UNKNOWN);
    assertThat(report.errors()).isEmpty();
    return report.warnings().stream().filter(warning -> !warning.message().contains("holidays")).toList();
  }

  @Test
  void whatCanBeReachedIsNotComplainedOf() {
    assertThat(warnings(SECTIONS)).extracting(Problem::message).noneMatch(message -> message.contains("no lead can")
        || message.contains("never fires"));
  }

  static Stream<Arguments> beyond() {
    return Stream.of(
        // 30 of the group, 100 of the demo, 20 of the second webinar, 10 of the bonus.
        told("engagement: 120,", "engagement: 161,", "no lead can reach the engagement of 161: the rules of 'scoring' give 160"),
        told("score: 120, fit: 40", "score: 161, fit: 40", "no lead can reach the score of 161: the rules of 'scoring' give 160"),
        told("- { signal: demo_requested, points: 50, cap: 100", "- { signal: demo_requested, points: 50, cap: 59", "engagement",
            "no lead can reach the engagement of 120: the rules of 'scoring' give 119"),
        told("at-least: 2, within: 14d }, points: 10", "at-least: 2, within: 14d }, points: 1", "engagement: 120, score",
            "engagement: 152, score", "no lead can reach the engagement of 152: the rules of 'scoring' give 151"),
        told("product: 50,", "product: 61,", "no lead can reach the product use of 61: the rules of 'product' give 60"),
        told("groups: { use: 40 }", "groups: { use: 29 }", "product: 50,",
            "no lead can reach the product use of 50: the rules of 'product' give 49"),
        told("account: 80,", "account: 111,", "no lead can reach the account of 111: the rules of 'account' give 110"),
        told("at-least: 3, within", "at-least: 9, within", "account: 80,",
            "no lead can reach the account of 80: the rules of 'account' give 70"),
        told("in: [it, finance], at-least: 2", "in: [it, it], at-least: 2", "roles: { in",
            "the rule 'buyers' never fires: it names no more than 1 roles"),
        told("at-least: 3, within", "at-least: 9, within", "signals: [demo_requested], at-least: 9",
            "the rule 'asked' never fires: of these signals no more than 8 are told of a company"),
        // Nobody is both small and large, and no country is both of the first and of the second list but Austria.
        told("score: 120, fit: 40", "score: 120, fit: 56", "no lead can reach the fit of 56: the rules of 'fit' give 55"),
        told("in: [Austria, CH]", "in: [Liechtenstein, CH]", "score: 120, fit: 40", "score: 120, fit: 51",
            "no lead can reach the fit of 51: the rules of 'fit' give 50"),
        told("direct-intent-fit: 25", "direct-intent-fit: 60", "no lead can reach the fit of 60 that a request needs"),
        told("A: 50", "A: 56", "no lead can have grade A"));
  }

  private static Arguments told(String instead, String of, String message) {
    return Arguments.of(SECTIONS.replace(instead, of), of, message);
  }

  private static Arguments told(String instead, String of, String at, String message) {
    return Arguments.of(SECTIONS.replace(instead, of), at, message);
  }

  private static Arguments told(String instead, String of, String insteadToo, String ofThat, String message) {
    return Arguments.of(SECTIONS.replace(instead, of).replace(insteadToo, ofThat), ofThat, message);
  }

  @ParameterizedTest
  @MethodSource("beyond")
  void whatIsBeyondAllRulesIsToldWithItsLineAndWithWhatOneCanReach(String sections, String at, String message) {
    assertThat(sections).isNotEqualTo(SECTIONS);
    String document = sections + REST;
    assertThat(document).contains(at);
    int line = (int) document.substring(0, document.indexOf(at)).chars().filter(c -> c == '\n').count() + 1;
    assertThat(warnings(sections)).anySatisfy(warning -> {
      assertThat(warning.message()).contains(message);
      assertThat(warning.line()).isEqualTo(line);
    });
  }

  /** However much they did and whoever they are, random leads under random rules never have more. */
  @Test
  void nobodyEverHasMoreThanTheGreatest() {
    Map<QualifyingNumber, Integer> reached = new EnumMap<>(QualifyingNumber.class);
    for (int seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      String sections = random(random);
      LeadPolicy policy = PolicyTexts.read(sections + REST, 1);
      Map<QualifyingNumber, Long> most = new EnumMap<>(QualifyingNumber.class);
      for (int lead = 0; lead < 40; lead++) {
        LeadProfile profile = profile(random);
        ScoreSummary score = Scoring.summary(profile, signals(random), policy, NOW);
        for (QualifyingNumber number : QualifyingNumber.values()) {
          long greatest = new Looked(policy).greatest(number);
          assertThat((long) score.of(number, profile)).as("seed %d, %s of %s", seed, number, sections)
              .isLessThanOrEqualTo(greatest);
          most.merge(number, (long) score.of(number, profile), Math::max);
        }
      }
      most.forEach((number, had) -> reached.merge(number, had == new Looked(policy).greatest(number) ? 1 : 0, Integer::sum));
    }
    assertThat(reached.get(QualifyingNumber.ENGAGEMENT)).as("and often just that").isGreaterThan(20);
    assertThat(reached.get(QualifyingNumber.PRODUCT)).isGreaterThan(20);
    assertThat(reached.get(QualifyingNumber.ACCOUNT)).isGreaterThan(20);
    assertThat(reached.get(QualifyingNumber.FIT)).isGreaterThan(20);
  }

  private static String random(Random random) {
    StringBuilder fit = new StringBuilder();
    for (int i = 0; i <= random.nextInt(5); i++) {
      fit.append("\n    - { id: fit-").append(i).append(", when: ").append(asked(random)).append(", points: ")
          .append(1 + random.nextInt(30)).append(", label: fit }");
    }
    return SECTIONS
        .replaceFirst("(?s)(?<=A: 50, B: 0 \\}\n  rules:).*?(?=\nnegatives)", fit.toString())
        .replace("groups: { mail: 30 }", "groups: { mail: " + random.nextInt(60) + " }")
        .replace("points: 50, cap: 40,", "points: " + random.nextInt(60) + ", cap: " + random.nextInt(60) + ",")
        .replace("points: 50, cap: 100", "points: " + random.nextInt(60) + ", per: seats, cap: " + random.nextInt(200))
        .replace("nth: 2", random.nextBoolean() ? "only: first" : "from-nth: 2, cap: " + random.nextInt(40))
        .replace("cap: 300", "cap: " + (100 + random.nextInt(300)))
        .replace("groups: { use: 40 }", "groups: { use: " + random.nextInt(60) + " }")
        .replace("at-least: 3, within", "at-least: " + (1 + random.nextInt(12)) + ", within")
        .replace("{ by: score, engagement: 120, score: 120, fit: 40 }", "{ by: score, score: 99, fit: 40 }");
  }

  private static String asked(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "{ fact: companySize, at-least: " + random.nextInt(100) + " }";
      case 1 -> "{ all: [{ fact: companySize, at-least: " + random.nextInt(100) + " }, { fact: companySize, at-most: "
          + (50 + random.nextInt(100)) + " }] }";
      case 2 -> "{ fact: country, in: [" + COUNTRIES.get(random.nextInt(4)) + ", " + COUNTRIES.get(random.nextInt(4)) + "] }";
      case 3 -> "{ fact: industry, in: ['" + INDUSTRIES.get(random.nextInt(INDUSTRIES.size())) + "'] }";
      case 4 -> "{ any: [{ fact: industry, in: [software] }, { fact: industry, in: [retail] }] }";
      default -> "{ not: { fact: " + FIELDS.get(random.nextInt(FIELDS.size())) + ", is: known } }";
    };
  }

  private static LeadProfile profile(Random random) {
    LeadProfile profile = new LeadProfile(true, EmailKind.BUSINESS, "Marketing Director",
        new Company("Example Works", random.nextInt(5) == 0 ? null : random.nextInt(200), random.nextInt(5) == 0 ? null
            : INDUSTRIES.get(random.nextInt(INDUSTRIES.size()))),
        random.nextInt(5) == 0 ? null : COUNTRIES.get(random.nextInt(4)), null, FirstTouch.UNKNOWN,
        random.nextBoolean() ? Map.of() : Map.of("budget", "yes"), MailConsent.GIVEN);
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < random.nextInt(9); i++) {
      asked.add(new Asked("demo_requested", NOW.minus(Duration.ofDays(random.nextInt(40)))));
    }
    List<String> roles = random.nextBoolean() ? List.of("it", "finance") : List.of("it");
    return profile.withAccount(
        new AccountEvidence(random.nextInt(4), roles, asked, List.of(new Surge("crm", 80, "example", NOW)), NOW));
  }

  private static List<Signal> signals(Random random) {
    List<String> types =
        List.of("email_click", "email_reply", "demo_requested", "webinar_attended", "product_event", "trial_started");
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < random.nextInt(80); i++) {
      Duration ago = random.nextBoolean() ? Duration.ZERO : Duration.ofHours(random.nextInt(4_000));
      signals.add(new Signal("e" + i, types.get(random.nextInt(types.size())), NOW.minus(ago),
          Map.of("seats", String.valueOf(random.nextInt(50))), false));
    }
    return signals;
  }
}
