package dev.leadloop.api.consent;

import dev.leadloop.api.consent.ConsentView.TopicView;
import dev.leadloop.consent.ConsentStore;
import dev.leadloop.consent.SuppressionStore;
import dev.leadloop.consent.TopicStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.policy.ConsentRules;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.Problem;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.view.LeadReadStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a lead agreed to and how that is known. */
@RestController
@Tag(name = "Consent")
class ConsentController {
  private final LeadStore leads;
  private final LeadReadStore reads;
  private final ConsentStore consents;
  private final SuppressionStore addresses;
  private final TopicStore topics;
  private final PolicyCatalog policies;

  ConsentController(
      LeadStore leads,
      LeadReadStore reads,
      ConsentStore consents,
      SuppressionStore addresses,
      TopicStore topics,
      PolicyCatalog policies) {
    this.leads = leads;
    this.reads = reads;
    this.consents = consents;
    this.addresses = addresses;
    this.topics = topics;
    this.policies = policies;
  }

  @GetMapping("/api/v1/leads/{id}/consent")
  @Operation(
      summary = "Read a lead's consent and its proof",
      description =
          "What holds now, and every change of it with when, where, the words the person read and who recorded it;"
              + " nothing is ever taken out of that history by a merge.")
  ConsentView consent(@PathVariable String id) {
    LeadRecord lead =
        (LeadId.isOne(id) ? leads.find(new LeadId(id)) : Optional.<LeadRecord>empty())
            .orElseThrow(Problem::unknownLead);
    ConsentRules rules =
        reads.current(lead.leadId())
            .map(current -> policies.version(current.view().policyVersion()))
            .orElseGet(policies::latest)
            .consent();
    String key = lead.emailKey();
    Optional<String> suppressed = key == null ? Optional.empty() : addresses.reason(key);
    Set<String> left = key == null ? Set.of() : topics.left(key);
    boolean allowed = rules.need().metBy(lead.profile().consent()) && suppressed.isEmpty() && key != null;
    return new ConsentView(
        id,
        lead.profile().consent().label(),
        rules.need().name().toLowerCase(Locale.ROOT),
        allowed,
        consents.confirmedAt(lead.leadId()).orElse(null),
        suppressed.orElse(null),
        rules.topics().stream()
            .map(topic -> new TopicView(topic.id(), topic.label(), !left.contains(topic.id())))
            .toList(),
        consents.history(lead.leadId()),
        key == null ? List.of() : addresses.history(key));
  }
}
