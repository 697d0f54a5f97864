package dev.leadloop.policyfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.policyfile.yaml.ProblemLines;
import dev.leadloop.policyfile.yaml.Section;
import dev.leadloop.policyfile.yaml.YamlJson;
import dev.leadloop.policyfile.yaml.YamlNodes;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads who a campaign is for: a condition in the form of the policy's, as YAML or JSON. */
public final class Segments {
  /** Characters of a condition, which is held against every lead: enough for a thousand values. */
  private static final int LONGEST = 20_000;

  private Segments() {}

  /**
   * A condition that was written, in the form in which a campaign keeps it.
   *
   * @param json the same as JSON
   * @param warnings what the author may want to look at, though it can be used
   */
  public record Written(Condition condition, JsonNode json, List<String> warnings) {
    public Written {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException with every error found, in words
   */
  public static Condition parse(String text, LeadPolicy policy) {
    refuseLong(text);
    return read(text, policy, new ProblemLines()).condition();
  }

  /**
   * Reads a condition that somebody writes.
   *
   * @throws IllegalArgumentException with every error found, in words
   */
  public static Written written(String text, LeadPolicy policy) {
    refuseLong(text);
    return read(text, policy, new ProblemLines());
  }

  private static void refuseLong(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("'segment' has more than " + LONGEST + " characters, and every lead is held against each"
          + " of its values. Say it by fewer, or import what tells these leads apart as a fact of theirs.");
    }
  }

  /** Reads a condition that was taken before: what is refused only since then is let pass. */
  public static Condition taken(String text, LeadPolicy policy) {
    return read(text, policy, new ProblemLines(true)).condition();
  }

  /** Every fact that a condition may ask for, but answers to free questions, in order of their names. */
  public static SortedSet<String> facts() {
    return new TreeSet<>(ConditionReader.FACTS);
  }

  /** The words that a fact can have where it has one of a few; empty for any other. */
  public static SortedSet<String> wordsOf(String fact) {
    return new TreeSet<>(ConditionReader.wordsOf(fact));
  }

  /** The segments that a policy's document names, each as its condition is written there. */
  public static SortedMap<String, JsonNode> named(String document) {
    SortedMap<String, JsonNode> named = new TreeMap<>();
    YamlNodes.compose("policy", document).map(YamlJson::of).map(policy -> policy.at("/routing/segments"))
        .ifPresent(segments -> segments.properties().forEach(one -> named.put(one.getKey(), one.getValue())));
    return named;
  }

  private static Written read(String text, LeadPolicy policy, ProblemLines problems) {
    Set<String> types =
        Stream.of(policy.scoring(), policy.product()).flatMap(part -> part.rules().stream()).map(SignalRule::signalType)
            .collect(Collectors.toUnmodifiableSet());
    try {
      Node node = YamlNodes.compose("segment", text).orElseThrow(() -> unreadable(null));
      YamlNodes.refuseUnclean(node, problems);
      Condition condition =
          new ConditionReader(types, policy.reach()).inSegment().whole(new Section(node, "segment", problems));
      problems.throwIfAny();
      return new Written(
          condition, YamlJson.of(node), problems.warnings().stream().map(InvalidPolicy.Problem::message).toList());
    } catch (InvalidPolicy invalid) {
      List<String> messages = invalid.problems().stream().map(InvalidPolicy.Problem::message).toList();
      throw new IllegalArgumentException(String.join("; ", messages), invalid);
    } catch (YamlEngineException unreadable) {
      throw unreadable(unreadable);
    }
  }

  private static IllegalArgumentException unreadable(@Nullable YamlEngineException why) {
    return new IllegalArgumentException(
        "the segment is no condition; write for example {\"fact\": \"country\", \"in\": [\"DE\"]}", why);
  }
}
