package dev.leadloop.lifecycle;

import dev.leadloop.policy.ConsentRules;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.ReviewRules;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.sales.AfterAcceptance;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policy.sales.Disposition.Path;
import dev.leadloop.policy.sales.RecycleRules;
import dev.leadloop.policy.sales.RoutingRules;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policy.sales.SlaRules.Rung;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.BelowRule;
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
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.LadderAction;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** A small policy with round numbers, on a calendar that is always open. */
public final class TestPolicies {
  private TestPolicies() {}

  /** A policy for a director at a company of 150, with a template of its own for each mail. */
  public static LeadPolicy small() {
    return small((sequence, step) -> sequence + "/" + step);
  }

  /** The same with one template for every mail, where mails are really written. */
  public static LeadPolicy mailing(String template) {
    return small((sequence, step) -> template);
  }

  private static LeadPolicy small(BiFunction<String, Integer, String> templates) {
    return policy(
        1,
        "hash",
        "small",
        scoring(),
        fit(),
        List.of(new NegativeRule("competitor", fact("industry", "competitor"), 0, NegativeRule.LeadsTo.DISQUALIFY, null,
            "works for a competitor")),
        qualification(new Threshold(30, 20), new Threshold(80, 40), 5, List.of("demo_requested"), 40,
            QualificationRules.USUAL_WITHIN),
        Map.of(
            "nurture", sequence("nurture", 3, templates),
            "mql", sequence("mql", 2, templates),
            "budget", sequence("budget", 2, templates)),
        Map.of("NURTURING", "nurture", "MQL", "mql"),
        Map.of("always", new BusinessCalendar("always", ZoneOffset.UTC, Map.of(), Set.of(), true)),
        new SlaRules(List.of(sla("demo", List.of("demo_requested"), 1), sla("standard", List.of("score"), 4))),
        new RoutingRules("sales", "queue", 2, List.of(), Map.of(), Map.of(), null, null, RoutingRules.Balance.TURNS, true, true),
        List.of(
            new Disposition("no_budget", "no budget", false, new Path.Park(Duration.ofDays(30), "budget", 20)),
            new Disposition("no_need", "no need", false, new Path.Recycle("nurture", 10)),
            new Disposition("wrong_person", "wrong person", false, new Path.Reassign()),
            new Disposition("duplicate", "same person as another lead", false, new Path.Duplicate()),
            new Disposition("student", "student", false, new Path.Disqualify()),
            new Disposition("other", "other", true, new Path.Review())),
        new RecycleRules(2, Duration.ofDays(7), Duration.ofDays(180), "budget"),
        new AfterAcceptance(false, Duration.ofDays(14)),
        ConsentRules.NONE, ReviewRules.STANDARD, NurtureRules.UNLIMITED);
  }

  /** The same with other rules of who gets handoffs. */
  public static LeadPolicy routedBy(RoutingRules rules) {
    return with(rules, small().sla());
  }

  /** The same with other answer times. */
  public static LeadPolicy with(LeadPolicy policy, SlaRules sla) {
    return with(policy, policy.routing(), sla);
  }

  /** The same with other rules of who gets handoffs and how soon they answer. */
  public static LeadPolicy with(RoutingRules routing, SlaRules sla) {
    return with(small(), routing, sla);
  }

  /** The same as another version, with other consent asked for. */
  public static LeadPolicy asking(ConsentRules.Need need, int version) {
    LeadPolicy small = small();
    return policy(
        version, small.contentHash(), small.name(), small.scoring(), small.fit(), small.negatives(),
        small.qualification(), small.sequences(), small.tracks(), small.calendars(), small.sla(), small.routing(),
        small.dispositions(), small.recycle(), small.afterAcceptance(),
        new ConsentRules(need, Duration.ofDays(14), List.of()), ReviewRules.STANDARD, NurtureRules.UNLIMITED);
  }

  /** The same as that version, with those negative rules alone. */
  public static LeadPolicy closing(int version, NegativeRule... rules) {
    LeadPolicy small = small();
    return policy(
        version, small.contentHash(), small.name(), small.scoring(), small.fit(), List.of(rules),
        small.qualification(), small.sequences(), small.tracks(), small.calendars(), small.sla(), small.routing(),
        small.dispositions(), small.recycle(), small.afterAcceptance(), small.consent(), ReviewRules.STANDARD,
        NurtureRules.UNLIMITED);
  }

  /** Another policy with those rules for what lies below. */
  public static LeadPolicy below(LeadPolicy policy, BelowRule... rules) {
    QualificationRules now = policy.qualification();
    return with(policy, new QualificationRules(now.mql(), now.sql(), now.hysteresis(), now.directIntent(), now.directIntentFit(),
        now.directIntentWithin(), List.of(rules)));
  }

