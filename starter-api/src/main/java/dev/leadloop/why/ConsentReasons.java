package dev.leadloop.why;

import dev.leadloop.consent.TopicStore;
import dev.leadloop.lead.Stage;
import dev.leadloop.policy.ConsentRules;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.view.LeadReadStore.Current;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads out of a lead's consent and choices why it is not mailed, or not everything. */
@Component
class ConsentReasons {
  private final PolicyCatalog policies;
  private final TopicStore topics;

  ConsentReasons(PolicyCatalog policies, TopicStore topics) {
    this.policies = policies;
    this.topics = topics;
  }

  /** The reasons, a sentence each; none for a lead that is not nurtured at all. */
  List<Because> of(LeadRecord lead, Current current) {
    Stage stage = current.progress().stage();
    if (!stage.nurtured()) {
      return List.of();
    }
    ConsentRules rules = policies.version(current.view().policyVersion()).consent();
    List<Because> reasons = new ArrayList<>();
    if (!rules.need().metBy(lead.profile().consent())) {
      boolean begun = current.progress().nurture().position() != null;
      reasons.add(new Because("no-consent", missing(lead, begun ? "Nurture waits" : "Scored but not enrolled"), null));
    }
    String key = lead.emailKey();
    Set<String> left = key == null ? Set.of() : topics.left(key);
    rules.topics().stream()
        .filter(topic -> left.contains(topic.id()))
        .map(topic -> new Because("topic-left", "No mail about '" + topic.label() + "': the reader left this topic", null))
        .forEach(reasons::add);
    return reasons;
  }

  private static String missing(LeadRecord lead, String so) {
    return switch (lead.profile().consent()) {
      case DECLINED -> "No mail: the person declined to be mailed";
      case GIVEN ->
          so + ": the consent is not confirmed yet by the link in the confirmation mail, and the policy"
              + " asks for that";
      case UNKNOWN, CONFIRMED -> so + ": the policy asks for consent and none is on record";
    };
  }
}
