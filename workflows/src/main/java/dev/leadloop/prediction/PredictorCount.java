package dev.leadloop.prediction;

import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.prediction.FiredRules.Rule;
import dev.leadloop.prediction.FiredRules.RuleKey;
import dev.leadloop.prediction.Predictor.Kind;
import dev.leadloop.prediction.Predictors.Came;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts, lead by lead, what came of those with each signal and each rule of a policy. Its room grows with the number of
 * rules and types of signals, not with that of leads.
 */
public final class PredictorCount {
  private final LeadPolicy policy;
  private final Tally all = new Tally();
  private final Map<String, Tally> signals = new TreeMap<>();
  private final Map<RuleKey, Tally> rules = new LinkedHashMap<>();
  private final List<Rule> known;

  /** Of no lead yet. */
  public PredictorCount(LeadPolicy policy) {
    this.policy = policy;
    this.known = FiredRules.all(policy);
    known.forEach(rule -> rules.put(rule.key(), new Tally()));
    Stream.concat(policy.scoring().rules().stream(), policy.product().rules().stream())
        .forEach(rule -> signals.put(rule.signalType(), new Tally()));
  }

  /** Takes one more lead in. */
  public void add(HandedOver lead) {
    all.add(lead);
    Set<String> types = new HashSet<>();
    for (Signal signal : lead.signals()) {
      if (!signal.voided() && types.add(signal.type())) {
        signals.computeIfAbsent(signal.type(), type -> new Tally()).add(lead);
      }
    }
    for (RuleKey fired : FiredRules.of(lead, policy)) {
      Tally tally = rules.get(fired);
      if (tally != null) {
        tally.add(lead);
      }
    }
  }

  /** How many were taken in. */
  public int leads() {
    return all.leads;
  }

  /** What all of them come to. */
  public Predictors predictors(Instant asOf) {
    Map<SalesStep, Came> steps = new EnumMap<>(SalesStep.class);
    for (SalesStep step : SalesStep.values()) {
      steps.put(step, new Came(
          all.of(step, Outcome.REACHED), all.of(step, Outcome.OVER), all.of(step, Outcome.OPEN)));
    }
    Stream<Predictor> ofSignals = signals.entrySet().stream().map(entry -> {
      SignalRule rule = policy.ruleFor(entry.getKey());
      return entry.getValue().predictor(
          Kind.SIGNAL, entry.getKey(), rule == null ? entry.getKey() : rule.label(), rule == null ? null : rule.points(), all);
    });
    Stream<Predictor> ofRules = known.stream().map(rule -> Objects.requireNonNull(rules.get(rule.key()))
        .predictor(rule.key().kind(), rule.key().id(), rule.label(), rule.points(), all));
    return new Predictors(policy.version(), asOf, all.leads, steps, Stream.concat(ofSignals, ofRules).toList());
  }

  /** Leads by outcome and step. */
  private static final class Tally {
    private final int[][] counts = new int[SalesStep.values().length][Outcome.values().length];
    private int leads;

    void add(HandedOver lead) {
      leads++;
      for (SalesStep step : SalesStep.values()) {
        counts[step.ordinal()][lead.of(step).ordinal()]++;
      }
    }

    int of(SalesStep step, Outcome outcome) {
      return counts[step.ordinal()][outcome.ordinal()];
    }

    private int known(SalesStep step) {
      return of(step, Outcome.REACHED) + of(step, Outcome.OVER);
    }

    Predictor predictor(Kind kind, String id, String label, @Nullable Integer points, Tally whole) {
      Map<SalesStep, Integer> open = new EnumMap<>(SalesStep.class);
      Map<SalesStep, Lift> lifts = new EnumMap<>(SalesStep.class);
      for (SalesStep step : SalesStep.values()) {
        open.put(step, of(step, Outcome.OPEN));
        lifts.put(step, new Lift(
            known(step), of(step, Outcome.REACHED), whole.known(step) - known(step),
            whole.of(step, Outcome.REACHED) - of(step, Outcome.REACHED)));
      }
      return new Predictor(kind, id, label, points, leads, open, lifts);
    }
  }
}
