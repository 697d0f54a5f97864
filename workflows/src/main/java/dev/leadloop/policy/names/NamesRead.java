package dev.leadloop.policy.names;

import dev.leadloop.lead.OwnSignals;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.names.PolicyNames.IntentTopics;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Goes through all of a policy and gathers the names it reads. */
final class NamesRead {
  private static final String TOPIC = "topic";

  private final Set<String> types = new TreeSet<>();
  private final Map<String, Map<String, Gathered>> properties = new HashMap<>();
  private final Map<String, Gathered> ofAny = new TreeMap<>();
  private final Map<String, Gathered> facts = new TreeMap<>();
  private final Set<String> topics = new TreeSet<>();
  private final Map<String, Duration> windows = new HashMap<>();
  private boolean allTopics;

  private NamesRead() {}

  static NamesRead in(LeadPolicy policy) {
    NamesRead read = new NamesRead();
    read.readWithoutRules();
    policy.sla().classes().stream().map(SlaClass::triggers).forEach(read.types::addAll);
    // They stand among the triggers of answer times for no signal but for the scores themselves.
    read.types.removeAll(HandoffTrigger.BY_THRESHOLD);
    read.add(policy.scoring());
    read.add(policy.product());
    policy.account().rules().forEach(rule -> rule.signs().forEach(read::add));
    if (!read.allTopics) {
      read.property(List.of(OwnSignals.INTENT_SURGE), TOPIC, ReadAs.oneOf(read.topics));
    }
    policy.fit().rules().forEach(rule -> read.add(rule.when()));
    policy.negatives().forEach(rule -> read.add(rule.when()));
    read.types.addAll(policy.qualification().directIntent());
    read.within(policy.qualification().directIntent(), policy.qualification().directIntentWithin());
    policy.sequences().values().forEach(read::add);
    policy.nurture().tracksByTopic().values()
        .forEach(tracks -> read.property(List.of(), TOPIC, ReadAs.oneOf(tracks.keySet())));
    policy.routing().teams().forEach(team -> read.add(team.when()));
    policy.routing().territories().values().forEach(read::add);
    policy.routing().segments().values().forEach(read::add);
    read.fact(policy.routing().ownerField());
    read.fact(policy.routing().languageField());
    return read;
  }

  Set<String> types() {
    return types;
  }

  /** By type, how old its signals may be at most for some rule to count them; types that no rule counts are missing. */
  Map<String, Duration> windows() {
    return windows;
  }

  private void within(List<String> counted, Duration time) {
    counted.forEach(type -> windows.merge(type, time, (one, other) -> one.compareTo(other) < 0 ? other : one));
  }

  /** By type, those that are read of any type among them. */
  Map<String, Map<String, ReadAs>> propertiesByType() {
    Map<String, Map<String, ReadAs>> all = new HashMap<>();
    Map<String, ReadAs> any = propertiesOfAny();
    properties.forEach((type, own) -> {
      Map<String, ReadAs> both = new HashMap<>(any);
      own.forEach((name, gathered) -> {
        ReadAs as = any.get(name);
        both.put(name, (as == null ? gathered : gathered.add(as)).together());
      });
      all.put(type, Map.copyOf(both));
    });
    return Map.copyOf(all);
  }

  Map<String, ReadAs> propertiesOfAny() {
    return together(ofAny);
  }

  Map<String, ReadAs> facts() {
    return together(facts);
  }

