package dev.leadloop.api.nurture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.campaigns.CampaignWords;
import dev.leadloop.nurturing.Campaign;
import dev.leadloop.temporal.campaign.CampaignProgress;
import dev.leadloop.temporal.campaign.CampaignWorkflow;
import dev.leadloop.worker.temporal.TemporalUi;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as it is shown.
 *
 * @param segment the condition as JSON; null for every nurtured lead
 * @param reach leads of the segment when it began
 * @param again whether leads are mailed once more what they have had of the sequence's version
 * @param told leads whom the sequence was begun for
 * @param had leads left out, since they have had every mail of the sequence's version
 * @param stateBy who paused or stopped it
 * @param message what is going on, in a sentence
 */
record CampaignView(
    String id,
    String sequence,
    @Nullable String segment,
    boolean again,
    String state,
    @Nullable String stateBy,
    int reach,
    int told,
    int had,
    int looked,
    int ratePerMinute,
    String message,
    String createdBy,
    Instant createdAt,
    @Nullable Instant finishedAt,
    Map<String, String> links) {

  static CampaignView of(Campaign campaign, TemporalUi ui) {
    CampaignProgress progress = campaign.progress();
    JsonNode segment = campaign.segment();
    return new CampaignView(
        campaign.campaignId(), campaign.sequence(), segment == null ? null : segment.toString(),
        campaign.again(), progress.state(), progress.by(), progress.reach(), progress.told(), progress.had(),
        progress.looked(), progress.ratePerMinute(),
        CampaignWords.message(campaign), campaign.createdBy().toString(), campaign.createdAt(), campaign.finishedAt(),
        links(campaign, ui));
  }

  private static Map<String, String> links(Campaign campaign, TemporalUi ui) {
    Map<String, String> links = new TreeMap<>();
    links.put("self", "/api/v1/campaigns/" + campaign.campaignId());
    ui.history(CampaignWorkflow.workflowId(campaign.campaignId())).ifPresent(link -> links.put("temporal", link));
    return links;
  }
}
