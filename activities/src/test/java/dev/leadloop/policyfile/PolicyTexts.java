package dev.leadloop.policyfile;

import dev.leadloop.policy.LeadPolicy;
import java.util.function.Predicate;

/** Policies as tests write them. */
public final class PolicyTexts {
  private PolicyTexts() {}

  /** What a document says, with any e-mail template taken for known. */
  public static LeadPolicy read(String yaml, int version) {
    return read(yaml, version, template -> true);
  }

  /** What a document says where there are only such e-mail templates. */
  public static LeadPolicy read(String yaml, int version, Predicate<String> knownTemplate) {
    return PolicyFiles.read(yaml, version, knownTemplate, Holidays.known()).policy();
  }
}
