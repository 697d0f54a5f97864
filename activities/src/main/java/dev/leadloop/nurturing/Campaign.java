package dev.leadloop.nurturing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.lead.Principal;
import dev.leadloop.temporal.campaign.CampaignOrder;
import dev.leadloop.temporal.campaign.CampaignProgress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as the record has it.
 *
 * @param again whether leads are mailed once more what they have had of the sequence's version
 * @param lastLead the last lead that was looked at; empty before the first
 */
public record Campaign(
    String campaignId,
    String sequence,
    @Nullable JsonNode segment,
    boolean again,
    CampaignProgress progress,
    Instant createdAt,
    Principal createdBy,
    @Nullable Instant finishedAt,
    String lastLead) {

  /** Whether it does what that order says. */
  boolean follows(CampaignOrder order) {
    return sequence.equals(order.sequence())
        && java.util.Objects.equals(segment, order.segment())
        && again == order.again()
        && (order.ratePerMinute() == null || order.ratePerMinute() == progress.ratePerMinute());
  }
}
