package dev.leadloop.intake;

import dev.leadloop.lead.EnrichedFacts;
import dev.leadloop.lead.LeadId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a lead before it is told of anew.
 *
 * @param createdAt when it came to us
 * @param enriched which of the facts enrichment found
 * @param lastTouch the latest; {@link LeadDetails.Touch#NONE} where there was none
 */
record KnownLead(
    LeadId id,
    Instant createdAt,
    @Nullable String emailKey,
    LeadDetails.Facts facts,
    EnrichedFacts enriched,
    Map<String, String> consent,
    LeadDetails.Touch lastTouch,
    boolean forgotten) {}
