package dev.leadloop.api.nurture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.campaigns.CampaignWords;
import dev.leadloop.nurturing.Campaign;
import dev.leadloop.nurturing.CampaignOutcome;
import dev.leadloop.temporal.campaign.CampaignProgress;
import dev.leadloop.temporal.campaign.CampaignWorkflow;
import dev.leadloop.worker.temporal.TemporalUi;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as it is shown.
 *
 * @param sequence the one that is begun; null where one mail is sent
 * @param mail id of the text of the one mail; null where a sequence is begun
 * @param from when it begins; null for when it was created
 * @param outcome what became of the leads it told; null in lists
 * @param segment the condition as JSON; null for every nurtured lead
 * @param reach leads of the segment when it began
 * @param again whether leads are mailed once more what they have had of the sequence's version
 * @param told leads whom the sequence was begun for, or the mail ordered
 * @param had leads left out, since they have had every mail of the sequence's version
 * @param stateBy who paused or stopped it
 * @param message what is going on, in a sentence
 */
record CampaignView(
    String id,
    @Nullable String sequence,
    @Nullable String mail,
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
    @Nullable Instant from,
    @Nullable Instant finishedAt,
    @Nullable OutcomeView outcome,
    Map<String, String> links) {
  /**
   * What became of the leads it told.
   *
   * @param open leads about whom nothing was decided yet
   * @param refused leads for whom nothing was ordered, by the word of the refusal
   * @param sent mails of theirs that went out, or may have
   * @param waiting mails that may not go yet, by why
   * @param held mails that do not go at all, by why
   */
  @Schema(name = "CampaignOutcome")
  record OutcomeView(
      int open, Map<String, Integer> refused, int sent, Map<String, Integer> waiting, Map<String, Integer> held) {}

  static CampaignView of(Campaign campaign, @Nullable CampaignOutcome outcome, TemporalUi ui, Instant now) {
    CampaignProgress progress = campaign.progress();
    JsonNode segment = campaign.segment();
    return new CampaignView(
        campaign.campaignId(), campaign.mail() == null ? campaign.sequence() : null, campaign.mail(),
        segment == null ? null : segment.toString(),
        campaign.again(), progress.state(), progress.by(), progress.reach(), progress.told(), progress.had(),
        progress.looked(), progress.ratePerMinute(),
        CampaignWords.message(campaign, now), campaign.createdBy().toString(), campaign.createdAt(), campaign.from(),
        campaign.finishedAt(),
        outcome == null ? null : new OutcomeView(
            outcome.open(), outcome.refused(), outcome.sent(), outcome.waiting(), outcome.held()),
        links(campaign, ui));
  }

  private static Map<String, String> links(Campaign campaign, TemporalUi ui) {
    Map<String, String> links = new TreeMap<>();
    links.put("self", "/api/v1/campaigns/" + campaign.campaignId());
    ui.history(CampaignWorkflow.workflowId(campaign.campaignId())).ifPresent(link -> links.put("temporal", link));
    return links;
  }
}