  private static Map<String, ReadAs> together(Map<String, Gathered> gathered) {
    return gathered.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> one.getValue().together()));
  }

  IntentTopics intentTopics() {
    return new IntentTopics(allTopics, topics);
  }

  /** What nurture and the record for sales go by whatever the rules say, and what a signal tells of a company's intent. */
  private void readWithoutRules() {
    property(List.of(), TOPIC, ReadAs.TEXT);
    property(List.of(OwnSignals.INTENT_SURGE), "score", ReadAs.NUMBER);
    property(List.of(OwnSignals.INTENT_SURGE), "source", ReadAs.TEXT);
  }

  private void add(ScoringRules rules) {
    for (ScoringRules.SignalRule rule : rules.rules()) {
      List<String> type = List.of(rule.signalType());
      RuleTerms terms = rule.terms();
      types.addAll(type);
      within(type, rules.windowOf(rule));
      tests(type, terms.where());
      if (terms.oncePer() != null && !terms.oncePer().equals(RuleTerms.DAY)) {
        property(type, terms.oncePer(), ReadAs.TEXT);
      }
      if (terms.per() != null) {
        property(type, terms.per(), ReadAs.NUMBER);
      }
    }
    rules.bonuses().forEach(rule -> add(rule.when()));
  }

  private void add(Sequence sequence) {
    if (sequence.goal() != null) {
      add(sequence.goal().when());
    }
    for (Step step : sequence.steps()) {
      switch (step) {
        case Step.WaitFor wait -> {
          types.addAll(wait.signals());
          tests(wait.signals(), wait.where());
        }
        case Step.Branch branch -> branch.cases().forEach(one -> add(one.when()));
        case Step.Send send -> property(List.of(), TOPIC, ReadAs.oneOf(send.byTopic().keySet()));
        case Step.Wait ignored -> { }
        case Step.Split ignored -> { }
        case Step.Jump ignored -> { }
        case Step.End ignored -> { }
      }
    }
  }

  private void add(AccountRules.Sign sign) {
    switch (sign) {
      case AccountRules.Sign.AskedByOthers asked -> {
        types.addAll(asked.types());
        within(asked.types(), asked.within());
      }
      case AccountRules.Sign.PeopleActive ignored -> { }
      case AccountRules.Sign.RolesActive ignored -> { }
      case AccountRules.Sign.IntentSurge surge -> {
        topics.addAll(surge.topics());
        allTopics |= surge.topics().isEmpty();
      }
    }
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.All all -> all.parts().forEach(this::add);
      case Condition.Any any -> any.parts().forEach(this::add);
      case Condition.Not not -> add(not.part());
      case Condition.SignalCount count -> {
        types.addAll(count.types());
        within(count.types(), count.within());
      }
      case Condition.SignalMeasure measure -> {
        types.addAll(measure.types());
        within(measure.types(), measure.within());
        tests(measure.types(), measure.where());
        measured(measure.types(), measure.measure());
      }
      case Condition.Quiet quiet -> {
        types.addAll(quiet.types());
        within(quiet.types(), quiet.time());
        tests(quiet.types(), quiet.where());
      }
      case Condition.SinceEnrolment since -> {
        types.addAll(since.types());
        tests(since.types(), since.where());
      }
      case Condition.Fact fact -> add(facts, fact.field(), as(fact));
      case Condition.InBand ignored -> { }
    }
  }

  private void measured(List<String> signals, Condition.Measure measure) {
    String of = measure.of();
    if (of != null) {
      switch (measure.kind()) {
        case COUNT -> { }
        case DISTINCT -> {
          if (!of.equals(RuleTerms.DAY)) {
            property(signals, of, ReadAs.TEXT);
          }
        }
        case SUM, LONGEST -> property(signals, of, ReadAs.NUMBER);
      }
    }
  }

  private void tests(List<String> signals, List<PropertyTest> tests) {
    for (PropertyTest test : tests) {
      property(signals, test.property(), switch (test.comparison()) {
        case IN -> ReadAs.oneOf(test.values());
        case BEGINS_WITH, CONTAINS -> ReadAs.with(test.values());
        case AT_LEAST, AT_MOST -> ReadAs.NUMBER;
        case KNOWN, UNKNOWN -> ReadAs.KNOWN;
      });
    }
  }

  private static ReadAs as(Condition.Fact fact) {
    return switch (fact.comparison()) {
      case IN -> new ReadAs(false, true, Set.copyOf(fact.values()), Set.copyOf(fact.values()));
      case CONTAINS -> ReadAs.with(fact.values());
      case AT_LEAST, AT_MOST -> ReadAs.NUMBER;
      case KNOWN, UNKNOWN -> ReadAs.KNOWN;
    };
  }

  private void fact(@Nullable String name) {
    if (name != null) {
      add(facts, name, ReadAs.TEXT);
    }
  }

  /** No types are any. */
  private void property(List<String> signals, String name, ReadAs as) {
    if (signals.isEmpty()) {
      add(ofAny, name, as);
    }
    signals.forEach(type -> add(properties.computeIfAbsent(type, t -> new TreeMap<>()), name, as));
  }

  private static void add(Map<String, Gathered> to, String name, ReadAs as) {
    to.computeIfAbsent(name, n -> new Gathered()).add(as);
  }
}
