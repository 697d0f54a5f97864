package dev.leadloop.advice;

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
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.AccountRules.AccountRule;
import dev.leadloop.policy.scoring.AccountRules.Sign;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Comparison;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.routing.TestReps;
import dev.leadloop.scoring.RandomRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A random lead under random rules, and what becomes of it by the door when things happen: nothing here goes by how the advice
 * tries them.
 */
record LeadAtTheDoor(LeadState state, LeadPolicy policy, Instant now) {
  static final Instant NOW = Instant.parse("2026-03-11T12:00:00Z");
  private static final SalesDesk DESK =
      new SalesDesk(true, List.of(TestReps.rep("rep-a", "sales"), TestReps.rep("rep-b", "sales")));
  private static final Duration RANGE = Duration.ofDays(60);

  /** The lead of that seed. */
  static LeadAtTheDoor random(int seed) {
    return random(new Random(seed));
  }

  static LeadAtTheDoor random(Random random) {
    RandomRules rules = new RandomRules(random);
    LeadPolicy policy = qualifying(rules.policy(TestPolicies.small()), random);
    return new LeadAtTheDoor(state(policy, rules.profile(NOW), rules.signals(NOW)), policy, NOW);
  }

  /** Somebody who did nothing and of whom nothing is known, where the score alone counts: points and fit are both lacking. */
  static LeadAtTheDoor lackingBoth(Random random) {
    LeadPolicy small = TestPolicies.small();
    List<ScoringRules.SignalRule> rules = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Integer cap = random.nextBoolean() ? null : 10 + random.nextInt(50);
      String group = random.nextInt(3) > 0 ? null : "group";
      RuleTerms terms = random.nextInt(4) > 0 ? RuleTerms.NONE
          : new RuleTerms(List.of(), new RuleTerms.Turns(1, 1), null, null, null, null);
      rules.add(new ScoringRules.SignalRule("r" + i, "did_" + i, 2 + random.nextInt(28), cap, group, "did " + i, terms));
    }
    List<ScoringRules.BonusRule> bonuses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Condition twice = new Condition.SignalCount(List.of("did_" + random.nextInt(8)), 1 + random.nextInt(2), RANGE);
      Condition also = new Condition.SignalCount(List.of("did_" + random.nextInt(8)), 1, RANGE);
      Condition when = random.nextBoolean() ? twice : new Condition.All(List.of(twice, also));
      bonuses.add(new ScoringRules.BonusRule("b" + i, when, 5 + random.nextInt(20), "bonus " + i));
    }
    FitRules fit = new FitRules(List.of(rule("country", Comparison.IN, random, "DE", "FR"),
        rule("companySize", Comparison.AT_LEAST, random, "50"), rule("companySize", Comparison.AT_MOST, random, "500"),
        rule("seniority", Comparison.IN, random, "department"), rule("answers.budget", Comparison.IN, random, "yes")),
        small.fit().grades(), 60);
    int score = 20 + random.nextInt(50);
    LeadPolicy policy = TestPolicies.policy(1, "hash", "lacking both",
        new ScoringRules(rules, bonuses, RANGE, RANGE, Map.of("group", 10 + random.nextInt(40)), 200, -50), fit, List.of(),
        TestPolicies.qualification(new Threshold(score, 5 + random.nextInt(25)),
            new Threshold(score + 10 + random.nextInt(30), 10 + random.nextInt(30)), 5, List.of(), 40, RANGE),
        small.sequences(), small.tracks(), small.calendars(), small.sla(), small.routing(), small.dispositions(), small.recycle(),
        small.afterAcceptance(), small.consent(), small.review(), small.nurture());
    LeadProfile nobody = new LeadProfile(true, EmailKind.FREE, null, Company.UNKNOWN, null, null, FirstTouch.UNKNOWN, Map.of(),
        MailConsent.UNKNOWN);
    return new LeadAtTheDoor(state(policy, nobody, List.of()), policy, NOW);
  }

  /** The same lead, of whom that is known. */
  LeadAtTheDoor with(LeadProfile profile) {
    return new LeadAtTheDoor(
        new LeadState(state.leadId(), state.seq(), state.decidedAt(), profile, state.signals(), state.progress()), policy, now);
  }

  /** Whether a stage is a goal, or beyond it. */
  static boolean ready(Stage stage, Stage goal) {
    return stage == goal || stage == Stage.SALES_QUALIFIED;
  }

  /** Whether that brings it to a goal; its own request is no way to an MQL. */
  boolean comesTo(Stage goal, List<Move> moves) {
    LeadProgress then = Objects.requireNonNull(then(moves).progress());
    return then.stage() == goal || (goal == Stage.MQL && then.stage() == Stage.SALES_QUALIFIED
        && !policy.qualification().directIntent().contains(Objects.requireNonNull(then.handoffs().open()).terms().trigger()));
  }

  /** The stage it comes to. */
  Stage stage(List<Move> moves) {
    return Objects.requireNonNull(then(moves).progress()).stage();
  }

  /** What becomes of it. */
  LeadState then(List<Move> moves) {
    LeadProfile profile = state.profile();
    List<LeadEvent> events = new ArrayList<>();
    boolean facts = false;
    for (Move move : moves) {
      switch (move) {
        case Move.Learned learned -> {
          profile = profile.saying(learned.fact(), learned.value());
          facts = true;
        }
        case Move.OfCompany company -> throw new IllegalArgumentException("nobody else is known: " + company);
        case Move.Does does -> {
          for (int i = 0; i < does.times(); i++) {
            Map<String, String> properties = new HashMap<>(does.properties());
            String own = "own-" + events.size();
            properties.replaceAll((name, value) -> value.equals("any-") ? own : value);
            String id = "test-" + (100 + events.size());
            events.add(new LeadEvent(2_000 + events.size(), id, now, now, Principal.SYSTEM,
                new EventBody.Engaged(does.type(), properties, false)));
          }
        }
      }
    }
    if (facts) {
      events.add(0, new LeadEvent(1_999, "test-facts", now, now, Principal.SYSTEM, new EventBody.ProfileChanged(false)));
    }
    LeadState then = new LeadState(state.leadId(), state.seq(), state.decidedAt(), profile, state.signals(), state.progress());
    Decision decision = LeadLifecycle.decide(then, events, policy, DESK, now);
    return decision.next();
  }

  static LeadState state(LeadPolicy policy, LeadProfile profile, List<Signal> signals) {
    List<LeadEvent> events = new ArrayList<>();
    Instant start = NOW.minus(Duration.ofDays(300));
    events.add(new LeadEvent(1, "entered", start, start, Principal.SYSTEM, new EventBody.Entered("webinar", false)));
    for (Signal signal : signals) {
      events.add(new LeadEvent(2 + events.size(), signal.eventId(), signal.occurredAt(), signal.occurredAt(), Principal.SYSTEM,
          new EventBody.Engaged(signal.type(), signal.properties(), true)));
    }
    return LeadLifecycle.decide(LeadState.undecided(new LeadId("lead-1"), profile), events, policy, DESK, NOW).next();
  }

  static LeadPolicy qualifying(LeadPolicy policy, Random random) {
    QualificationRules rules = new QualificationRules(
        List.of(new Threshold(10 + random.nextInt(60), random.nextInt(40)),
            new Threshold(QualifiedBy.ACCOUNT, Map.of(QualifyingNumber.ACCOUNT, 30, QualifyingNumber.PEOPLE_ACTIVE, 2))),
        List.of(new Threshold(60 + random.nextInt(60), random.nextInt(60)),
            new Threshold(QualifiedBy.PRODUCT, Map.of(QualifyingNumber.PRODUCT, 40, QualifyingNumber.FIT, random.nextInt(40)))),
        random.nextInt(10),
        random.nextBoolean() ? List.of() : List.of("ebook_download"), random.nextInt(30), QualificationRules.USUAL_WITHIN,
        List.of());
    return new LeadPolicy(policy.version(), policy.contentHash(), policy.name(), policy.scoring(),
        random.nextBoolean() ? policy.product() : used(random), account(random), facts(policy.fit(), random), policy.negatives(),
        rules, policy.sequences(), policy.tracks(), policy.calendars(),
        policy.sla(), policy.routing(), policy.dispositions(), policy.recycle(), policy.afterAcceptance(), policy.consent(),
        policy.review(), policy.nurture());
  }

  private static ScoringRules used(Random random) {
    return new ScoringRules(
        List.of(new ScoringRules.SignalRule("seats", "seats_added", 1 + random.nextInt(3), 40, null, "seats set up",
            new RuleTerms(List.of(), RuleTerms.Turns.EVERY, null, null, null, "seats"))),
        List.of(new ScoringRules.BonusRule("two", new Condition.SignalMeasure(List.of("seats_added"), List.of(),
            new Condition.Measure(Condition.Measure.Kind.SUM, "seats"), 1 + random.nextInt(30), RANGE), 15, "many seats")),
        null, RANGE, Map.of(), 100, 0);
  }

  private static AccountRules account(Random random) {
    return new AccountRules(List.of(
        new AccountRule("people", List.of(new Sign.PeopleActive(2 + random.nextInt(2))), 20, "people active"),
        new AccountRule("roles", List.of(new Sign.RolesActive(List.of("it", "finance"), 1 + random.nextInt(2))), 15, "buyers"),
        new AccountRule("asked", List.of(new Sign.AskedByOthers(List.of("demo_requested"), 1 + random.nextInt(2), RANGE)), 15,
            "asked"),
        new AccountRule("surge", List.of(new Sign.IntentSurge(List.of("crm"), 60, RANGE)), 10, "researches crm")), 100);
  }

  private static FitRules facts(FitRules fit, Random random) {
    List<FitRules.FitRule> rules = new ArrayList<>(fit.rules());
    rules.add(rule("country", Comparison.IN, random, "DE", "FR"));
    rules.add(rule("companySize", Comparison.AT_LEAST, random, "50"));
    rules.add(rule("companySize", Comparison.AT_MOST, random, "500"));
    rules.add(rule("seniority", Comparison.IN, random, "department"));
    rules.add(rule("answers.budget", Comparison.IN, random, "yes", "approved"));
    return new FitRules(rules, fit.grades(), 20 + random.nextInt(60));
  }

  private static FitRules.FitRule rule(String fact, Comparison comparison, Random random, String... values) {
    return new FitRules.FitRule(fact, new Condition.Fact(fact, comparison, List.of(values)), random.nextInt(20), "good " + fact);
  }
}
