package dev.leadloop.policy.diff;

import dev.leadloop.policy.LeadPolicy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares two versions of a policy by what they say; how their documents are written plays no part. */
public final class PolicyDiff {
  /** What tells versions apart, whatever they say. */
  private static final Set<String> OF_THE_VERSION = Set.of("version", "contentHash");

  private PolicyDiff() {}

  /** Everything that the second says otherwise than the first, in the order of the document; empty where both say the same. */
  public static List<PolicyChange> between(LeadPolicy before, LeadPolicy after) {
    List<PolicyChange> changes = new ArrayList<>();
    for (RecordComponent part : LeadPolicy.class.getRecordComponents()) {
      if (!OF_THE_VERSION.contains(part.getName())) {
        Comparison comparison = new Comparison(Wordings.section(part.getName()), changes);
        comparison.compare(Place.TOP, Wordings.of(part), Values.of(part, before), Values.of(part, after));
      }
    }
    return List.copyOf(changes);
  }

  /** Everything that a policy says, in the order of the document. */
  public static List<PolicyChange> saidBy(LeadPolicy policy) {
    List<PolicyChange> said = new ArrayList<>();
    for (RecordComponent part : LeadPolicy.class.getRecordComponents()) {
      if (!OF_THE_VERSION.contains(part.getName())) {
        Comparison.lines(Place.TOP, Wordings.of(part), Values.of(part, policy)).forEach(
            line -> said.add(new PolicyChange(Wordings.section(part.getName()), line)));
      }
    }
    return List.copyOf(said);
  }
}
