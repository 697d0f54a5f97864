package dev.leadloop.intake;

import dev.leadloop.lead.LeadId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a lead before it is told of anew.
 *
 * @param lastTouch the latest; {@link LeadDetails.Touch#NONE} where there was none
 */
record KnownLead(
    LeadId id,
    @Nullable String emailKey,
    LeadDetails.Facts facts,
    Map<String, String> consent,
    LeadDetails.Touch lastTouch,
    boolean forgotten) {}
