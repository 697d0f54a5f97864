package dev.leadloop.advice;

import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lifecycle.TestPolicies;
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
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random policies under which a company counts. */
final class CompanyPolicies {
  static final List<String> TYPES = List.of("blog_view", "pricing_page_view", "webinar_attended", "demo_requested");
  private static final Duration RANGE = Duration.ofDays(60);

  private CompanyPolicies() {}

  static LeadPolicy random(Random random) {
    LeadPolicy small = TestPolicies.small();
    List<SignalRule> rules = new ArrayList<>();
    for (String type : TYPES) {
      Integer cap = random.nextBoolean() ? null : 10 + random.nextInt(60);
      int points = 2 + random.nextInt(type.equals("blog_view") ? 6 : 30);
      rules.add(new SignalRule(type, type, points, cap, null, type, RuleTerms.NONE));
    }
    if (random.nextBoolean()) {
      rules.add(new SignalRule("joined", OwnSignals.STAKEHOLDER_ADDED, 5 + random.nextInt(25), 40, null, "colleague joined in",
          RuleTerms.NONE));
    }
    ScoringRules scoring = new ScoringRules(rules, List.of(), RANGE, RANGE, Map.of(), 200, -50);
    int points = 1 + random.nextInt(3);
    ScoringRules product = new ScoringRules(
        List.of(new SignalRule("seats", "seats_added", points, random.nextInt(4) == 0 ? null : 20 + random.nextInt(40), null,
            "seats set up", new RuleTerms(List.of(), RuleTerms.Turns.EVERY, null, null, null, "seats"))),
        List.of(new ScoringRules.BonusRule("many", new Condition.SignalMeasure(List.of("seats_added"), List.of(),
            new Condition.Measure(Condition.Measure.Kind.SUM, "seats"), 1 + random.nextInt(30), RANGE), 15, "many seats")),
        null, RANGE, Map.of(), 100, 0);
    FitRules fit = new FitRules(List.of(rule("country", Comparison.IN, random, "DE"),
        rule("companySize", Comparison.AT_LEAST, random, "50"), rule("companySize", Comparison.AT_MOST, random, "500"),
        rule("seniority", Comparison.IN, random, "department", "company")), small.fit().grades(), 80);
    return new LeadPolicy(small.version(), small.contentHash(), small.name(), scoring, product, account(random), fit, List.of(),
        qualification(random), small.sequences(), small.tracks(), small.calendars(), small.sla(), small.routing(),
        small.dispositions(), small.recycle(), small.afterAcceptance(), small.consent(), small.review(), small.nurture());
  }

  private static FitRules.FitRule rule(String fact, Comparison comparison, Random random, String... values) {
    return new FitRules.FitRule(fact + comparison, new Condition.Fact(fact, comparison, List.of(values)), random.nextInt(25),
        "good " + fact);
  }

  private static AccountRules account(Random random) {
    Sign asked = new Sign.AskedByOthers(
        random.nextBoolean() ? List.of("pricing_page_view") : List.of("demo_requested", "pricing_page_view"),
        1 + random.nextInt(2), RANGE);
    Sign people = new Sign.PeopleActive(2 + random.nextInt(3));
    Sign roles = new Sign.RolesActive(List.of("it", "finance"), 1 + random.nextInt(2));
    Sign surge = new Sign.IntentSurge(random.nextBoolean() ? List.of("crm") : List.of(), 60, RANGE);
    return new AccountRules(List.of(
        new AccountRule("people", List.of(people), 20 + random.nextInt(20), "people active"),
        new AccountRule("roles", random.nextInt(3) > 0 ? List.of(roles) : List.of(roles, asked), 15, "buyers"),
        new AccountRule("asked", random.nextInt(3) > 0 ? List.of(asked) : List.of(asked, people), 10 + random.nextInt(20),
            "asked"),
        new AccountRule("surge", List.of(surge), 10, "researches")), 100);
  }

  private static QualificationRules qualification(Random random) {
    List<Threshold> mql = new ArrayList<>(List.of(new Threshold(20 + random.nextInt(50), random.nextInt(30))));
    mql.add(new Threshold(QualifiedBy.ACCOUNT, Map.of(QualifyingNumber.ACCOUNT, 20 + random.nextInt(50),
        QualifyingNumber.PEOPLE_ACTIVE, 2 + random.nextInt(2), QualifyingNumber.FIT, random.nextInt(30))));
    List<Threshold> sql = new ArrayList<>(List.of(new Threshold(50 + random.nextInt(60), random.nextInt(40)),
        new Threshold(QualifiedBy.PRODUCT, Map.of(QualifyingNumber.PRODUCT, 30 + random.nextInt(30), QualifyingNumber.FIT,
            random.nextInt(40)))));
    if (random.nextBoolean()) {
      sql.add(new Threshold(QualifiedBy.ACCOUNT, Map.of(QualifyingNumber.ACCOUNT, 40 + random.nextInt(40),
          QualifyingNumber.FIT, random.nextInt(30))));
    }
    return new QualificationRules(mql, sql, random.nextInt(10),
        random.nextBoolean() ? List.of() : List.of("demo_requested"), random.nextInt(40),
        QualificationRules.USUAL_WITHIN, List.of());
  }
}
