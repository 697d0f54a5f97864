package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every signal and fact that people asked for has a rule in the starter policy, with its points and a word on why. */
class StarterRulesTest {
  private static final String DOCUMENT = PolicyCatalog.starter();
  private static final LeadPolicy STARTER = PolicyTexts.read(DOCUMENT, 1);
  private static final Instant NOW = Instant.parse("2026-03-11T12:00:00Z");

  /** What they did, and what it is worth: what the requirements name, then what else the policy has. */
  private static final String SIGNALS =
      """
      email_open 2, ebook_download 10, pricing_page_view 25, demo_requested 50,
      newsletter_signup 5, webinar_registered 5, webinar_attended 15, calculator_used 15, assessment_used 15, blog_view 2,
      case_study_view 10, comparison_guide_download 15, session_start 3, social_follow 3, email_click 4, email_reply 15,
      video_watched 8, form_submitted 8,
      consultation_requested 50, pricing_requested 50, proposal_requested 60, contract_question 40, onboarding_question 30,
      implementation_question 30, integration_question 25, security_question 25, compliance_question 25,
      enterprise_question 25, stakeholder_added 20, intent_surge 15, careers_page_view 0, time_on_page 0,
      page_view 1, ad_click 3, whitepaper_download 10, checklist_download 8, contact_sales 50, meeting_requested 50
      """;

  private static Map<String, Integer> table() {
    return List.of(SIGNALS.strip().split(",\\s+", -1)).stream().map(entry -> entry.split(" ", 2))
        .collect(Collectors.toMap(entry -> entry[0], entry -> Integer.valueOf(entry[1])));
  }

  @Test
  void everySignalHasItsRuleAndPointsAndNoOtherHasOne() {
    assertThat(STARTER.scoring().rules().stream().collect(Collectors.toMap(SignalRule::signalType, SignalRule::points)))
        .isEqualTo(table());
  }

  @Test
  void everySignalGivesItsPointsWhenItHappens() {
    table().forEach((type, points) -> {
      Signal signal = new Signal("e1", type, NOW, Map.of(), false);
      List<Contribution> parts = Scoring.score(person(Map.of()), List.of(signal), STARTER, NOW).contributions();
      assertThat(parts).as(type).filteredOn(part -> part.kind() == Kind.SIGNAL)
          .singleElement().satisfies(part -> assertThat(part.counted()).isEqualTo(points.doubleValue()));
    });
  }

  @Test
  void everyRuleSaysWhy() {
    String[] lines = DOCUMENT.split("\n", -1);
    Set<String> silent = new TreeSet<>();
    for (int i = 1; i < lines.length; i++) {
      boolean rule = lines[i].startsWith("    - { signal: ") || Pattern.matches(" {2,4}- id: [a-z0-9-]+.*", lines[i]);
      if (rule && lines[i].contains(" - ") && !lines[i].contains(" # ") && !lines[i - 1].strip().startsWith("#")
          && !(i + 1 < lines.length && lines[i + 1].strip().startsWith("#")) && !isOfFitOrAnswerTimes(lines[i])) {
        silent.add(lines[i].strip());
      }
    }
    assertThat(silent).isEmpty();
  }

  /** Their labels say it: who they are, and how soon sales answers. */
  private static boolean isOfFitOrAnswerTimes(String line) {
    return Pattern.matches(".*id: (leads-|size-|industry|country|business-address|demo|standard).*", line);
  }

  /** An answer or fact, and the rule that it meets. */
  @ParameterizedTest
  @CsvSource({
      "budget, approved, budget-confirmed, 15", "authority, Decision maker, authority, 10", "need, urgent, urgent-need, 15",
      "timeline, this quarter, soon, 15", "need, just looking, no-need, -20", "need, Thesis, irrelevant-answers, -30"})
  void everyAnswerHasItsRule(String question, String answer, String rule, int points) {
    assertThat(points(person(Map.of(question, answer)), List.of(), NOW)).containsEntry(rule, (double) points);
  }

