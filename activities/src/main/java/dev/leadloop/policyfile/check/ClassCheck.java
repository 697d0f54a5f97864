package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Classes of answer time that serve nobody, since earlier ones take whatever they name. */
final class ClassCheck implements PolicyCheck {
  @Override
  public List<Problem> look(Looked looked, DocumentLines lines) {
    LeadPolicy policy = looked.policy();
    List<Problem> found = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    List<SlaClass> classes = policy.sla().classes();
    // The last one serves whatever the others do not name.
    for (int i = 0; i < classes.size() - 1; i++) {
      SlaClass one = classes.get(i);
      if (taken.containsAll(one.triggers())) {
        found.add(lines.at("the class of answer time '" + one.id() + "' serves nobody: "
            + (one.triggers().isEmpty() ? "it names no triggers" : "earlier ones take all that it names"), "sla", i, "triggers"));
      }
      if (one.segment() == null) {
        taken.addAll(one.triggers());
      }
    }
    return found;
  }
}
