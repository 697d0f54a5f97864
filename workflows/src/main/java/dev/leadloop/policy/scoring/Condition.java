package dev.leadloop.policy.scoring;

import dev.leadloop.lead.FactKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition as data, so that it can be explained, checked and edited. */
public sealed interface Condition {
  /** True when each part is; an empty list is true. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** True when at least one part is. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** True when the part is not. */
  record Not(Condition part) implements Condition {}

  /**
   * Compares a fact of the profile; an unknown fact makes every comparison but UNKNOWN false.
   *
   * @param values in the form in which facts are compared, so that a country or an industry may be called as one likes
   */
  record Fact(String field, Comparison comparison, List<String> values) implements Condition {
    public Fact {
      FactKind kind = FactKind.of(field);
      values = values.stream().flatMap(value -> kind.comparables(value).stream()).distinct().toList();
    }
  }

  /** At least so many unvoided signals of one of the types within the time before now. */
  record SignalCount(List<String> types, int atLeast, Duration within) implements Condition {
    public SignalCount {
      types = List.copyOf(types);
    }
  }

  /**
   * What signals within the time before now come to, at least.
   *
   * @param types of which they are; empty for any
   * @param where what their properties must be, all of it
   * @param atLeast how many, or how much, in the unit of the property
   */
  record SignalMeasure(List<String> types, List<PropertyTest> where, Measure measure, int atLeast, Duration within)
      implements Condition {
    public SignalMeasure {
      types = List.copyOf(types);
      where = List.copyOf(where);
    }
  }

  /**
   * Nothing of the kind for so long: no such unvoided signal within that time, and the lead is known for longer.
   *
   * @param types of which they are; empty for any
   * @param where what their properties must be, all of it
   */
  record Quiet(List<String> types, List<PropertyTest> where, Duration time) implements Condition {
    public Quiet {
      types = List.copyOf(types);
      where = List.copyOf(where);
    }
  }

  /**
   * What is measured of signals.
   *
   * @param of the property; "day" for distinct days by UTC; null where signals are counted
   */
  record Measure(Kind kind, @Nullable String of) {
    /** What is made of signals or of a property of theirs; a number that is none, or below zero, adds nothing. */
    public enum Kind {
      COUNT,
      DISTINCT,
      SUM,
      LONGEST
    }

    /** How many signals there are. */
    public static final Measure COUNT = new Measure(Kind.COUNT, null);
  }

  /** The score's band is one of those named; only a sequence may ask. */
  record InBand(List<String> bands) implements Condition {
    public InBand {
      bands = List.copyOf(bands);
    }
  }

  /**
   * At least so many unvoided signals of one of the types since the lead's sequence began; only a sequence may ask.
   *
   * @param where what their properties must be, all of it
   */
  record SinceEnrolment(List<String> types, List<PropertyTest> where, int atLeast) implements Condition {
    public SinceEnrolment {
      types = List.copyOf(types);
      where = List.copyOf(where);
    }
  }

  /** How a fact is compared: titles, industries, countries and languages by what they mean, other text without regard to case. */
  enum Comparison {
    IN,
    CONTAINS,
    AT_LEAST,
    AT_MOST,
    KNOWN,
    UNKNOWN
  }
}
