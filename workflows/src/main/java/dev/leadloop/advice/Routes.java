package dev.leadloop.advice;

import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lead.Stage;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ways by which a lead may come to a stage, and what it lacks on each. */
final class Routes {
  private final Trial trial;
  private final QualificationRules rules;
  private final StepJudge judge;
  private final Numbers hoped;
  private final boolean announces;

  /**
   * One way that may lead to a stage.
   *
   * @param way null for a request of its own
   * @param lacks what is lacking, each of which may be what is to be made up for
   */
  record Route(@Nullable Threshold way, List<Lack> lacks) {}

  Routes(Trial trial, LeadPolicy policy, StepJudge judge, Numbers hoped) {
    this.trial = trial;
    this.rules = policy.qualification();
    this.judge = judge;
    this.hoped = hoped;
    this.announces = policy.ruleFor(OwnSignals.STAKEHOLDER_ADDED) != null;
  }

  /** The ways to a stage, in the policy's order. */
  List<Threshold> ways(Stage goal) {
    return goal == Stage.MQL ? rules.marketing() : rules.sql();
  }

  /** The ways by which a lead comes to a stage: to an MQL also by a way to an SQL that asks for less of something. */
  Stream<Threshold> leading(Stage goal) {
    List<Threshold> ways = ways(goal);
    return goal == Stage.MQL
        ? Stream.concat(ways.stream(), rules.sql().stream().filter(sql -> ways.stream().noneMatch(way -> asksNoMore(way, sql))))
        : ways.stream();
  }

  private static boolean asksNoMore(Threshold way, Threshold than) {
    return way.least().entrySet().stream().allMatch(asked -> asked.getValue() <= than.of(asked.getKey()));
  }

  /** The way to a stage to which least is missing; null where the policy has none. */
  @Nullable Threshold nearest(Stage goal) {
    return ways(goal).stream().min(Comparator.comparingInt(judge.base()::missing)).orElse(null);
  }

  /** Whether a step goes that way. */
  boolean isOf(Route route, NextStep step) {
    return route.way() == null ? step.by() != null && rules.directIntent().contains(step.by())
        : judge.isOf(route.way(), step.moves());
  }

  /** The ways to a stage; to sales also a request of its own, with what it takes to fit, and that alone where one waits. */
  List<Route> to(Stage goal) {
    List<Route> routes = new ArrayList<>();
    if (goal == Stage.SALES_QUALIFIED && !rules.directIntent().isEmpty()) {
      Lack fit = Lack.of(judge.fitting(), hoped);
      routes.add(new Route(null, List.of(fit.withRequest())));
      if (trial.isInReview()) {
        routes.add(new Route(null, List.of(fit)));
      }
    }
    leading(goal).forEach(way -> routes.add(new Route(way, lacks(way))));
    return routes;
  }

  /** Where its company matters, it also has to be worth more than a colleague is, or comes to be by what that one does. */
  private List<Lack> lacks(Threshold way) {
    Lack lack = Lack.of(way, hoped);
    CompanyTrial company = trial.company();
    boolean byCompany = way.of(QualifyingNumber.ACCOUNT) + way.of(QualifyingNumber.PEOPLE_ACTIVE) > 0;
    if (company == null || !company.mayCount() || !(byCompany || announces)) {
      return List.of(lack);
    }
    int worth = company.lacking();
    return byCompany && worth > 0 ? List.of(lack.withWorth(worth)) : List.of(lack, lack.withWorth(Math.max(1, worth)));
  }
}
