package dev.leadloop.nurturing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.lead.Principal;
import dev.leadloop.temporal.campaign.CampaignOrder;
import dev.leadloop.temporal.campaign.CampaignProgress;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as the record has it.
 *
 * @param sequence the one that is begun; where one mail is sent, what that is known by
 * @param mail id of the text of the one mail; null where a sequence is begun
 * @param again whether leads are mailed once more what they have had of the sequence's version
 * @param from when it begins; null for when it was created
 * @param lastLead the last lead that was looked at; empty before the first
 */
public record Campaign(
    String campaignId,
    String sequence,
    @Nullable String mail,
    @Nullable JsonNode segment,
    boolean again,
    CampaignProgress progress,
    Instant createdAt,
    Principal createdBy,
    @Nullable Instant from,
    @Nullable Instant finishedAt,
    String lastLead) {

  /** Whether it does what that order says. */
  boolean follows(CampaignOrder order) {
    return (mail == null ? sequence.equals(order.sequence()) : mail.equals(order.mail()))
        && Objects.equals(segment, order.segment())
        && again == order.again()
        && (order.ratePerMinute() == null || order.ratePerMinute() == progress.ratePerMinute())
        && Objects.equals(from, order.from());
  }

  /** Whether it has yet to begin. */
  public boolean waits(Instant now) {
    return from != null && from.isAfter(now) && !progress.finished();
  }
}
