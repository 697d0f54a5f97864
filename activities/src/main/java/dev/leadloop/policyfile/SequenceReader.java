package dev.leadloop.policyfile;

import dev.leadloop.lead.Stage;
import dev.leadloop.nurture.SequenceMap;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Reads nurture sequences and which stage runs which. */
final class SequenceReader {
  private static final Set<String> TRACKS =
      Arrays.stream(Stage.values()).filter(Stage::nurtured).map(Stage::label).collect(Collectors.toUnmodifiableSet());

  private final StepReader steps;
  private final ConditionReader conditions;

  /** Reads sequences that may ask what the conditions may, and wait for signals of those types. */
  SequenceReader(Predicate<String> knownTemplate, ConditionReader conditions, Set<String> signalTypes) {
    this.steps = new StepReader(knownTemplate, conditions, signalTypes);
    this.conditions = conditions;
  }

  /**
   * Which sequence each stage runs.
   *
   * @param byTopic others for leads who read most of a topic, by stage and topic
   */
  record Tracks(Map<String, String> byStage, Map<String, Map<String, String>> byTopic) {}

  Map<String, Sequence> sequences(Section section) {
    Map<String, Sequence> sequences = new LinkedHashMap<>();
    section.named().forEach((id, one) -> sequences.put(id, sequence(id, one)));
    return sequences;
  }

  private Sequence sequence(String id, Section section) {
    int before = section.problems().count();
    int version = section.has("version") ? section.integer("version", 1, 100_000) : 1;
    Scalar topic = section.optional("topic");
    Sequence.Goal goal = section.has("goal") ? goal(section.section("goal")) : null;
    List<Section> written = section.sections("steps");
    Map<String, Section> byId = ids(written);
    List<Step> read = new ArrayList<>(written.stream().map(step -> steps.read(step, byId.keySet())).toList());
    if (read.isEmpty()) {
      section.problem("steps", "the sequence '" + id + "' needs steps, such as"
          + " '- { id: guide, after: 1h, template: nurture/1-guide, label: the guide }'");
      read.add(new Step.End("none", "none"));
    }
    section.end();
    Sequence sequence = new Sequence(id, version, topic == null ? null : topic.text(), goal, read);
    if (section.problems().count() == before) {
      checkWays(sequence, byId);
    }
    return sequence;
  }

  private Sequence.Goal goal(Section section) {
    Sequence.Goal goal = new Sequence.Goal(conditions.read(section, "when"), section.text("label", "trial started"));
    section.end();
    return goal;
  }

  private static Map<String, Section> ids(List<Section> written) {
    Map<String, Section> byId = new LinkedHashMap<>();
    for (Section step : written) {
      Scalar id = step.optional("id");
      if (id != null && byId.put(id.text(), step) != null) {
        step.problem("id", "two steps have the id '" + id.text() + "'; rename one");
      }
    }
    return byId;
  }

  /** Whoever stands in a sequence must come out of every step, and to every step. */
  private static void checkWays(Sequence sequence, Map<String, Section> byId) {
    Step loop = SequenceMap.timelessLoop(sequence);
    if (loop != null && byId.containsKey(loop.id())) {
      byId.get(loop.id()).problem("", "from the step '" + loop.id() + "' a lead comes back to it without any time passing;"
          + " put a wait into the loop, such as '{ id: rest, wait: 7d }'");
    }
    for (Step lost : SequenceMap.unreachable(sequence)) {
      if (byId.containsKey(lost.id())) {
        byId.get(lost.id())
            .problem("", "no way leads to the step '" + lost.id() + "'; go to it from another step, or take it out");
      }
    }
  }

  Tracks tracks(Section section, Set<String> sequences) {
    Map<String, String> byStage = new LinkedHashMap<>();
    Map<String, Map<String, String>> byTopic = new LinkedHashMap<>();
    for (String stage : section.keys()) {
      if (TRACKS.contains(stage) && section.raw(stage) instanceof MappingNode) {
        Section track = section.section(stage);
        byStage.put(stage, track.reference("sequence", sequences, "sequence"));
        Section topics = track.section("by-topic");
        Map<String, String> others = new LinkedHashMap<>();
        topics.keys().forEach(topic -> others.put(topic, topics.reference(topic, sequences, "sequence")));
        byTopic.put(stage, Map.copyOf(others));
        track.end();
      } else if (TRACKS.contains(stage)) {
        byStage.put(stage, section.reference(stage, sequences, "sequence"));
      }
    }
    TRACKS.forEach(stage -> {
      if (!section.has(stage)) {
        section.reference(stage, sequences, "sequence");
      }
    });
    section.end();
    return new Tracks(byStage, byTopic);
  }
}
