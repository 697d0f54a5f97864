package dev.leadloop.record;

import dev.leadloop.lead.EnrichedFacts;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.MailConsent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of the person and the facts about the lead; never leaves for Temporal.
 *
 * @param email the address as given; null where none is known
 * @param emailKey the address in its one form
 * @param consent what the person agreed to, as given; {@code status} is {@code declined} where they said no
 * @param enriched which of the facts enrichment found
 * @param erasedAt when the person was forgotten; null where not
 */
public record LeadRecord(
    LeadId leadId,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String email,
    @Nullable String emailKey,
    @Nullable String firstName,
    @Nullable String lastName,
    LeadProfile profile,
    Map<String, String> consent,
    List<ExternalId> externalIds,
    EnrichedFacts enriched,
    @Nullable Instant erasedAt) {

  public LeadRecord {
    consent = Map.copyOf(consent);
    externalIds = List.copyOf(externalIds);
  }

  /** Whether the person said no to being mailed. */
  public boolean mailDeclined() {
    return MailConsent.DECLINED.label().equalsIgnoreCase(consent.get("status"));
  }
}
