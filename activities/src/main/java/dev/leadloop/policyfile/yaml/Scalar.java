package dev.leadloop.policyfile.yaml;

import java.time.Duration;
import java.util.Collection;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** One plain value of the document; a malformed one is noted as a problem and a harmless value given instead. */
public final class Scalar {
  /** Longer than anything it may be compared with. */
  private static final Duration HARMLESS = Duration.ofDays(36_500);

  /** Ten years: no lead is waited for, and nothing it did is asked about, for longer. */
  private static final Duration LONGEST = Duration.ofDays(3_653);

  private final Node node;
  private final String key;
  private final ProblemLines problems;
  private boolean silent;

  Scalar(Node node, String key, ProblemLines problems) {
    this.node = node;
    this.key = key;
    this.problems = problems;
  }

  /** Stands for a missing value that was already complained of. */
  Scalar silent() {
    silent = true;
    return this;
  }

  /** Notes an error at the value. */
  public void problem(String message) {
    if (!silent) {
      problems.add(node, message);
    }
  }

  /** Says what the author may want to look at, though the value can be used. */
  public void warning(String message) {
    if (!silent) {
      problems.warn(node, message);
    }
  }

  /** Notes what only a document that is yet to be published is refused for. */
  public void problemToNew(String message) {
    if (!silent) {
      problems.addToNew(node, message);
    }
  }

  /** The text without blanks around it, which must not be empty; an empty one where it is no single value. */
  public String text() {
    if (node instanceof ScalarNode scalar && !silent) {
      if (scalar.getValue().isBlank()) {
        problem("'" + key + "' is empty; give it a text");
      }
      return scalar.getValue().strip();
    }
    problem("'" + key + "' must be a single value, not a list or further keys");
    return "";
  }

  /** The whole number, from least to most; least where it is none of these. */
  public int integer(int least, int most) {
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (text.matches("[+-]?\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    problem("'" + key + "' must be a whole number from " + least + " to " + most + ", but is '" + text + "'");
    return least;
  }

  /** The time, at least as long as given and at most ten years; a very long one where it is too short or none. */
  public Duration duration(Duration least) {
    return duration(least, LONGEST);
  }

  /** The same with another longest time. */
  Duration duration(Duration least, Duration most) {
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    Duration time = Durations.parse(text);
    if (time == null) {
      problem("'" + key + "' must be a time such as 90s, 5m, 4h, 2d or 1w, but is '" + text + "'");
      return HARMLESS;
    }
    if (time.compareTo(least) < 0) {
      problem("'" + key + "' must be longer than nothing; give a time such as 5m or 2d");
      return HARMLESS;
    }
    if (time.compareTo(most) > 0) {
      problemToNew("'" + key + "' must be at most " + most.toDays() + "d, but is '" + text + "'");
    }
    return time;
  }

  boolean flag() {
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (!text.equals("true") && !text.equals("false")) {
      problem("'" + key + "' must be true or false, but is '" + text + "'");
    }
    return text.equals("true");
  }

  /** The text, which must be one of the known names of things of that kind. */
  public String reference(Collection<String> known, String kind) {
    String text = text();
    if (!text.isEmpty() && !known.contains(text)) {
      problem("there is no " + kind + " '" + text + "'" + Nearest.hint(text, known));
    }
    return text;
  }
}