  /** The starter policy serves most of industry, however it is called, and asks for none by a word alone. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Healthcare | 15", "Hospital & Health Care | 15", "HOSPITAL_HEALTH_CARE | 15", "Gesundheitswesen | 15",
      "Ecommerce | 15", "E-Commerce | 15", "Online Retail | 15", "FinTech | 15", "Financial Technology | 15", "Banking | 15",
      "Maschinenbau | 15", "SaaS | 15", "Software | 15", "Computer Software | 15", "IT Services | 15", "Non-software | 0",
      "Hardware & software resale | 15", "NACE 62.01 | 15", "541511 | 15", "Not software | 0", "Agriculture | 0", "Other | 0",
      "International affairs | 0", "Zauberei | 0", "Marketing & Advertising | 15", "Software; Agriculture | 15"})
  void industriesAreComparedByWhatTheyMean(String industry, int points) {
    LeadProfile lead = person(Map.of()).saying("industry", industry);
    assertThat(points(lead, List.of(), NOW).getOrDefault("industry", 0.0)).isEqualTo(points);
  }

  @Test
  void studentsResearchersJobSeekersAndCompetitorsLosePoints() {
    assertThat(points(person(EmailKind.STUDENT, "Student", Map.of()), List.of(), NOW))
        .containsEntry("student-address", -40.0).containsEntry("studying-or-researching", -30.0);
    assertThat(points(person(EmailKind.DISPOSABLE, null, Map.of()), List.of(), NOW)).containsEntry("disposable-address", -60.0);
    assertThat(points(person(EmailKind.BUSINESS, "Professor", Map.of()), List.of(), NOW))
        .containsEntry("studying-or-researching", -30.0);
    assertThat(points(person(Map.of()).withEmailDomain("competitor.example"), List.of(), NOW))
        .containsEntry("competitor", -100.0);
    assertThat(points(person(Map.of()), signals("careers_page_view", 1, 2), NOW)).containsEntry("job-seeker", -30.0);
    assertThat(points(person(Map.of()), signals("careers_page_view", 1), NOW)).containsEntry("careers-page", -15.0);
  }

  @Test
  void nothingForThirtyDaysTakesPointsFromWhoeverIsKnownForAsLong() {
    List<Signal> old = signals("ebook_download", 30, 31);
    assertThat(points(person(Map.of()), old, NOW)).doesNotContainKey("quiet");
    assertThat(points(person(Map.of()), old, NOW.plusSeconds(1))).containsEntry("quiet", -10.0);
    assertThat(points(person(Map.of()).knownSince(NOW.minus(Duration.ofDays(29))), List.of(), NOW)).doesNotContainKey("quiet");
    assertThat(points(person(Map.of()).knownSince(NOW.minus(Duration.ofDays(31))), List.of(), NOW))
        .containsEntry("quiet", -10.0);
  }

  @Test
  void behaviourOverTimeHasItsRules() {
    assertThat(points(person(Map.of()), signals("session_start", 1, 2), NOW)).containsEntry("returns", 5.0);
    assertThat(points(person(Map.of()), signals("session_start", 1, 1), NOW)).doesNotContainKey("returns");
    assertThat(points(person(Map.of()), signals("pricing_page_view", 1, 13), NOW)).containsEntry("pricing-again", 15.0);
    List<Signal> planner = signals("session_start", 1, 5, 9);
    planner.addAll(signals("checklist_download", 3));
    assertThat(points(person(Map.of()), planner, NOW)).containsEntry("returning-planner", 10.0);
    List<Signal> listener = signals("webinar_attended", 5);
    listener.addAll(signals("pricing_page_view", 1));
    assertThat(points(person(Map.of()), listener, NOW)).containsEntry("webinar-then-pricing", 10.0);
  }

  private static LeadProfile person(Map<String, String> answers) {
    return person(EmailKind.BUSINESS, null, answers);
  }

  private static LeadProfile person(EmailKind kind, @Nullable String title, Map<String, String> answers) {
    return new LeadProfile(true, kind, title, Company.UNKNOWN, null, null, FirstTouch.UNKNOWN, answers, MailConsent.UNKNOWN);
  }

  /** What each rule but those of signals counted for. */
  private static Map<String, Double> points(LeadProfile profile, List<Signal> signals, Instant at) {
    ScoreCard card = Scoring.score(profile, signals, STARTER, at);
    return card.contributions().stream().filter(part -> part.kind() != Kind.SIGNAL)
        .collect(Collectors.toMap(Contribution::rule, Contribution::counted));
  }

  private static List<Signal> signals(String type, int... daysAgo) {
    List<Signal> signals = new ArrayList<>();
    for (int days : daysAgo) {
      signals.add(new Signal(type + signals.size(), type, NOW.minus(Duration.ofDays(days)), Map.of(), false));
    }
    return signals;
  }
}
