package dev.leadloop.policyfile;

import dev.leadloop.policy.ConsentRules;
import dev.leadloop.policy.ConsentRules.Need;
import dev.leadloop.policy.ConsentRules.Topic;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policyfile.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads what consent nurture needs and which topics readers may choose among; without the section, none and none. */
final class ConsentReader {
  private static final Set<String> NEEDS = Set.of("none", "single", "double");

  private ConsentReader() {}

  static ConsentRules read(Section root, Map<String, Sequence> sequences) {
    if (!root.has("consent")) {
      return ConsentRules.NONE;
    }
    Section section = root.section("consent");
    String need = section.reference("nurture-needs", NEEDS, "kind of consent");
    Duration within =
        section.has("confirm-within")
            ? section.duration("confirm-within", ScoringReader.POSITIVE)
            : ConsentRules.NONE.confirmWithin();
    List<Topic> topics = new ArrayList<>();
    Set<String> sends = sends(sequences);
    Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    sequences.values().forEach(sequence -> named.addAll(sequence.topics()));
    Set<String> seen = new HashSet<>();
    section.sections("topics").forEach(topic -> topics.add(topic(topic, sends, named, seen)));
    section.end();
    return new ConsentRules(NEEDS.contains(need) ? Need.valueOf(need.toUpperCase(Locale.ROOT)) : Need.NONE, within, topics);
  }

  private static Topic topic(Section section, Set<String> known, Set<String> named, Set<String> seen) {
    String id = section.text("id", "events");
    if (!id.isEmpty() && !id.matches("[a-z0-9-]{1,40}")) {
      section.problem("id", "the id of a topic may have small letters, digits and dashes, such as 'events'");
    }
    if (!id.isEmpty() && !seen.add("topic " + id)) {
      section.problem("id", "the topic '" + id + "' is given twice; keep one");
    }
    List<String> sends = section.scalars("sends").stream().map(send -> send.reference(known, "sequence or sequence/step"))
        .toList();
    sends.stream().filter(send -> !send.isEmpty() && !seen.add(send)).forEach(
        twice -> section.problem("sends", "'" + twice + "' belongs to two topics; keep it in one"));
    if (sends.isEmpty() && !named.contains(id)) {
      section.problem("sends", "no mail belongs to the topic '" + id + "'; let steps or sequences say 'topic: " + id
          + "', or list them in 'sends'");
    }
    Topic topic = new Topic(id, section.text("label", "Invitations to webinars"), sends);
    section.end();
    return topic;
  }

  private static Set<String> sends(Map<String, Sequence> sequences) {
    Set<String> sends = sequences.values().stream()
        .flatMap(sequence -> sequence.steps().stream().map(step -> sequence.id() + "/" + step.id()))
        .collect(Collectors.toSet());
    sends.addAll(sequences.keySet());
    return sends;
  }
}
