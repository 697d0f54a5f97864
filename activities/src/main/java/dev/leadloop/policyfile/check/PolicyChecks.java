package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Says everything that is wrong in a document, and everything that can hardly be meant. */
public final class PolicyChecks {
  private static final List<PolicyCheck> CHECKS =
      List.of(new ReachCheck(), new RuleCheck(), new ConditionCheck(), new SequenceCheck(), new ClassCheck());

  private PolicyChecks() {}

  /** How many leads stand at a step now. */
  public interface Standing {
    /** Nobody looked. */
    Standing UNKNOWN = (sequence, step) -> -1;

    /** How many leads stand at the step of that sequence; below 0 where that is not known. */
    int at(String sequence, String step);
  }

  /**
   * Reads a document and looks it over.
   *
   * @param knownTemplate whether there is an e-mail template of that id
   * @param before the policy it is to follow; null for none
   */
  public static PolicyReport report(
      String yaml, Predicate<String> knownTemplate, @Nullable LeadPolicy before, Standing standing) {
    try {
      LeadPolicy policy = PolicyFiles.parse(yaml, before == null ? 1 : before.version() + 1, knownTemplate);
      return new PolicyReport(policy, List.of(), warnings(yaml, policy, before, standing));
    } catch (InvalidPolicy invalid) {
      return new PolicyReport(null, invalid.problems(), List.of());
    }
  }

  private static List<Problem> warnings(
      String yaml, LeadPolicy policy, @Nullable LeadPolicy before, Standing standing) {
    DocumentLines lines = new DocumentLines(yaml);
    List<Problem> found = new ArrayList<>(PolicyFiles.warnings(yaml));
    CHECKS.forEach(check -> found.addAll(check.look(policy, lines)));
    if (before != null) {
      found.addAll(VanishedSteps.look(before, policy, standing, lines));
    }
    return found.stream().distinct()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column)).toList();
  }
}
