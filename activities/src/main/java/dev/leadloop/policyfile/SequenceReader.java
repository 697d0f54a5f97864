package dev.leadloop.policyfile;

import dev.leadloop.lead.Stage;
import dev.leadloop.nurture.Sequence;
import dev.leadloop.nurture.Sequence.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads nurture sequences and which stage runs which. */
final class SequenceReader {
  private static final Set<String> TRACKS =
      Arrays.stream(Stage.values()).filter(Stage::nurtured).map(Stage::label).collect(Collectors.toUnmodifiableSet());

  private final Predicate<String> knownTemplate;

  SequenceReader(Predicate<String> knownTemplate) {
    this.knownTemplate = knownTemplate;
  }

  Map<String, Sequence> sequences(Section section) {
    Map<String, Sequence> sequences = new LinkedHashMap<>();
    section.named().forEach((id, one) -> sequences.put(id, sequence(id, one)));
    return sequences;
  }

  private Sequence sequence(String id, Section section) {
    int version = section.has("version") ? section.integer("version", 1, 100_000) : 1;
    List<Step> steps = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section step : section.sections("steps")) {
      steps.add(step(step, ids));
    }
    if (steps.isEmpty()) {
      section.problem("steps", "the sequence '" + id + "' needs steps, such as"
          + " '- { id: guide, after: 1h, template: nurture/1-guide, label: the guide }'");
      steps.add(new Step("none", Duration.ZERO, "none", "none"));
    }
    section.end();
    return new Sequence(id, version, steps);
  }

  private Step step(Section section, Set<String> ids) {
    Step step = new Step(section.text("id", "guide"), section.duration("after", Duration.ZERO),
        section.text("template", "nurture/1-guide"), section.text("label", "the guide"));
    if (!step.id().isEmpty() && !ids.add(step.id())) {
      section.problem("id", "two steps have the id '" + step.id() + "'; rename one");
    }
    if (!step.template().isEmpty() && !knownTemplate.test(step.template())) {
      section.problem("template", "there is no e-mail template '" + step.template() + "'; correct its name or add the template first");
    }
    section.end();
    return step;
  }

  Map<String, String> tracks(Section section, Set<String> sequences) {
    Map<String, String> tracks = new LinkedHashMap<>();
    for (String stage : section.keys()) {
      if (TRACKS.contains(stage)) {
        tracks.put(stage, section.reference(stage, sequences, "sequence"));
      }
    }
    TRACKS.forEach(stage -> {
      if (!section.has(stage)) {
        section.reference(stage, sequences, "sequence");
      }
    });
    section.end();
    return tracks;
  }
}
