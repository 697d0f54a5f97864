package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a document, in order of its lines.
 *
 * @param policy what it says; null where it cannot be used
 * @param errors for which it cannot be used
 * @param warnings what its authors may want to look at, though it can be used
 */
public record PolicyReport(@Nullable LeadPolicy policy, List<Problem> errors, List<Problem> warnings) {
  public PolicyReport {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }
}
