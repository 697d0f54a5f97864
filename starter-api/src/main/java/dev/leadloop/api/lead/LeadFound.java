package dev.leadloop.api.lead;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.leadloop.lifecycle.Deal;
import dev.leadloop.store.ExternalId;
import dev.leadloop.store.LeadReadStore;
import dev.leadloop.store.LeadRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead with its profile and where it stands.
 *
 * @param status where it stands, written beside the profile; null before the first decision
 * @param touches what brought the lead to us, the first time and every time since
 * @param decidedAt when that was decided
 * @param pending how many events wait for a decision
 * @param deal what sales made of it since it accepted the lead
 */
record LeadFound(
    String leadId,
    Instant createdAt,
    Instant updatedAt,
    Profile profile,
    List<LeadReadStore.TouchLine> touches,
    @JsonUnwrapped @Nullable LeadStatus status,
    @Nullable Instant decidedAt,
    int pending,
    @Nullable Deal deal,
    LeadLinks links) {

  /** The person and the facts, as they are known. */
  record Profile(
      @Nullable String email,
      List<ExternalId> externalIds,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String company,
      @Nullable String title,
      @Nullable Integer companySize,
      @Nullable String industry,
      @Nullable String country,
      @Nullable String timeZone,
      @Nullable String campaign,
      @Nullable String content,
      Map<String, String> consent,
      Map<String, String> answers) {
    static Profile of(LeadRecord lead) {
      return new Profile(
          lead.email(),
          lead.externalIds(),
          lead.firstName(),
          lead.lastName(),
          lead.profile().company(),
          lead.profile().title(),
          lead.profile().companySize(),
          lead.profile().industry(),
          lead.profile().country(),
          lead.profile().timeZone(),
          lead.profile().campaign(),
          lead.profile().content(),
          lead.consent(),
          lead.profile().answers());
    }
  }
}
