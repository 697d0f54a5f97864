package dev.leadloop.policyfile.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.check.PolicyChecks.Standing;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleRulesTest {
  private static final String STARTER = PolicyCatalog.starter();
  private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
  private static final LeadProfile LEAD = new LeadProfile(true, EmailKind.BUSINESS, "Director",
      new Company("Example", 150, "Software"), "US", "America/New_York", new FirstTouch("paid search", null, "ebook"), Map.of(),
      MailConsent.UNKNOWN);
  private static final List<String> VALUES =
      List.of("a", "A ", "ab", "ab c", "b", "c b", "10", "20", "20.0", "30", "1e1", "", "/p", "/p/q", "1.000");

  private static PolicyReport report(List<String> rules, List<String> bonuses) {
    return PolicyChecks.report(
        STARTER.replaceFirst("\n  rules:\n", "\n  rules:\n" + lines(rules))
            .replaceFirst("\n  bonuses:\n", "\n  bonuses:\n" + lines(bonuses)),
        template -> true, null, Standing.UNKNOWN);
  }

  private static String lines(List<String> entries) {
    return entries.stream().map(entry -> "    - { " + entry + " }\n").collect(Collectors.joining());
  }

  private static String rule(String id, String terms) {
    return "id: " + id + ", signal: thing, points: 3, label: " + id + ", " + terms;
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "where: [{ property: n, at-least: 600 }, { property: n, at-most: 60 }]",
      "where: [{ property: n, in: [a] }, { property: n, in: [b, c] }]",
      "where: [{ property: n, in: [a] }, { property: n, is: unknown }]",
      "where: [{ property: n, in: [5, 6] }, { property: n, at-least: 7 }]",
      "where: [{ property: n, begins-with: /a }, { property: n, begins-with: [/b, /c] }]",
      "where: [{ property: n, in: [abc] }, { property: n, contains: [ab] }]"
  })
  void aWhereThatContradictsItselfIsToldWithItsLine(String where) {
    PolicyReport report = report(List.of(rule("dead", where)), List.of());
    assertThat(report.errors()).isEmpty();
    assertThat(report.warnings()).anySatisfy(warning -> {
      assertThat(warning.message()).contains("'dead' never fires").contains("'where'");
      assertThat(warning.line()).isEqualTo((int) STARTER.substring(0, STARTER.indexOf("\n  rules:\n")).lines().count() + 2);
    });
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "{ property: n, at-least: 600 }; { property: n, at-least: 900 }; true",
      "{ property: n, at-least: 600 }; { property: n, at-least: 500 }; false",
      "{ property: n, at-least: 600 }; [{ property: n, at-least: 601 }, { property: m, is: known }]; true",
      "[{ property: n, at-least: 6 }, { property: m, is: known }]; { property: n, at-least: 7 }; false",
      "{ property: n, in: [a, b] }; { property: n, in: b }; true",
      "{ property: n, in: [a, b] }; { property: n, in: [b, c] }; false",
      "{ property: n, is: known }; { property: n, contains: x }; true",
      "{ property: n, is: unknown }; { property: n, in: x }; false",
      "{ property: n, begins-with: /p }; { property: n, begins-with: /p/q }; true",
      "{ property: n, at-most: 9 }; { property: n, in: [7, 8] }; true", "{ property: m, in: a }; { property: n, in: a }; false"
  })
  void aRuleBelowAWiderOneIsTold(String first, String second, boolean told) {
    PolicyReport report = report(List.of(rule("wide", "where: " + first), rule("below", "where: " + second)), List.of());
    assertThat(report.errors()).isEmpty();
    assertThat(idle(report).contains("below")).isEqualTo(told);
    assertThat(idle(report)).doesNotContain("wide");
    assertThat(idle(report(List.of(rule("wide", "only: first, where: " + first), rule("below", "where: " + second)), List.of())))
        .as("the first alone is taken").isEmpty();
  }

  @Test
  void aRuleWhoseValuesEarlierOnesShareIsTold() {
    PolicyReport report = report(List.of(rule("a", "where: { property: n, in: [a, x] }"),
        rule("b", "where: { property: n, in: b }"),
        rule("both", "where: { property: n, in: [a, b] }")), List.of());
    assertThat(report.warnings()).extracting(Problem::message).anyMatch(message -> message.contains("'both' never fires")
        && message.contains("'a' or 'b'"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "signals: email_open, distinct: day, at-least: 40, within: 30d; true",
      "signals: email_open, distinct: day, at-least: 32, within: 30d; true",
      "signals: email_open, distinct: day, at-least: 31, within: 30d; false",
      "signals: email_open, distinct: day, at-least: 3, within: 25h; false",
      "signals: email_open, distinct: day, at-least: 4, within: 25h; true",
      "'signals: email_open, where: { property: n, in: [a, b] }, distinct: n, at-least: 3, within: 9d'; true",
      "'signals: email_open, where: { property: n, at-most: 60 }, longest: n, at-least: 61, within: 9d'; true",
      "'signals: email_open, where: { property: n, at-most: 60 }, sum: n, at-least: 61, within: 9d'; false"
  })
  void aMeasureThatCannotBeIsTold(String when, boolean told) {
    PolicyReport report = report(List.of(rule("live", "where: { property: n, is: known }")),
        List.of("id: measured, points: 1, label: measured, when: { " + when.replace("'", "") + " }"));
    assertThat(report.errors()).isEmpty();
    assertThat(idle(report).contains("measured")).as(report.warnings().toString()).isEqualTo(told);
  }

  @Test
  void whateverIsSaidNeverToFireDoesNotFireForThousandsOfRandomSignals() {
    Random random = new Random(42);
    int idle = 0;
    int fired = 0;
    for (int round = 0; round < 250; round++) {
      List<String> rules = IntStream.range(0, 6).mapToObj(i -> rule("r" + i, turns(random) + "where: " + where(random))).toList();
      List<String> bonuses = IntStream.range(0, 4).mapToObj(i -> "id: b" + i + ", points: 1, label: b" + i + ", when: "
          + condition(random)).toList();
      PolicyReport report = report(rules, bonuses);
      assertThat(report.errors()).as(rules + " " + bonuses).isEmpty();
      Set<String> told = idle(report);
      LeadPolicy policy = Objects.requireNonNull(report.policy());
      Set<String> seen = new HashSet<>();
      for (int draw = 0; draw < 4; draw++) {
        ScoreCard card = Scoring.score(LEAD, signals(random, 60), policy, NOW);
        card.contributions().forEach(part -> seen.add(part.rule()));
      }
      seen.removeIf(id -> !id.matches("[rb]\\d"));
      assertThat(seen).as(rules + " " + bonuses + " " + report.warnings()).noneMatch(told::contains);
      idle += told.size();
      fired += seen.size();
    }
    assertThat(idle).isGreaterThan(300);
    assertThat(fired).isGreaterThan(700);
  }

  @Test
  void aPolicyOfManyRulesIsLookedOverInTime() {
    List<String> rules = IntStream.range(0, 2_000).mapToObj(i ->
        rule("r" + i, "where: { property: n, in: [v" + i + ", w" + i + "] }")).toList();
    assertTimeout(Duration.ofSeconds(20), () -> assertThat(idle(report(rules, List.of()))).isEmpty());
  }

  private static Set<String> idle(PolicyReport report) {
    Set<String> ids = new HashSet<>();
    for (Problem warning : report.warnings()) {
      if (warning.message().contains("never fires")) {
        ids.add(warning.message().split("'", 3)[1]);
      }
    }
    return ids;
  }

  private static String turns(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> "only: first, ";
      case 1 -> "from-nth: 2, ";
      default -> "";
    };
  }

  private static String condition(Random random) {
    String signals = "signals: " + (random.nextBoolean() ? "thing" : "any") + ", where: " + where(random);
    String measure = switch (random.nextInt(5)) {
      case 0 -> "at-least: " + (1 + random.nextInt(3));
      case 1 -> "distinct: day, at-least: " + (1 + random.nextInt(6));
      case 2 -> "distinct: p, at-least: " + (1 + random.nextInt(4));
      case 3 -> "sum: p, at-least: " + (1 + random.nextInt(60));
      default -> "longest: p, at-least: " + (1 + random.nextInt(40));
    };
    return "{ " + signals + ", " + measure + ", within: " + (1 + random.nextInt(90)) + "h }";
  }

  private static String where(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> test(random)).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String test(Random random) {
    String property = "{ property: " + (random.nextInt(4) == 0 ? "q" : "p") + ", ";
    return property + switch (random.nextInt(7)) {
      case 0 -> "at-least: " + random.nextInt(4) * 10;
      case 1 -> "at-most: " + random.nextInt(4) * 10;
      case 2 -> "begins-with: " + List.of("a", "/p", "/p/q", "[b, c]").get(random.nextInt(4));
      case 3 -> "contains: " + List.of("ab", "[b, c]", "a").get(random.nextInt(3));
      case 4 -> "is: " + (random.nextBoolean() ? "known" : "unknown");
      default -> "in: " + List.of("[a]", "[a, b]", "[10, 20]", "[ab, \"ab c\", c]", "[30, /p]").get(random.nextInt(5));
    } + " }";
  }

  private static List<Signal> signals(Random random, int many) {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Map<String, String> properties = new TreeMap<>();
      for (String name : List.of("p", "q")) {
        if (random.nextInt(5) > 0) {
          properties.put(name, VALUES.get(random.nextInt(VALUES.size())));
        }
      }
      signals.add(new Signal("e" + i, "thing", NOW.minus(Duration.ofMinutes(random.nextInt(90 * 60))), properties, false));
    }
    return signals;
  }
}
