package dev.leadloop.policy;

import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.HandoffTrigger;
import java.util.Set;
import java.util.TreeSet;

/** The types of signals that a policy says anything about; any other is kept, and means nothing under it. */
public final class NamedSignalTypes {
  private final Set<String> types = new TreeSet<>();

  private NamedSignalTypes() {}

  /** The types, in order. */
  public static Set<String> namedIn(LeadPolicy policy) {
    NamedSignalTypes named = new NamedSignalTypes();
    policy.sla().classes().stream().map(SlaClass::triggers).forEach(named.types::addAll);
    // They stand among the triggers of answer times for no signal but for the scores themselves.
    named.types.removeAll(HandoffTrigger.BY_THRESHOLD);
    policy.scoring().rules().forEach(rule -> named.types.add(rule.signalType()));
    policy.scoring().bonuses().forEach(rule -> named.add(rule.when()));
    policy.product().rules().forEach(rule -> named.types.add(rule.signalType()));
    policy.product().bonuses().forEach(rule -> named.add(rule.when()));
    policy.account().rules().forEach(rule -> rule.signs().forEach(named::add));
    policy.fit().rules().forEach(rule -> named.add(rule.when()));
    policy.negatives().forEach(rule -> named.add(rule.when()));
    named.types.addAll(policy.qualification().directIntent());
    policy.sequences().values().forEach(named::add);
    policy.routing().teams().forEach(team -> named.add(team.when()));
    policy.routing().territories().values().forEach(named::add);
    policy.routing().segments().values().forEach(named::add);
    return named.types;
  }

  private void add(Sequence sequence) {
    if (sequence.goal() != null) {
      add(sequence.goal().when());
    }
    for (Step step : sequence.steps()) {
      switch (step) {
        case Step.WaitFor wait -> types.addAll(wait.signals());
        case Step.Branch branch -> branch.cases().forEach(one -> add(one.when()));
        case Step.Send ignored -> { }
        case Step.Wait ignored -> { }
        case Step.Split ignored -> { }
        case Step.Jump ignored -> { }
        case Step.End ignored -> { }
      }
    }
  }

  private void add(AccountRules.Sign sign) {
    switch (sign) {
      case AccountRules.Sign.AskedByOthers asked -> types.addAll(asked.types());
      case AccountRules.Sign.PeopleActive ignored -> { }
      case AccountRules.Sign.RolesActive ignored -> { }
      case AccountRules.Sign.IntentSurge ignored -> { }
    }
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.All all -> all.parts().forEach(this::add);
      case Condition.Any any -> any.parts().forEach(this::add);
      case Condition.Not not -> add(not.part());
      case Condition.SignalCount count -> types.addAll(count.types());
      case Condition.SignalMeasure measure -> types.addAll(measure.types());
      case Condition.Quiet quiet -> types.addAll(quiet.types());
      case Condition.SinceEnrolment since -> types.addAll(since.types());
      case Condition.Fact ignored -> { }
      case Condition.InBand ignored -> { }
    }
  }
}
