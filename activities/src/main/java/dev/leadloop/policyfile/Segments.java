package dev.leadloop.policyfile;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.policyfile.yaml.ProblemLines;
import dev.leadloop.policyfile.yaml.Section;
import dev.leadloop.policyfile.yaml.YamlNodes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads who a campaign is for: a condition in the form of the policy's, as YAML or JSON. */
public final class Segments {
  private Segments() {}

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException with every error found, in words
   */
  public static Condition parse(String text, LeadPolicy policy) {
    return parse(text, policy, new ProblemLines());
  }

  /** Reads a condition that was taken before: what is refused only since then is let pass. */
  public static Condition taken(String text, LeadPolicy policy) {
    return parse(text, policy, new ProblemLines(true));
  }

  private static Condition parse(String text, LeadPolicy policy, ProblemLines problems) {
    Set<String> types =
        Stream.of(policy.scoring(), policy.product()).flatMap(part -> part.rules().stream()).map(SignalRule::signalType)
            .collect(Collectors.toUnmodifiableSet());
    try {
      Section root =
          new Section(YamlNodes.compose("segment", "segment: " + text).orElseThrow(), "the campaign", problems);
      Condition condition =
          new ConditionReader(types, policy.reach()).inSegment().read(root, "segment");
      problems.throwIfAny();
      return condition;
    } catch (InvalidPolicy invalid) {
      List<String> messages = invalid.problems().stream().map(InvalidPolicy.Problem::message).toList();
      throw new IllegalArgumentException(String.join("; ", messages), invalid);
    } catch (YamlEngineException unreadable) {
      throw new IllegalArgumentException(
          "the segment is no condition; write for example {\"fact\": \"country\", \"in\": [\"DE\"]}", unreadable);
    }
  }
}
