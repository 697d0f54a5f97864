package dev.leadloop.backtest;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.prediction.HandedOver;
import dev.leadloop.prediction.HandedOverStore;
import dev.leadloop.prediction.Outcome;
import dev.leadloop.prediction.model.Example;
import dev.leadloop.prediction.model.Examples;
import dev.leadloop.prediction.model.LeakGuard;
import dev.leadloop.prediction.model.Suspicion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which of the fields that a policy reads were most likely filled in after the outcome, so that its backtest flatters it. */
final class LeaksOfPolicy {
  private static final int PAGE = 500;
  private static final int MOST_LEADS = 20_000;

  private final HandedOverStore leads;
  private final LeadPolicy policy;

  LeaksOfPolicy(HandedOverStore leads, LeadPolicy policy) {
    this.leads = leads;
    this.policy = policy;
  }

  /** Looks at leads that were handed over, as many as need be. */
  List<Suspicion> look(BacktestOrder order) {
    Set<String> fields = fields(policy);
    if (fields.isEmpty()) {
      return List.of();
    }
    List<Example> examples = new ArrayList<>();
    String after = "";
    while (after != null && examples.size() < MOST_LEADS) {
      HandedOverStore.Part part = leads.after(after, PAGE, false, order.until());
      part.leads().stream().filter(lead -> lead.won() != Outcome.OPEN)
          .map(lead -> example(lead, fields)).forEach(examples::add);
      after = part.next();
    }
    return LeakGuard.suspicions(examples);
  }

  private Example example(HandedOver lead, Set<String> fields) {
    Example whole = Examples.of(lead, policy, List.of());
    TreeMap<String, String> known = new TreeMap<>(whole.known());
    known.keySet().retainAll(fields);
    return new Example(whole.leadId(), whole.at(), whole.told(), known, whole.won());
  }

  /** The facts that its points hang on. */
  static Set<String> fields(LeadPolicy policy) {
    Set<String> fields = new TreeSet<>();
    Stream.of(
            policy.fit().rules().stream().map(rule -> rule.when()), policy.negatives().stream().map(rule -> rule.when()),
            policy.scoring().bonuses().stream().map(rule -> rule.when()),
            policy.product().bonuses().stream().map(rule -> rule.when()))
        .flatMap(conditions -> conditions)
        .forEach(condition -> add(condition, fields));
    return fields;
  }

  private static void add(Condition condition, Set<String> fields) {
    switch (condition) {
      case Condition.All all -> all.parts().forEach(part -> add(part, fields));
      case Condition.Any any -> any.parts().forEach(part -> add(part, fields));
      case Condition.Not not -> add(not.part(), fields);
      case Condition.Fact fact -> fields.add(fact.field());
      case Condition.SignalCount ignored -> {}
      case Condition.SignalMeasure ignored -> {}
      case Condition.Quiet ignored -> {}
      case Condition.InBand ignored -> {}
      case Condition.SinceEnrolment ignored -> {}
    }
  }
}
