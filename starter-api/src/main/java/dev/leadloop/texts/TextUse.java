package dev.leadloop.texts;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A step of a sequence that sends a text. */
public record TextUse(String sequence, int version, String step) {

  /** Every step of a policy that sends it, be it to those who read of a topic alone. */
  static List<TextUse> of(LeadPolicy policy, String template) {
    List<TextUse> uses = new ArrayList<>();
    new TreeMap<>(policy.sequences()).values().forEach(sequence -> sequence.steps().forEach(step -> {
      if (step instanceof Step.Send send
          && (send.template().equals(template) || send.byTopic().containsValue(template))) {
        uses.add(new TextUse(sequence.id(), sequence.version(), step.id()));
      }
    }));
    return uses;
  }
}
