package dev.leadloop.console.sequences;

import dev.leadloop.lead.Stage;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.Disposition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What begins a sequence by itself, read out of a policy. */
final class SequenceBegins {
  private SequenceBegins() {}

  /** In words, such as "in the stage Nurturing"; empty where only campaigns and people begin it. */
  static List<String> of(LeadPolicy policy, String sequence) {
    List<String> begins = new ArrayList<>();
    new TreeMap<>(policy.tracks()).forEach((stage, runs) -> {
      if (runs.equals(sequence)) {
        begins.add("in the stage " + Stage.words(stage));
      }
    });
    new TreeMap<>(policy.nurture().tracksByTopic()).forEach((stage, topics) -> {
      for (Map.Entry<String, String> topic : new TreeMap<>(topics).entrySet()) {
        if (topic.getValue().equals(sequence)) {
          begins.add("in the stage " + Stage.words(stage) + " for who reads of " + topic.getKey());
        }
      }
    });
    List<String> reasons = policy.dispositions().stream()
        .filter(one -> sequence.equals(taken(one.path()))).map(Disposition::label).toList();
    if (!reasons.isEmpty()) {
      begins.add("when sales says: " + String.join(", ", reasons));
    }
    return begins;
  }

  private static String taken(Disposition.Path path) {
    return switch (path) {
      case Disposition.Path.Recycle recycle -> recycle.sequence();
      case Disposition.Path.Park park -> park.sequence();
      case Disposition.Path.Reassign ignored -> "";
      case Disposition.Path.Review ignored -> "";
      case Disposition.Path.Duplicate ignored -> "";
      case Disposition.Path.Disqualify ignored -> "";
    };
  }
}
