package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.Disposition.Path;
import dev.leadloop.policy.sales.RoutingRules;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import dev.leadloop.policyfile.yaml.ProblemLines;
import dev.leadloop.policyfile.yaml.YamlNodes;
import dev.leadloop.sla.BusinessCalendar.Block;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyFilesTest {

  /** Everything a policy must have, as little of it as may be. */
  static final String SMALL = """
      name: Small
      scoring:
        half-life: 30d
        window: 180d
        cap: 100
        floor: -10
        groups: { email: 10 }
        rules:
          - { signal: email_open, points: 2, cap: 10, group: email, label: opened }
          - { signal: demo_requested, points: 50, label: demo }
        bonuses:
          - id: again
            when: { signals: email_open, at-least: 2, within: 14d }
            points: 5
            label: opened again
      fit:
        cap: 100
        grades: { A: 50, B: 0 }
        rules:
          - id: big
            when: { fact: companySize, at-least: 50 }
            points: 50
            label: big
      negatives:
        - id: student
          when: { fact: emailKind, in: [student] }
          points: -40
          disqualifies: true
          label: student
      qualification:
        mql: { score: 20, fit: 10 }
        sql: { score: 50, fit: 20 }
        hysteresis: 5
        direct-intent: [demo_requested]
        direct-intent-fit: 20
      sequences:
        nurture:
          steps:
            - { id: guide, after: 1h, template: nurture/1-guide, label: guide }
            - { id: webinar, after: 3d, template: nurture/3-webinar, label: webinar }
      tracks: { NURTURING: nurture, MQL: nurture }
      calendars:
        office:
          zone: Europe/Berlin
          hours:
            mon-thu: [09:00-12:30, 13:00-17:30]
            fri: 09:00-15:00
            sat: 22:00-24:00
          holidays: { countries: [DE-BY], dates: [2026-12-24] }
      sla:
        - id: standard
          triggers: [score]
          answer-within: 4h
          calendar: office
          first-contact-within: 1d
          ladder: [{ at: 50, do: remind }, { at: 100, do: escalate }]
      routing: { team: sales, queue: managers, max-reassignments: 2 }
      dispositions:
        - { code: no_budget, label: No budget, leads-to: park, for: 30d, sequence: nurture, fresh-points: 20 }
      recycle: { limit: 3, cool-down: 7d, win-back-after: 180d, win-back-sequence: nurture }
      after-acceptance: { stalled-after: 14d }
      """;

  @Test
  void aNumberThatMayBeTwoIsRefusedInANewDocument() {
    for (String bound : List.of("1.000", "50.000", "1e3", "010", "1.", ".5", "5E1")) {
      String document = SMALL.replace("at-least: 50 }", "at-least: " + bound + " }");
      assertThat(problems(document)).as(bound).singleElement()
          .satisfies(problem -> assertThat(problem.message()).contains("is written '" + bound + "'", "digits alone"));
      assertThat(PolicyFiles.published(document, 1, Holidays.known())).as("one that was taken before").isNotNull();
    }
    for (String bound : List.of("50", "0", "-5", "50.5", "0.125", "1000000", "1.25", "1.0000")) {
      assertThat(PolicyTexts.read(SMALL.replace("at-least: 50 }", "at-least: " + bound + " }"), 1)).as(bound).isNotNull();
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("half-life: 30d", "half-live: 30d", 3, "no key 'half-live'; did you mean 'half-life'?"),
        mistake("window: 180d", "window: 180 days", 4, "'window' must be a time such as 90s, 5m, 4h, 2d or 1w"),
        mistake("window: 180d", "window: 0d", 4, "must be longer than nothing"),
        mistake("window: 180d", "window: 7d", 13, "must not be longer than the scoring window"),
        mistake("cap: 100\n  floor", "cap: lots\n  floor", 5, "must be a whole number from 1 to 100000, but is 'lots'"),
        mistake("floor: -10", "floor: 10", 6, "must be a whole number from -100000 to 0"),
        mistake("group: email,", "group: e-mail,", 9, "no group of scoring rules 'e-mail'; did you mean 'email'?"),
        mistake("label: demo }", "label: demo }\n    - { id: twice, signal: email_open, points: 1, label: twice }", 11,
            "'email_open' has two rules"),
        mistake("id: again", "id: email_open", 12, "two scoring rules have the id 'email_open'"),
        mistake("points: 2,", "point: 2,", 9, "'points' is missing in 'rules'"),
        mistake("signals: email_open", "signals: email_opened", 13,
            "no scored signal type 'email_opened'; did you mean 'email_open'?"),
        mistake("{ signals: email_open, at-least: 2, within: 14d }", "{ at-least: 2 }", 13,
            "exactly one of the keys all, any, not, fact and signals"),
        mistake("grades: { A: 50, B: 0 }", "grades: { A: 50, B: 60, C: 0 }", 18, "grade B must need fewer points"),
        mistake("grades: { A: 50, B: 0 }", "grades: { A: 50 }", 18, "last grade must need 0 points"),
        mistake("fact: companySize", "fact: companysize", 21, "no fact 'companysize'; did you mean 'companySize'?"),
        mistake("at-least: 50 }", "at-least: many }", 21, "must be a number, but is 'many'"),
        mistake("at-least: 50 }", "equals: 50 }", 21, "exactly one of in, contains, at-least, at-most and is"),
        mistake("in: [student]", "in: [students]", 26, "no kind of address 'students'; did you mean 'student'?"),
        mistake("points: -40", "points: 40", 27, "must be a whole number from -100000 to 0"),
        mistake("disqualifies: true", "disqualifies: yes", 28, "must be true or false, but is 'yes'"),
        mistake("sql: { score: 50, fit: 20 }", "sql: { score: 20, fit: 20 }", 32,
            "SQL score (20) must be above the MQL score (20)"),
        mistake("sql: { score: 50, fit: 20 }", "sql: { score: 50, fit: 5 }", 32,
            "SQL fit (5) must not be below the MQL fit (10)"),
        mistake("sql: { score: 50, fit: 20 }", "sql: { score: 101, fit: 20 }", 32, "must be a whole number from 1 to 100"),
        mistake("direct-intent: [demo_requested]", "direct-intent: [demo_request]", 34, "did you mean 'demo_requested'?"),
        mistake("template: nurture/1-guide", "template: nurture/9-none", 39, "no e-mail template 'nurture/9-none'"),
        mistake("id: webinar, after: 3d", "id: guide, after: 3d", 40, "two steps have the id 'guide'"),
        mistake("MQL: nurture", "MQL: nurtur", 41, "no sequence 'nurtur'; did you mean 'nurture'?"),
        mistake("direct-intent-fit: 20", "direct-intent-fit: 20\n  direct-intent-within: 181d", 36,
            "must not be longer than the scoring window"),
        mistake("direct-intent-fit: 20", "direct-intent-fit: 20\n  direct-intent-within: soon", 36,
            "'direct-intent-within' must be a time"),
        mistake("fact: companySize, at-least: 50", "fact: country, in: [DE, Germny]", 21,
            "there is no country 'Germny'; did you mean 'Germany'?"),
        mistake("fact: companySize, at-least: 50", "fact: country, in: [XX]", 21,
            "there is no country 'XX'; give its name or its two-letter code"),
        mistake("fact: companySize, at-least: 50", "fact: language, in: [Klingonese]", 21, "there is no language 'Klingonese'"),
        mistake("fact: companySize, at-least: 50", "fact: seniority, in: [departmnt]", 21,
            "no seniority 'departmnt'; did you mean 'department'?"),
        mistake("fact: companySize, at-least: 50", "fact: role, in: [saless]", 21, "no role 'saless'; did you mean 'sales'?"),
        mistake("fact: companySize, at-least: 50", "fact: seniority, contains: [depart]", 21, "compare 'seniority' with 'in'"),
        mistake("MQL: nurture", "SQL: nurture", 41, "has no key 'SQL'; did you mean 'MQL'?"),
        mistake("zone: Europe/Berlin", "zone: Europe/Berln", 44, "no time zone 'Europe/Berln'; did you mean 'Europe/Berlin'?"),
        mistake("mon-thu: [09:00-12:30, 13:00-17:30]", "mon-thu: [13:00-17:30, 09:00-12:30]", 46,
            "must begin after the ones before them have ended"),
        mistake("mon-thu: [09:00-12:30, 13:00-17:30]", "mon-thu: [09:00-13:00, 13:00-17:30]", 46, "put them in order and apart"),
        mistake("fri: 09:00-15:00", "fri: 9-15", 47, "'9-15' are no hours"),
        mistake("fri: 09:00-15:00", "fri: 15:00-09:00", 47, "'15:00-09:00' are no hours"),
        mistake("fri: 09:00-15:00", "thu: 09:00-15:00", 47, "hours of thu are given twice"),
        mistake("fri: 09:00-15:00", "friday: 09:00-15:00", 47, "'friday' is no weekday"),
        mistake("countries: [DE-BY]", "countries: [Germany]", 49, "holidays of 'Germany' are not known"),
        mistake("countries: [DE-BY]", "countries: [DE-XX]", 49, "'DE-XX' is no part of its country"),
        mistake("dates: [2026-12-24]", "dates: [2026-02-30]", 49, "'2026-02-30' is no date"),
        mistake("triggers: [score]", "triggers: [scores]", 52, "did you mean 'score'?"),
        mistake("calendar: office", "calendar: offices", 54, "no calendar 'offices'; did you mean 'office'?"),
        mistake("{ at: 100, do: escalate }", "{ at: 50, do: escalate }", 56, "must come in order"),
        mistake("{ at: 50, do: remind }", "{ at: 50, do: queue }", 56, "'queue' must not come before the deadline"),
        mistake("do: escalate", "do: escalat", 56, "no step of a ladder 'escalat'; did you mean 'escalate'?"),
        mistake("sequence: nurture, fresh", "sequence: nurtures, fresh", 59, "no sequence 'nurtures'"),
        mistake("leads-to: park, for: 30d", "leads-to: recycle, for: 30d", 59, "has no key 'for'"),
        mistake("leads-to: park, for: 30d", "leads-to: park", 59, "'for' is missing in 'dispositions'"),
        mistake(", win-back-after: 180d", "", 60, "'win-back-sequence' needs 'win-back-after'"),
        mistake("stalled-after: 14d", "stalled-after: 14d, stalled-after: 15d", 61, "given twice in 'after-acceptance'"),
        mistake("name: Small\n", "name: Small\nname: Big\n", 2, "'name' is given twice"),
        mistake("name: Small", "name: &x Small\nmore: [*x", 3, "this is not YAML"),
        mistake("max-reassignments: 2 }", "max-reassignments: 2, balance: fair }", 57, "no way to share 'fair'"),
        mistake("max-reassignments: 2 }", "max-reassignments: 2, owner-field: owner }", 57, "there is no fact 'owner'"),
        mistake("max-reassignments: 2 }", "max-reassignments: 2, prefer-working: often }", 57,
            "must be true or false, but is 'often'"),
        mistake("max-reassignments: 2 }", "max-reassignments: 2, teams: [{ team: big }] }", 57, "'when' is missing in 'teams'"),
        mistake("max-reassignments: 2 }", "max-reassignments: 2, territories: { north: { fact: land, in: [US] } } }", 57,
            "there is no fact 'land'"),
        mistake("max-reassignments: 2 }", "max-reassignments: 2, territory: { north: { fact: country, in: [US] } } }", 57,
            "did you mean 'territories'?"),
        mistake("answer-within: 4h", "answer-within: 4h\n    segment: big", 54, "no segment 'big'"),
        mistake("answer-within: 4h", "answer-within: 100000w", 53, "'answer-within' must be at most 366d, but is '100000w'"),
        mistake("answer-within: 4h", "answer-within: 367d", 53, "'answer-within' must be at most 366d"),
        mistake("max-reassignments: 2 }", "max-reassignments: 2 }\nanswering: { pause: { most: 1, longest: 1d } }", 58,
            "'pause' needs 'reasons'"),
        mistake("max-reassignments: 2 }",
            "max-reassignments: 2 }\nanswering: { pause: { reasons: [Lunch], most: 1, longest: 1d } }", 58, "a reason is a code"),
        mistake("max-reassignments: 2 }", "max-reassignments: 2 }\nanswering: { snooze: { most: lots, longest: 1h } }", 58,
            "must be a whole number from 0 to 100"),
        mistake("after-acceptance: { stalled-after: 14d }", "after-acceptance: { stalled-after: 14d }\nreview: { every: soon }",
            62, "'every' must be a time"),
        mistake("after-acceptance: { stalled-after: 14d }",
            "after-acceptance: { stalled-after: 14d }\nreview: { rejections: { window: 30d, baseline: 180d, least: 20,"
                + " usual-percent: 120, false-alarm-in: 1000 } }", 62, "'usual-percent' must be a whole number from 1 to 99"),
        mistake("routing: {", "routing: [", 57, "this is not YAML"),
        mistake("routing: { team: sales, queue: managers, max-reassignments: 2 }", "routing: fair", 57,
            "'routing' must hold keys and values"));
  }

  private static Arguments mistake(String right, String wrong, int line, String message) {
    return Arguments.of(wrong, right, line, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void mistakeIsRefusedOnceWithItsLineAndWhatToDo(String wrong, String right, int line, String message) {
    assertThat(SMALL).as("the test's own text").contains(right);
    List<Problem> problems = problems(SMALL.replace(right, wrong));
    assertThat(problems).as("%s", problems)
        .anySatisfy(problem -> {
          assertThat(problem.line()).isEqualTo(line);
          assertThat(problem.message()).contains(message);
        });
    assertThat(problems).as("no error of one mistake misleads to other lines").allSatisfy(problem ->
        assertThat(problem.line()).isEqualTo(line));
  }

  @Test
  void allMistakesAreToldAtOnceInTheirOrder() {
    String yaml = SMALL.replace("cap: 100\n  floor", "cap: lots\n  floor").replace("calendar: office", "calendar: home")
        .replace("zone: Europe/Berlin", "zone: Nowhere");
    assertThat(problems(yaml)).extracting(Problem::line).containsExactly(5, 44, 54);
  }

  @Test
  void messageNamesLineAndColumn() {
    InvalidPolicy invalid = invalid(SMALL.replace("window: 180d", "window: soon"));
    assertThat(invalid).hasMessageContaining("The policy has 1 error:").hasMessageContaining("line 4, column 11: 'window'");
  }

  @Test
  void missingPartsAreNamed() {
    for (String part : List.of("scoring", "fit", "qualification", "sequences", "tracks", "calendars", "sla", "routing",
        "dispositions", "recycle", "after-acceptance")) {
      String yaml = SMALL.replaceFirst("(?m)^" + part + ":.*\\n(^[ ].*\\n)*", "");
      assertThat(problems(yaml)).as(part).anySatisfy(problem -> assertThat(problem.message()).contains("'" + part + "'"));
    }
  }

  @Test
  void emptyAndForeignDocumentsAreRefused() {
    assertThat(problems("")).singleElement().satisfies(p -> assertThat(p.message()).contains("the policy is empty"));
    assertThat(problems("just words")).isNotEmpty();
    assertThat(problems("- a\n- list")).isNotEmpty();
    assertThat(problems("a: b\n---\nc: d")).isNotEmpty();
  }

  @Test
  void documentsThatGrowByAliasesAreRefused() {
    assertThat(problems("a: &a [x]\nb: [*a, *a]\n")).isNotEmpty();
  }

  /** The record cannot hold some of them: no lead could be decided about by such a policy. */
  @Test
  void textThatCannotBeStoredIsRefusedWhereverItStandsInANewDocument() {
    for (String escape : List.of("\\0", "\\u0000", "\\a", "\\e", "\\x7f", "\\ud800", "\\udc00\\ud800")) {
      for (String line : List.of("name: \"a%sb\"", "\"x%sy\": 1", "list: [a, [{ b: \"%s\" }]]")) {
        ProblemLines problems = new ProblemLines();
        YamlNodes.refuseUnclean(YamlNodes.compose("policy", "first: 1\n" + line.formatted(escape)).orElseThrow(), problems);
        assertThatThrownBy(problems::throwIfAny).hasMessageContaining("line 2").hasMessageContaining("leave it out");
        ProblemLines published = new ProblemLines(true);
        YamlNodes.refuseUnclean(YamlNodes.compose("policy", line.formatted(escape)).orElseThrow(), published);
        published.throwIfAny();
      }
    }
    assertThat(problems(SMALL.replace("zone: Europe/Berlin", "zone: \"Europe/Berlin\\0\"")))
        .anySatisfy(problem -> assertThat(problem.message()).contains("U+0000"));
  }

  @Test
  void conditionsNestedWithoutEndAreRefused() {
    String deep = "{ not: ".repeat(40) + "{ fact: title, is: known }" + " }".repeat(40);
    assertThat(problems(SMALL.replace("{ fact: companySize, at-least: 50 }", deep)))
        .singleElement().satisfies(p -> assertThat(p.message()).contains("nested more than 16 deep"));
  }

  @Test
  void countryMayBeCalledByAnyNameInADocumentToo() {
    String named = SMALL.replace("fact: companySize, at-least: 50", "fact: country, in: [Deutschland, U.K.]");
    String coded = SMALL.replace("fact: companySize, at-least: 50", "fact: country, in: [DE, GB]");
    assertThat(PolicyTexts.read(named, 1).fit()).isEqualTo(PolicyTexts.read(coded, 1).fit());
  }

  @Test
  void documentPublishedBeforeMayNameACountryThatIsNone() {
    String old = SMALL.replace("fact: companySize, at-least: 50", "fact: country, in: [Germny]");
    assertThat(problems(old)).isNotEmpty();
    assertThat(PolicyFiles.published(old, 1, Holidays.known()).fit().rules()).hasSize(1);
  }

  @Test
  void requestsAreTakenForAMonthWhereADocumentDoesNotSay() {
    assertThat(PolicyTexts.read(SMALL, 1).qualification().directIntentWithin()).isEqualTo(Duration.ofDays(30));
    String stated = SMALL.replace("direct-intent-fit:", "direct-intent-within: 14d\n  direct-intent-fit:");
    assertThat(PolicyTexts.read(stated, 1).qualification().directIntentWithin()).isEqualTo(Duration.ofDays(14));
    String brief = SMALL.replace("window: 180d", "window: 20d");
    assertThat(PolicyTexts.read(brief, 1).qualification().directIntentWithin()).isEqualTo(Duration.ofDays(20));
  }

  @Test
  void documentBecomesThePolicyItSays() {
    LeadPolicy policy = PolicyTexts.read(SMALL, 7);
    assertThat(policy.version()).isEqualTo(7);
    assertThat(policy.contentHash()).isEqualTo(PolicyFiles.contentHash(SMALL)).hasSize(64);
    assertThat(policy.scoring().halfLife()).isEqualTo(Duration.ofDays(30));
    assertThat(policy.scoring().bonuses().get(0).when())
        .isEqualTo(new Condition.SignalCount(List.of("email_open"), 2, Duration.ofDays(14)));
    assertThat(policy.disposition("no_budget")).isNotNull()
        .satisfies(d -> assertThat(d.path()).isEqualTo(new Path.Park(Duration.ofDays(30), "nurture", 20)));
    assertThat(policy.recycle().winBackAfter()).isEqualTo(Duration.ofDays(180));
  }

  @Test
  void calendarHasItsHoursAndHolidays() {
    assertThat(PolicyTexts.read(SMALL, 1).calendars().get("office")).isNotNull().satisfies(office -> {
      assertThat(office.hours().keySet()).containsExactlyInAnyOrder(DayOfWeek.MONDAY, DayOfWeek.TUESDAY,
          DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY, DayOfWeek.SATURDAY);
      assertThat(office.hours().get(DayOfWeek.SATURDAY)).containsExactly(new Block(LocalTime.of(22, 0), LocalTime.MIN));
      assertThat(office.holidays()).contains(LocalDate.parse("2026-04-03"), LocalDate.parse("2027-10-03"),
          LocalDate.parse("2026-01-06"), LocalDate.parse("2026-12-24"));
    });
  }

  @Test
  void routingSaysWhoGetsWhichLeads() {
    String yaml = SMALL.replace("routing: { team: sales, queue: managers, max-reassignments: 2 }", """
        routing:
          team: sales
          queue: managers
          max-reassignments: 2
          balance: open-work
          prefer-working: false
          owner-field: answers.owner
          segments: { large: { fact: companySize, at-least: 500 } }
          territories: { north: { fact: country, in: [US, CA] } }
          teams: [{ team: enterprise, when: { fact: companySize, at-least: 1000 } }]
        answering: { pause: { reasons: [waiting], most: 1, longest: 1d }, snooze: { most: 3, longest: 2h } }""")
        .replace("- id: standard\n    triggers",
            "- { id: large, triggers: [score], segment: large, answer-within: 5m, calendar: office, first-contact-within: 1h }\n"
                + "  - id: standard\n    triggers");
    LeadPolicy policy = PolicyTexts.read(yaml, 1);
    assertThat(policy.routing().teams()).singleElement().satisfies(team -> assertThat(team.team()).isEqualTo("enterprise"));
    assertThat(policy.routing().balance()).isEqualTo(RoutingRules.Balance.OPEN_WORK);
    assertThat(policy.routing().preferWorking()).isFalse();
    assertThat(policy.routing().reassignAbsent()).as("unless it is said otherwise").isTrue();
    assertThat(policy.sla().classFor("score", Set.of("large")).id()).isEqualTo("large");
    assertThat(policy.sla().classFor("score").id()).isEqualTo("standard");
    assertThat(policy.sla().snooze().most()).isEqualTo(3);
  }

  @Test
  void theLastClassOfAnswerTimeServesEveryone() {
    String yaml =
        SMALL.replace("max-reassignments: 2 }", "max-reassignments: 2, segments: { big: { fact: companySize, at-least: 500 } } }")
        .replace("answer-within: 4h", "answer-within: 4h\n    segment: big");
    assertThat(problems(yaml)).singleElement().satisfies(p -> assertThat(p.message()).contains("must not name a segment"));
  }

  @Test
  void pointsThatDoNotDecayAreSaidWithNone() {
    assertThat(PolicyTexts.read(SMALL.replace("half-life: 30d", "half-life: none"), 1).scoring().halfLife()).isNull();
  }

  private static List<Problem> problems(String yaml) {
    return invalid(yaml).problems();
  }

  private static InvalidPolicy invalid(String yaml) {
    InvalidPolicy invalid = catchThrowableOfType(
        InvalidPolicy.class, () -> PolicyTexts.read(yaml, 1, template -> !template.contains("none")));
    assertThat(invalid).as("the document should have been refused").isNotNull();
    return invalid;
  }
}
