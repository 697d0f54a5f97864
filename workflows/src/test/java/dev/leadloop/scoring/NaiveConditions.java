package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.PropertyTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Judges conditions anew, each with a plain sentence of its own. */
final class NaiveConditions {
  private NaiveConditions() {}

  static boolean holds(Condition condition, LeadProfile profile, Collection<Signal> signals, Instant at) {
    return switch (condition) {
      case Condition.All all -> all.parts().stream().filter(part -> !holds(part, profile, signals, at)).findAny().isEmpty();
      case Condition.Any any -> any.parts().stream().filter(part -> holds(part, profile, signals, at)).findAny().isPresent();
      case Condition.Not not -> !holds(not.part(), profile, signals, at);
      case Condition.SignalCount count ->
          meant(signals, count.types(), List.of(), count.within(), at).count() >= count.atLeast();
      case Condition.SignalMeasure measure -> amount(measure, signals, at) >= measure.atLeast();
      case Condition.Quiet quiet -> meant(signals, quiet.types(), quiet.where(), quiet.time(), at).findAny().isEmpty()
          && (profile.knownSince() == null || profile.knownSince().plus(quiet.time()).isBefore(at));
      case Condition.Fact fact -> Conditions.holds(fact, profile, signals, at);
      case Condition.InBand band -> throw new IllegalArgumentException("only a sequence asks for " + band);
      case Condition.SinceEnrolment since -> throw new IllegalArgumentException("only a sequence asks for " + since);
    };
  }

  private static double amount(Condition.SignalMeasure measure, Collection<Signal> signals, Instant at) {
    List<Signal> meant = meant(signals, measure.types(), measure.where(), measure.within(), at).toList();
    String of = String.valueOf(measure.measure().of());
    return switch (measure.measure().kind()) {
      case COUNT -> meant.size();
      case DISTINCT -> meant.stream().map(signal -> NaiveScore.key(of, signal)).filter(key -> !key.isEmpty()).distinct().count();
      case SUM -> Math.round(meant.stream().mapToDouble(signal -> number(of, signal)).sum() * 10) / 10.0;
      case LONGEST -> meant.stream().mapToDouble(signal -> number(of, signal)).max().orElse(0);
    };
  }

  private static double number(String property, Signal signal) {
    return NaiveScore.number(signal.properties().getOrDefault(property, ""));
  }

  private static Stream<Signal> meant(
      Collection<Signal> signals, List<String> types, List<PropertyTest> where, Duration within, Instant at) {
    return signals.stream().filter(signal -> !signal.voided() && (types.isEmpty() || types.contains(signal.type()))
        && NaiveScore.isWithin(signal, within, at) && NaiveScore.passes(where, signal));
  }
}
