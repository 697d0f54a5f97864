package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.policyfile.PolicyFiles.Reading;
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
      List.of(new ReachCheck(), new BelowCheck(), new RuleCheck(), new ConditionCheck(), new CompanySigns(), new SequenceCheck(),
          new ClassCheck());

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
    return check(yaml, knownTemplate, before).report(standing);
  }

  /** Reads a document, as the first version there is, and looks for nothing that it can hardly mean. */
  public static PolicyReport read(String yaml, Predicate<String> knownTemplate) {
    try {
      return new PolicyReport(PolicyFiles.parse(yaml, 1, knownTemplate), List.of(), List.of());
    } catch (InvalidPolicy invalid) {
      return new PolicyReport(null, invalid.problems(), List.of());
    }
  }

  /** What {@link #report} tells but for how many leads stand where, which may be asked for again and again. */
  public static Checked check(String yaml, Predicate<String> knownTemplate, @Nullable LeadPolicy before) {
    try {
      Reading read = PolicyFiles.look(yaml, before == null ? 1 : before.version() + 1, knownTemplate);
      DocumentLines lines = new DocumentLines(yaml);
      return new Checked(
          read.policy(), List.of(), warnings(read, lines),
          before == null ? List.of() : VanishedSteps.of(before, read.policy(), lines));
    } catch (InvalidPolicy invalid) {
      return new Checked(null, invalid.problems(), List.of(), List.of());
    }
  }

  /** A document that was looked over. */
  public static final class Checked {
    private final @Nullable LeadPolicy policy;
    private final List<Problem> errors;
    private final List<Problem> warnings;
    private final List<VanishedSteps> vanished;

    private Checked(
        @Nullable LeadPolicy policy, List<Problem> errors, List<Problem> warnings, List<VanishedSteps> vanished) {
      this.policy = policy;
      this.errors = errors;
      this.warnings = warnings;
      this.vanished = vanished;
    }

    /** What there is to say of it for leads that stand so. */
    public PolicyReport report(Standing standing) {
      List<Problem> found = new ArrayList<>(warnings);
      vanished.forEach(steps -> steps.told(standing).ifPresent(found::add));
      return new PolicyReport(policy, errors, found.stream().distinct()
          .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column)).toList());
    }
  }

  private static List<Problem> warnings(Reading read, DocumentLines lines) {
    List<Problem> found = new ArrayList<>(read.warnings());
    Looked looked = new Looked(read.policy());
    CHECKS.forEach(check -> found.addAll(check.look(looked, lines)));
    return found;
  }
}
