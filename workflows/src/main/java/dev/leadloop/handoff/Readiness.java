package dev.leadloop.handoff;

import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalEntry.Reached;
import dev.leadloop.policy.scoring.HandoffWay;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By what a lead became ready for sales, as it was written down when it did.
 *
 * @param numbers those that were asked for, with what the lead had of each then; empty where none was
 * @param policyVersion of the policy whose way it was
 */
public record Readiness(HandoffWay way, List<Reached> numbers, int policyVersion) {
  public Readiness {
    numbers = List.copyOf(numbers);
  }

  static Readiness of(JournalEntry.Evidence evidence, int policyVersion) {
    List<Reached> numbers = new ArrayList<>();
    add(numbers, QualifyingNumber.SCORE, evidence.score(), evidence.scoreThreshold());
    numbers.addAll(evidence.others());
    add(numbers, QualifyingNumber.FIT, evidence.fit(), evidence.fitThreshold());
    return new Readiness(HandoffWay.of(evidence.trigger()), numbers, policyVersion);
  }

  private static void add(List<Reached> numbers, QualifyingNumber measure, int reached, int asked) {
    if (asked != 0) {
      numbers.add(new Reached(measure, reached, asked));
    }
  }

  /** What the field calls such a lead: MQL, PQL or MQA; null where it asked for sales itself or a manager judged so. */
  public @Nullable String called() {
    return way.by() == null ? null : way.called();
  }

  /** In a line, such as "by its product use (PQL): product use 85 of 80 asked, fit 75 of 40 asked". */
  public String inWords() {
    String how = way.words();
    return numbers.isEmpty() ? how : how + ": " + numbers.stream()
        .map(one -> one.measure().words() + " " + one.reached() + " of " + one.asked() + " asked")
        .collect(Collectors.joining(", "));
  }
}
