package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.account.count.CompanyAtHand;
import dev.leadloop.account.count.CompanyCount;
import dev.leadloop.account.count.CompanyPerson;
import dev.leadloop.advice.CompanyAround;
import dev.leadloop.advice.NextStep;
import dev.leadloop.advice.Outlook;
import dev.leadloop.advice.Outlooks;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.scoring.Band;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StarterPolicyTest {

  private static final LeadPolicy STARTER = PolicyTexts.read(PolicyCatalog.starter(), 1);
  private static final Instant START = Instant.parse("2026-03-02T15:00:00Z");
  private static final LeadProfile MARKETING_DIRECTOR = new LeadProfile(true, EmailKind.BUSINESS, "Marketing Director",
      new Company("Example Ltd", 150, "Software"), "US", "America/New_York", new FirstTouch("paid search", null, "ebook"),
      Map.of(), MailConsent.UNKNOWN);

  private final List<Signal> signals = new ArrayList<>();

  @Test
  void everySignalTypeAndReasonOfTheProductHasItsPlace() {
    assertThat(STARTER.scoring().rules()).extracting(rule -> rule.signalType()).containsExactlyInAnyOrder(
        "email_open", "email_click", "email_reply", "newsletter_signup", "form_submitted", "blog_view", "page_view",
        "session_start", "social_follow", "ad_click", "ebook_download", "whitepaper_download", "checklist_download",
        "webinar_registered", "webinar_attended", "video_watched", "calculator_used", "case_study_view",
        "comparison_guide_download", "pricing_page_view", "demo_requested",
        "consultation_requested", "contact_sales", "pricing_requested", "proposal_requested", "contract_question",
        "onboarding_question", "integration_question", "security_question", "meeting_requested", "stakeholder_added",
        "intent_surge", "careers_page_view", "assessment_used", "compliance_question", "implementation_question",
        "enterprise_question", "time_on_page");
    assertThat(STARTER.product().rules()).extracting(rule -> rule.signalType()).containsExactlyInAnyOrder(
        "trial_started", "trial_ended", "product_event", "product_event", "product_event");
    assertThat(STARTER.dispositions()).extracting(reason -> reason.code()).containsExactlyInAnyOrder(
        "not_now", "no_budget", "no_authority", "no_need", "wrong_person", "bad_fit", "insufficient_context",
        "unreachable", "competitor", "student", "job_seeker", "duplicate", "other");
    assertThat(STARTER.dispositions()).filteredOn(reason -> reason.noteRequired())
        .extracting(reason -> reason.code()).containsExactly("other");
  }

  @Test
  void everyTemplateIsShipped() {
    assertThat(PolicyTexts.read(PolicyCatalog.starter(), 1, EmailTemplates.starter().ids()::contains)).isEqualTo(STARTER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"email_open:2", "ebook_download:10", "pricing_page_view:25", "demo_requested:50"})
  void exampleValuesAreThoseAgreedOn(String example) {
    String[] parts = example.split(":", 2);
    assertThat(STARTER.scoring().rules()).filteredOn(rule -> rule.signalType().equals(parts[0]))
        .singleElement().satisfies(rule -> assertThat(rule.points()).isEqualTo(Integer.parseInt(parts[1])));
  }

  @Test
  void exampleLifeBecomesMqlAtThePricingVisitsAndSqlAtTheDemoRequest() {
    assertThat(after("ebook_download", 0)).isEqualTo("10 A COLD");
    assertThat(after("email_open", 1)).isEqualTo("12 A COLD");
    assertThat(after("email_open", 4)).isEqualTo("13 A COLD");
    assertThat(after("session_start", 6)).isEqualTo("15 A COLD");
    assertThat(after("webinar_registered", 6)).isEqualTo("20 A COLD");
    assertThat(after("webinar_attended", 8)).isEqualTo("34 A COLD");
    assertThat(after("email_open", 10)).isEqualTo("35 A COLD");
    assertThat(after("pricing_page_view", 11)).isEqualTo("69 A WARM");
    assertThat(after("pricing_page_view", 13)).isEqualTo("106 A WARM");
    assertThat(after("demo_requested", 14)).isEqualTo("155 A HOT");
  }

  /** Free trial, three sessions and the security checklist: ready by use of the product, with next to no score. */
  @Test
  void trialUserWithThreeSessionsAndTheSecurityChecklistIsAPql() {
    List<Signal> trial = new ArrayList<>(List.of(
        signal("trial_started", 0), signal("session_start", 0.1), signal("session_start", 2), signal("session_start", 5)));
    assertThat(product(trial, 5)).isEqualTo("18 COLD null");
    trial.add(checklist("pricing", 5));
    assertThat(product(trial, 5)).as("another checklist says nothing of security").isEqualTo("18 COLD null");
    trial.add(checklist("security", 5.1));
    assertThat(product(trial, 5.2)).isEqualTo("48 WARM PRODUCT");
    ScoreCard card = Scoring.score(MARKETING_DIRECTOR, trial, STARTER, at(5.2));
    assertThat(card.reasons(QualifiedBy.PRODUCT)).containsExactly(
        "3 sessions and the security checklist +30", "trial started +18");
    assertThat(card.summary().score()).isLessThan(60);
  }

  @Test
  void trialThatInvitesAndComesBackOnThreeDaysIsHandedToSales() {
    List<Signal> trial = new ArrayList<>(List.of(signal("trial_started", 0), used(0.1, Map.of("feature", "dashboard")),
        used(1, Map.of("feature", "invite")), used(2, Map.of("feature", "report", "count", "12"))));
    assertThat(product(trial, 2)).as("invited a colleague and came back on three days").isEqualTo("69 WARM PRODUCT");
    trial.add(used(2.1, Map.of("feature", "seats", "seats", "15")));
    assertThat(product(trial, 2.2)).isEqualTo("83 HOT PRODUCT");
  }

  /** Whichever way is named as the nearest has a step: further use of the product, and what colleagues do, alike. */
  @Test
  void nearestWayThatIsNamedHasAStep() {
    List<Signal> trial = List.of(signal("trial_started", 0), used(0.1, Map.of("feature", "invite")),
        used(0.2, Map.of("feature", "report")), used(0.3, Map.of("feature", "dashboard")));
    Outlook.Goal sql = outlook(MARKETING_DIRECTOR, trial).goals().get(0);
    assertThat(sql.to()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(sql.missing()).extracting(Outlook.Missing::measure).containsExactly(QualifyingNumber.PRODUCT);
    assertThat(sql.steps()).extracting(NextStep::by).contains("product");
    LeadProfile ofACompany = MARKETING_DIRECTOR.withAccount(
        new AccountEvidence(3, List.of("it", "finance"), List.of(), List.of(), at(0)));
    Outlook.Goal mql = outlook(ofACompany, List.of()).goals().get(0);
    assertThat(mql.missing()).containsExactly(new Outlook.Missing(QualifyingNumber.ACCOUNT, 70, 80));
    assertThat(mql.steps()).filteredOn(step -> "account".equals(step.by())).extracting(NextStep::inWords)
        .containsAnyOf("the company researches a topic", "somebody else of the company: pricing page view");
  }

  /** A clerk of whom nothing more is known lacks points for what they did and for who they are: three things make up for it. */
  @Test
  void whoLacksPointsAndFitIsToldTheFewestThings() {
    LeadProfile clerk = new LeadProfile(true, EmailKind.BUSINESS, "Clerk", new Company("Example Ltd", null, null), "JP", null,
        FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);
    QualificationRules usual = STARTER.qualification();
    QualificationRules byScore = new QualificationRules(usual.mql().subList(0, 1), usual.sql().subList(0, 1), usual.hysteresis(),
        usual.directIntent(), usual.directIntentFit(), usual.directIntentWithin(), usual.below());
    LeadPolicy scoreAlone = new LeadPolicy(STARTER.version(), STARTER.contentHash(), STARTER.name(), STARTER.scoring(),
        STARTER.product(), STARTER.account(), STARTER.fit(), STARTER.negatives(), byScore, STARTER.sequences(), STARTER.tracks(),
        STARTER.calendars(), STARTER.sla(), STARTER.routing(), STARTER.dispositions(), STARTER.recycle(),
        STARTER.afterAcceptance(), STARTER.consent(), STARTER.review(), STARTER.nurture());
    for (LeadPolicy policy : List.of(STARTER, scoreAlone)) {
      Outlook.Goal mql = outlook(clerk, List.of(), policy).goals().get(0);
      assertThat(mql.to()).isEqualTo(Stage.MQL);
      assertThat(mql.steps()).extracting(NextStep::inWords)
          .contains("we learn how many people work there: company of more than 1,000 people, and pricing page viewed twice");
      assertThat(mql.steps().get(0).size()).isEqualTo(3);
    }
  }

  /** Lives of everything the policy knows: a step of the nearest way is told, or that there is none. */
  @Test
  void everyLifeIsToldAStepOfTheNearestWayOrThatThereIsNone() {
    Random random = new Random(7);
    List<String> types = Stream.concat(STARTER.scoring().rules().stream(), STARTER.product().rules().stream())
        .map(rule -> rule.signalType()).distinct()
        .filter(type -> !STARTER.qualification().directIntent().contains(type)).toList();
    Map<String, Integer> told = new TreeMap<>();
    for (int life = 0; life < 40; life++) {
      List<Signal> lived = new ArrayList<>();
      for (int i = random.nextInt(8); i > 0; i--) {
        String type = random.nextInt(3) == 0 ? "product_event" : types.get(random.nextInt(types.size()));
        lived.add(new Signal("s" + i, type, at(random.nextInt(100) / 100.0), Map.of(), false));
      }
      LeadProfile profile = random.nextBoolean() ? MARKETING_DIRECTOR : MARKETING_DIRECTOR.withAccount(new AccountEvidence(
          2 + random.nextInt(2), random.nextInt(4) == 0 ? List.of() : List.of("it", "finance"), List.of(), List.of(), at(0)));
      Outlook outlook = outlook(profile, lived);
      for (Outlook.Goal goal : outlook.goals()) {
        List<String> nearest = goal.ways().stream().filter(way -> way.missing().equals(goal.missing()))
            .map(way -> way.by().trigger()).toList();
        boolean step = goal.steps().stream().anyMatch(one -> nearest.contains(one.by()));
        told.merge(goal.to().label() + " " + nearest.get(0) + (step ? "" : " none"), 1, Integer::sum);
        assertThat(step || goal.steps().isEmpty() || !outlook.hindrances().isEmpty()).as("life %d: %s", life, outlook).isTrue();
      }
    }
    System.out.println("steps of the nearest way: " + told);
    assertThat(told.getOrDefault("SQL product", 0)).isGreaterThan(3);
    assertThat(told.getOrDefault("MQL account", 0)).isGreaterThan(3);
  }

  private static Outlook outlook(LeadProfile profile, List<Signal> signals) {
    return outlook(profile, signals, STARTER);
  }

  private static Outlook outlook(LeadProfile profile, List<Signal> signals, LeadPolicy policy) {
    List<LeadEvent> events = new ArrayList<>(List.of(
        new LeadEvent(1, "entered", at(0), at(0), Principal.SYSTEM, new EventBody.Entered("webinar", false))));
    signals.forEach(signal -> events.add(new LeadEvent(2 + events.size(), signal.eventId(), signal.occurredAt(),
        signal.occurredAt(), Principal.SYSTEM, new EventBody.Engaged(signal.type(), signal.properties(), true))));
    SalesDesk nobody = new SalesDesk(true, List.of());
    LeadState state =
        LeadLifecycle.decide(LeadState.undecided(new LeadId("lead-1"), profile), events, policy, nobody, at(1)).next();
    return Outlooks.of(state, around(profile, policy), policy, at(1));
  }

  /** A company of which the lead was told that, and of whose other people no more is known. */
  private static CompanyAround around(LeadProfile profile, LeadPolicy policy) {
    AccountEvidence told = profile.account();
    if (told == null) {
      return null;
    }
    List<CompanyPerson> people = new ArrayList<>();
    for (int i = 1; i < told.peopleActive(); i++) {
      String role = i <= told.roles().size() ? told.roles().get(i - 1) : null;
      people.add(new CompanyPerson("lead-" + (i + 1), role, Stage.NURTURING, false, false, 0, 0, at(0)));
    }
    people.add(new CompanyPerson("lead-1", null, Stage.NURTURING, false, false, 40, 60, at(1)));
    return new CompanyAround(
        new CompanyAtHand("account", new CompanyCount(policy), people, List.of(), List.of(), "lead-1", told), policy, List.of());
  }

  private static String product(List<Signal> signals, double day) {
    ScoreSummary score = Scoring.score(MARKETING_DIRECTOR, signals, STARTER, at(day)).summary();
    return score.product() + " " + score.band() + " " + score.by();
  }

  private static Signal checklist(String topic, double day) {
    return new Signal("checklist" + day, "checklist_download", at(day), Map.of("topic", topic), false);
  }

  private static Signal used(double day, Map<String, String> properties) {
    return new Signal("used" + day, "product_event", at(day), properties, false);
  }

  private static Instant at(double day) {
    return START.plusSeconds((long) (day * 86_400));
  }

  @Test
  void studentAndDisposableAddressesDoNotQualify() {
    LeadProfile student =
        new LeadProfile(true, EmailKind.STUDENT, "Student", Company.UNKNOWN, "US", null, FirstTouch.UNKNOWN, Map.of(),
            MailConsent.UNKNOWN);
    List<Signal> reads = List.of(signal("ebook_download", 0), signal("pricing_page_view", 0), signal("pricing_page_view", 0.1));
    ScoreSummary score = Scoring.score(student, reads, STARTER, START.plus(Duration.ofDays(1))).summary();
    assertThat(score.band()).isEqualTo(Band.COLD);
    assertThat(score.grade()).isEqualTo("D");
    assertThat(score.negative()).isEqualTo(-70);
  }

  @Test
  void officeIsShutOnHolidaysAndOpenAgainAfterLunch() {
    BusinessCalendar office = STARTER.calendars().get("office");
    assertThat(office).isNotNull();
    assertThat(office.holidays()).contains(
        LocalDate.parse("2026-07-03"), LocalDate.parse("2026-11-26"), LocalDate.parse("2027-01-01"),
        LocalDate.parse("2026-12-24"));
    // Wednesday before Thanksgiving, 17:28 in New York, and five business minutes.
    assertThat(office.plus(Instant.parse("2026-11-25T22:28:00Z"), Duration.ofMinutes(5)))
        .isEqualTo(Instant.parse("2026-11-27T14:03:00Z"));
  }

  @Test
  void answerTimesFollowWhatBroughtTheLead() {
    assertThat(STARTER.sla().classFor("demo_requested").answerWithin()).isEqualTo(Duration.ofMinutes(5));
    assertThat(STARTER.sla().classFor("score").answerWithin()).isEqualTo(Duration.ofHours(4));
    assertThat(STARTER.sla().classFor("review").id()).isEqualTo("standard");
  }

  /** The score, grade and band right after one more signal. */
  private String after(String type, int day) {
    Signal signal = signal(type, day + signals.size() / 1_000.0);
    signals.add(signal);
    ScoreSummary score = Scoring.score(MARKETING_DIRECTOR, signals, STARTER, signal.occurredAt()).summary();
    return score.score() + " " + score.grade() + " " + score.band();
  }

  private static Signal signal(String type, double day) {
    return new Signal(type + day, type, START.plusSeconds((long) (day * 86_400)), Map.of(), false);
  }
}