  /** Another policy with other thresholds. */
  public static LeadPolicy with(LeadPolicy policy, QualificationRules rules) {
    return policy(
        policy.version(), policy.contentHash(), policy.name(), policy.scoring(), policy.fit(), policy.negatives(),
        rules, policy.sequences(), policy.tracks(), policy.calendars(), policy.sla(),
        policy.routing(), policy.dispositions(), policy.recycle(), policy.afterAcceptance(), policy.consent(),
        policy.review(), policy.nurture());
  }

  /** The same, where a missed first contact offers the lead to another rep. */
  public static LeadPolicy passingOn() {
    LeadPolicy small = small();
    return policy(
        small.version(), small.contentHash(), small.name(), small.scoring(), small.fit(), small.negatives(),
        small.qualification(), small.sequences(), small.tracks(), small.calendars(), small.sla(), small.routing(),
        small.dispositions(), small.recycle(), new AfterAcceptance(true, Duration.ofDays(14)), small.consent(),
        ReviewRules.STANDARD, NurtureRules.UNLIMITED);
  }

  private static LeadPolicy with(LeadPolicy small, RoutingRules routing, SlaRules sla) {
    return policy(
        small.version(), small.contentHash(), small.name(), small.scoring(), small.fit(), small.negatives(),
        small.qualification(), small.sequences(), small.tracks(), small.calendars(), sla, routing,
        small.dispositions(), small.recycle(), small.afterAcceptance(), small.consent(), ReviewRules.STANDARD,
        NurtureRules.UNLIMITED);
  }

  private static ScoringRules scoring() {
    return new ScoringRules(
        List.of(
            rule("email_open", 2, "e-mail opened"),
            rule("ebook_download", 10, "ebook downloaded"),
            rule("pricing_page_view", 25, "pricing page viewed"),
            rule("demo_requested", 50, "demo requested")),
        List.of(),
        Duration.ofDays(30),
        Duration.ofDays(180),
        Map.of(),
        200,
        -100);
  }

  private static SignalRule rule(String type, int points, String label) {
    return new SignalRule(type, type, points, null, null, label, RuleTerms.NONE);
  }

  private static FitRules fit() {
    return new FitRules(
        List.of(
            new FitRule("director", fact("title", "director"), 30, "director"),
            new FitRule(
                "size",
                new Condition.Fact("companySize", Comparison.AT_LEAST, List.of("100")),
                20,
                "100 people or more")),
        List.of(new GradeFloor("A", 40), new GradeFloor("B", 20), new GradeFloor("C", 0)),
        100);
  }

  private static Condition fact(String field, String value) {
    return new Condition.Fact(field, Comparison.CONTAINS, List.of(value));
  }

  private static SlaClass sla(String id, List<String> triggers, int hours) {
    return new SlaClass(
        id,
        triggers,
        Duration.ofHours(hours),
        "always",
        List.of(
            new Rung(50, LadderAction.REMIND),
            new Rung(100, LadderAction.ESCALATE),
            new Rung(150, LadderAction.REASSIGN),
            new Rung(300, LadderAction.QUEUE)),
        Duration.ofHours(24));
  }

  private static Sequence sequence(String id, int steps, BiFunction<String, Integer, String> templates) {
    return new Sequence(
        id,
        1, null, null,
        IntStream.rangeClosed(1, steps)
            .<Step>mapToObj(n -> mail("step" + n, Duration.ofDays(n), templates.apply(id, n), "mail " + n))
            .toList());
  }

  /** A mail of one text for everybody. */
  public static Step.Send mail(String id, Duration after, String template, String label) {
    return new Step.Send(id, after, template, label, null, Map.of());
  }

  /** A policy that knows engagement and fit alone. */
  public static LeadPolicy policy(
      int version,
      String contentHash,
      String name,
      ScoringRules scoring,
      FitRules fit,
      List<NegativeRule> negatives,
      QualificationRules qualification,
      Map<String, Sequence> sequences,
      Map<String, String> tracks,
      Map<String, BusinessCalendar> calendars,
      SlaRules sla,
      RoutingRules routing,
      List<Disposition> dispositions,
      RecycleRules recycle,
      AfterAcceptance afterAcceptance,
      ConsentRules consent,
      ReviewRules review,
      NurtureRules nurture) {
    return new LeadPolicy(
        version, contentHash, name, scoring, ScoringRules.NONE, AccountRules.NONE, fit, negatives, qualification, sequences,
        tracks, calendars, sla, routing, dispositions, recycle, afterAcceptance, consent, review, nurture);
  }

  /** Rules with one way to each, as most policies have it. */
  public static QualificationRules qualification(
      Threshold mql,
      Threshold sql,
      int hysteresis,
      List<String> directIntent,
      int directIntentFit,
      Duration directIntentWithin) {
    return new QualificationRules(
        List.of(mql), List.of(sql), hysteresis, directIntent, directIntentFit, directIntentWithin, List.of());
  }
}
