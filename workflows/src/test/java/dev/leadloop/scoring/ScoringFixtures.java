package dev.leadloop.scoring;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.ReviewRules;
import dev.leadloop.policy.sales.AfterAcceptance;
import dev.leadloop.policy.sales.RecycleRules;
import dev.leadloop.policy.sales.RoutingRules;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Comparison;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import dev.leadloop.policy.scoring.FitRules.GradeFloor;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.BonusRule;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small policy with every kind of scoring rule, and the signals and people to try it on. */
final class ScoringFixtures {

  static final Instant NOW = Instant.parse("2026-03-11T12:00:00Z");
  static final Duration WINDOW = Duration.ofDays(180);

  static final SignalRule OPEN = new SignalRule("open", "email_open", 2, 10, "mail", "e-mail opened", RuleTerms.NONE);
  static final SignalRule CLICK = new SignalRule("click", "email_click", 4, null, "mail", "e-mail clicked", RuleTerms.NONE);
  static final SignalRule EBOOK = new SignalRule("ebook", "ebook_download", 10, 20, null, "ebook downloaded", RuleTerms.NONE);
  static final SignalRule PRICING =
      new SignalRule("pricing", "pricing_page_view", 25, null, null, "pricing page viewed", RuleTerms.NONE);
  static final BonusRule PRICING_TWICE =
      new BonusRule("pricing-twice", count(2, 14, "pricing_page_view"), 15, "pricing page again within two weeks");
  static final BonusRule QUIET_READER = new BonusRule("quiet-reader",
      new Condition.All(List.of(count(1, 60, "ebook_download"), new Condition.Not(count(1, 30, "pricing_page_view")))),
      3, "reads, but has not looked at prices");
  static final NegativeRule JOB_SEEKER =
      new NegativeRule("job-seeker", count(1, 60, "careers_page_view"), -30, NegativeRule.LeadsTo.POINTS, null,
          "careers page viewed");
  static final NegativeRule STUDENT =
      new NegativeRule("student", fact("emailKind", Comparison.IN, "student"), -40, NegativeRule.LeadsTo.DISQUALIFY, null,
          "student address");

  private ScoringFixtures() {}

  /** A lead of which nothing is known. */
  static LeadProfile unknown() {
    return new LeadProfile(false, EmailKind.NONE, null, Company.UNKNOWN, null, null, FirstTouch.UNKNOWN, Map.of(),
        MailConsent.UNKNOWN);
  }

  /** Caps: opens 10, mail together 12, ebooks 20, everything 100; half-life 30 days; floor -20. */
  static LeadPolicy policy() {
    return policy(Duration.ofDays(30));
  }

  static LeadPolicy policy(@Nullable Duration halfLife) {
    ScoringRules scoring = new ScoringRules(List.of(OPEN, CLICK, EBOOK, PRICING), List.of(PRICING_TWICE, QUIET_READER),
        halfLife, WINDOW, Map.of("mail", 12), 100, -20);
    FitRules fit = new FitRules(List.of(
        new FitRule("director", fact("title", Comparison.CONTAINS, "director", "CTO"), 30, "decides"),
        new FitRule("size", new Condition.All(List.of(
            fact("companySize", Comparison.AT_LEAST, "50"), fact("companySize", Comparison.AT_MOST, "500"))), 25, "size"),
        new FitRule("business", fact("emailKind", Comparison.IN, "BUSINESS"), 15, "business address")),
        List.of(new GradeFloor("A", 55), new GradeFloor("B", 30), new GradeFloor("C", 0)), 60);
    SlaClass answer = new SlaClass("standard", List.of("score"), Duration.ofHours(4), "always", List.of(), Duration.ofDays(1));
    return TestPolicies.policy(3, "hash", "test", scoring, fit, List.of(JOB_SEEKER, STUDENT),
        TestPolicies.qualification(
            new Threshold(40, 30), new Threshold(80, 30), 10, List.of(), 30, QualificationRules.USUAL_WITHIN),
        Map.of(), Map.of(), Map.of(), new SlaRules(List.of(answer)),
        new RoutingRules("sales", "queue", 2, List.of(), Map.of(), Map.of(), null, null, RoutingRules.Balance.TURNS, true, true),
        List.of(),
        new RecycleRules(3, Duration.ofDays(7), null, null), new AfterAcceptance(false, Duration.ofDays(14)),
        dev.leadloop.policy.ConsentRules.NONE, ReviewRules.STANDARD, NurtureRules.UNLIMITED);
  }

  /** The same with a fit rule that counts signals, so that fit ages as well. */
  static LeadPolicy fitAges(LeadPolicy policy) {
    List<FitRule> rules = new ArrayList<>(policy.fit().rules());
    rules.add(0, new FitRule("reader", count(1, 40, "ebook_download"), 15, "reads"));
    FitRules fit = new FitRules(rules, policy.fit().grades(), policy.fit().cap());
    return TestPolicies.policy(policy.version(), policy.contentHash(), policy.name(), policy.scoring(), fit, policy.negatives(),
        policy.qualification(), policy.sequences(), policy.tracks(), policy.calendars(), policy.sla(), policy.routing(),
        policy.dispositions(), policy.recycle(), policy.afterAcceptance(), policy.consent(), ReviewRules.STANDARD,
        NurtureRules.UNLIMITED);
  }

  /** The same with other rules of engagement and of fit, and other negative rules. */
  static LeadPolicy with(LeadPolicy policy, ScoringRules scoring, FitRules fit, List<NegativeRule> negatives) {
    return with(policy, policy.version(), scoring, policy.product(), fit, negatives);
  }

  /** A version of its own, with other rules of engagement, of product use and of fit, and other negative rules. */
  static LeadPolicy with(
      LeadPolicy policy, int version, ScoringRules scoring, ScoringRules product, FitRules fit, List<NegativeRule> negatives) {
    return new LeadPolicy(version, policy.contentHash(), policy.name(), scoring, product, policy.account(),
        fit, negatives,
        policy.qualification(), policy.sequences(), policy.tracks(), policy.calendars(), policy.sla(), policy.routing(),
        policy.dispositions(), policy.recycle(), policy.afterAcceptance(), policy.consent(), policy.review(), policy.nurture());
  }

  static LeadProfile director(@Nullable Integer companySize) {
    return person("Marketing Director", companySize, EmailKind.BUSINESS);
  }

  static LeadProfile person(@Nullable String title, @Nullable Integer companySize, EmailKind kind) {
    return new LeadProfile(true, kind, title, new Company(null, companySize, null), null, null, FirstTouch.UNKNOWN,
        Map.of("budget", "yes", "blank", " "), MailConsent.UNKNOWN);
  }

  static Signal daysAgo(String type, double days) {
    Instant at = NOW.minus(Duration.ofMillis((long) (days * 86_400_000)));
    return new Signal(type + "@" + days, type, at, Map.of(), false);
  }

  static Condition.SignalCount count(int atLeast, int days, String... types) {
    return new Condition.SignalCount(List.of(types), atLeast, Duration.ofDays(days));
  }

  static Condition.Fact fact(String field, Comparison comparison, String... values) {
    return new Condition.Fact(field, comparison, List.of(values));
  }
}
