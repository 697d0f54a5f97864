package dev.leadloop.advice;

import dev.leadloop.lead.Stage;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What would make a lead an MQL, or bring it to sales, and what stands against it.
 *
 * @param goals the stages before it, the nearest first; empty where it has them behind it or is closed
 * @param hindrances what keeps it from them whatever it does, or asks for more than points
 */
public record Outlook(List<Goal> goals, List<Hindrance> hindrances) {
  /** Nothing to go for, and nothing against it. */
  public static final Outlook NONE = new Outlook(List.of(), List.of());

  /**
   * One stage to reach.
   *
   * @param missing what the nearest way to it asks for and the lead has not; empty where points are not what it lacks
   * @param steps the smallest, the smallest first; empty where none was found of a few things
   * @param ways each way the policy has to it, in its order
   */
  public record Goal(Stage to, List<Missing> missing, List<NextStep> steps, List<Way> ways) {
    public Goal {
      missing = List.copyOf(missing);
      steps = List.copyOf(steps);
      ways = List.copyOf(ways);
    }
  }

  /**
   * One way to a stage.
   *
   * @param missing what it asks for and the lead has not; empty where points are not what it lacks
   */
  public record Way(QualifiedBy by, List<Missing> missing) {
    public Way {
      missing = List.copyOf(missing);
    }

    /** In a short line, such as "by its product use (PQL): fit 20 of 40". */
    public String inWords() {
      String lacking = missing.stream().map(Missing::inWords).collect(Collectors.joining(", "));
      return by.inWords() + ": " + (lacking.isEmpty() ? "has all it asks for" : lacking);
    }
  }

  /** A number of which a lead has too little. */
  public record Missing(QualifyingNumber measure, int has, int asked) {
    /** Such as "score 35 of 60". */
    public String inWords() {
      return measure.words() + " " + measure.said(has) + " of " + asked;
    }
  }

  /**
   * Something other than points.
   *
   * @param code such as parked
   * @param text a sentence without its full stop
   * @param until when it ends by itself; null where it does not
   */
  public record Hindrance(String code, String text, @Nullable Instant until) {}

  public Outlook {
    goals = List.copyOf(goals);
    hindrances = List.copyOf(hindrances);
  }
}
