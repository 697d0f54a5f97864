package dev.leadloop.api.nurture;

import dev.leadloop.campaigns.CampaignWords;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.NotBegun;
import dev.leadloop.nurturing.CampaignReach;
import dev.leadloop.nurturing.CampaignReach.Group;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What a campaign would do if it were started now, and how long that would take.
 *
 * @param reach leads for whom the sequence would be begun
 * @param had leads of the segment left out, since they have had every mail of the sequence's version
 * @param ends whose running sequence would end, by that sequence; all of them are among those reached
 * @param running of one mail: those whose sequence goes on beside it
 * @param capped of one mail: those whom it waits for, since they had as many lately as the policy lets them have
 * @param passedOver the other leads of the segment, each once, by the first reason that holds
 */
@Schema(name = "CampaignPreview")
record PreviewResponse(
    int reach, int minutes, int had, List<EndingView> ends, int running, int capped, List<PassedOverView> passedOver) {
  /** Leads whose running sequence ends, since a lead runs one at a time. */
  @Schema(name = "CampaignPreviewEnding")
  record EndingView(
      String sequence,
      int leads,
      @Schema(description = "the first " + CampaignReach.NAMED + " of them, by id") List<String> leadIds) {}

  /** Leads for whom the sequence is not begun. */
  @Schema(name = "CampaignPreviewPassedOver")
  record PassedOverView(
      @Schema(description = "a stable word, such as `parked`; an order for one of these leads is refused with the same")
          String why,
      @Schema(description = "the same in words, after \"leads who\"") String message,
      int leads,
      @Schema(description = "the first " + CampaignReach.NAMED + " of them, by id") List<String> leadIds) {}

  static PreviewResponse of(CampaignReach reach, int ratePerMinute) {
    return new PreviewResponse(
        reach.leads(),
        (reach.leads() + ratePerMinute - 1) / ratePerMinute,
        reach.without(NotBegun.HAD_BEFORE),
        reach.ends().entrySet().stream()
            .map(end -> new EndingView(end.getKey(), end.getValue().leads(), ids(end.getValue())))
            .toList(),
        reach.running(),
        reach.capped().leads(),
        reach.passedOver().entrySet().stream()
            .map(group -> new PassedOverView(
                group.getKey().code(), said(group.getKey()), group.getValue().leads(), ids(group.getValue())))
            .toList());
  }

  private static List<String> ids(Group group) {
    return group.named().stream().map(LeadId::value).toList();
  }

  private static String said(NotBegun why) {
    return CampaignWords.passedOver(why) + (why == NotBegun.HAD_BEFORE ? "; \"again\": true mails them once more" : "");
  }
}
