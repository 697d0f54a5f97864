package dev.leadloop.policy.diff;

import dev.leadloop.policy.Spans;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.PropertyTest;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions as people say them. */
public final class ConditionWords {
  private ConditionWords() {}

  /** The condition in words, such as "company size is at least 51 and seniority is company". */
  public static String of(Condition condition) {
    return switch (condition) {
      case Condition.All all -> all.parts().isEmpty() ? "always" : joined(all.parts(), " and ");
      case Condition.Any any -> any.parts().isEmpty() ? "never" : joined(any.parts(), " or ");
      case Condition.Not not -> "not (" + of(not.part()) + ")";
      case Condition.Fact fact -> field(fact.field()) + compared(fact);
      case Condition.SignalCount count ->
          "at least " + count.atLeast() + " " + either(count.types()) + " within " + Spans.words(count.within());
      case Condition.SinceEnrolment since ->
          "at least " + since.atLeast() + " " + signals(since.types(), since.where()) + " since the sequence began";
      case Condition.InBand band -> "the score is " + either(band.bands());
      case Condition.SignalMeasure measure -> measured(measure) + " within " + Spans.words(measure.within());
      case Condition.Quiet quiet ->
          "no " + signals(quiet.types(), quiet.where()).replaceFirst("^any ", "") + " for " + Spans.words(quiet.time());
    };
  }

  private static String measured(Condition.SignalMeasure measure) {
    String signals = signals(measure.types(), measure.where());
    String of = String.valueOf(measure.measure().of());
    return switch (measure.measure().kind()) {
      case COUNT -> "at least " + measure.atLeast() + " " + signals + (measure.measure().of() == null ? "" : " by " + of);
      case DISTINCT -> "at least " + measure.atLeast() + " different " + of + " of " + signals;
      case SUM -> of + " of " + signals + " add up to at least " + measure.atLeast();
      case LONGEST -> "the greatest " + of + " of " + signals + " is at least " + measure.atLeast();
    };
  }

  private static String signals(List<String> types, List<PropertyTest> where) {
    return (types.isEmpty() ? "any signal" : either(types)) + PropertyTest.words(where);
  }

  private static String joined(List<Condition> parts, String by) {
    return parts.stream().map(part -> part instanceof Condition.All || part instanceof Condition.Any
        ? "(" + of(part) + ")" : of(part)).collect(Collectors.joining(by));
  }

  private static String field(String name) {
    return name.startsWith("answers.") ? "the answer to '" + name.substring("answers.".length()) + "'" : Wordings.spaced(name);
  }

  private static String compared(Condition.Fact fact) {
    return switch (fact.comparison()) {
      case IN -> " is " + either(fact.values());
      case CONTAINS -> " contains " + either(fact.values());
      case AT_LEAST -> " is at least " + either(fact.values());
      case AT_MOST -> " is at most " + either(fact.values());
      case KNOWN -> " is known" + (fact.values().isEmpty() ? "" : " " + either(fact.values()));
      case UNKNOWN -> " is unknown" + (fact.values().isEmpty() ? "" : " " + either(fact.values()));
    };
  }

  private static String either(List<String> values) {
    return values.isEmpty() ? "none" : String.join(" or ", values);
  }
}
