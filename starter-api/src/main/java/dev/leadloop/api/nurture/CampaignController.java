package dev.leadloop.api.nurture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.campaigns.CampaignControls;
import dev.leadloop.nurturing.Campaign;
import dev.leadloop.nurturing.Campaigns;
import dev.leadloop.problem.FieldError;
import dev.leadloop.security.Caller;
import dev.leadloop.temporal.campaign.CampaignOrder;
import dev.leadloop.worker.temporal.TemporalUi;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Campaigns: a sequence begun for a segment, or one mail sent to it, at a bounded rate. */
@RestController
@Tag(name = "Campaigns")
class CampaignController {
  private static final String PATH = "/api/v1/campaigns";
  private static final int NEWEST = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CampaignControls controls;
  private final TemporalUi ui;
  private final InstantSource clock;

  CampaignController(CampaignControls controls, TemporalUi ui, InstantSource clock) {
    this.controls = controls;
    this.ui = ui;
    this.clock = clock;
  }

  /** What a campaign is to do; the same id twice is the same campaign. */
  @Schema(
      name = "CampaignAsked",
      example =
          "{\"id\":\"spring-webinar\",\"sequence\":\"nurture\",\"segment\":{\"fact\":\"country\",\"in\":[\"DE\"]},"
              + "\"ratePerMinute\":60}")
  record CampaignRequest(
      @NotBlank
          @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}", message = "may have 1 to 64 letters, digits, dots, dashes")
          String id,
      @Nullable @Schema(description = "the one that is begun; left out where `mail` is sent") String sequence,
      @Nullable
          @Schema(description = "id of the text of one mail that is sent instead; whatever sequence a lead runs goes on"
              + " beside it")
          String mail,
      @Nullable
          @Schema(types = "object", description = "a condition as the policy writes them; left out for every nurtured lead")
          JsonNode segment,
      @Nullable Integer ratePerMinute,
      @Nullable
          @Schema(description = "true to mail leads once more what they have had of the sequence's version")
          Boolean again,
      @Nullable @Schema(description = "when it begins; left out for at once") Instant from) {}

  /** The same before it has an id. */
  @Schema(
      name = "CampaignPreviewAsked",
      example = "{\"sequence\":\"nurture\",\"segment\":{\"fact\":\"country\",\"in\":[\"DE\"]}}")
  record PreviewRequest(
      @Nullable String sequence,
      @Nullable @Schema(description = "id of the text of one mail that would be sent instead") String mail,
      @Nullable @Schema(types = "object") JsonNode segment,
      @Nullable Integer ratePerMinute,
      @Nullable Boolean again) {}

  /** The newest campaigns. */
  @Schema(name = "CampaignList")
  record CampaignsView(List<CampaignView> campaigns) {}

  @PostMapping(PATH + "/preview")
  @Operation(
      summary = "Ask whom a campaign would reach, and whom not",
      description = "Tells what starting it now would do, by the same rule. `reach` counts the leads for whom the sequence"
          + " would be begun; `ends` says whose running sequence would end for that, since a lead runs one at a time;"
          + " `passedOver` counts the other leads of the segment by the reason: with sales or closed, without an address,"
          + " suppressed, without the consent their policy asks for, parked, in the sequence already. Who has had every"
          + " mail of the sequence's version is among them, and in `had`, unless `again` is true; who has had some of"
          + " them gets the others. Of one mail `running` counts those whose sequence goes on beside it, and `capped` those whom"
          + " it waits for, since they had as many mails lately as the policy lets them have. Leads that nothing was"
          + " decided about yet are not counted. Changes nothing.")
  PreviewResponse preview(@Valid @RequestBody PreviewRequest asked) {
    CampaignOrder order =
        order(asked.sequence(), asked.mail(), asked.segment(), asked.ratePerMinute(), asked.again(), null);
    return PreviewResponse.of(controls.preview(order), Campaigns.rate(order));
  }

  @PostMapping(PATH)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Start a campaign",
      description = "Begins a `sequence` for every lead of a segment, or sends it one `mail`. Safe to send twice: the id names"
          + " the campaign, and it never begins the sequence or sends the mail twice for a lead.")
  CampaignView start(@Valid @RequestBody CampaignRequest asked, Caller caller) {
    CampaignOrder order =
        order(asked.sequence(), asked.mail(), asked.segment(), asked.ratePerMinute(), asked.again(), asked.from());
    return view(controls.start(asked.id(), order, caller));
  }

  @GetMapping(PATH)
  @Operation(summary = "List campaigns", description = "The newest hundred.")
  CampaignsView list() {
    return new CampaignsView(controls.newest(NEWEST).stream().map(this::view).toList());
  }

  @GetMapping(PATH + "/{campaignId}")
  @Operation(summary = "Show a campaign", description = "State, how far it is, and what became of the leads it told.")
  CampaignView show(@PathVariable String campaignId) {
    Campaign campaign = controls.find(campaignId);
    return CampaignView.of(campaign, controls.outcome(campaign), ui, clock.instant());
  }

  @PostMapping(PATH + "/{campaignId}/pause")
  @Operation(summary = "Pause a campaign", description = "Nobody else is told; whoever was told is nurtured on.")
  CampaignView pause(@PathVariable String campaignId, Caller caller) {
    return view(controls.pause(campaignId, caller));
  }

  @PostMapping(PATH + "/{campaignId}/resume")
  @Operation(summary = "Resume a campaign")
  CampaignView resume(@PathVariable String campaignId, Caller caller) {
    return view(controls.resume(campaignId, caller));
  }

  @PostMapping(PATH + "/{campaignId}/stop")
  @Operation(summary = "Stop a campaign", description = "For good; whoever was told is nurtured on.")
  CampaignView stop(@PathVariable String campaignId, Caller caller) {
    return view(controls.stop(campaignId, caller));
  }

  private CampaignView view(Campaign campaign) {
    return CampaignView.of(campaign, null, ui, clock.instant());
  }

  private static CampaignOrder order(
      @Nullable String sequence, @Nullable String mail, @Nullable JsonNode segment, @Nullable Integer rate,
      @Nullable Boolean again, @Nullable Instant from) {
    try {
      return new CampaignOrder(
          sequence, segment == null || segment.isNull() ? null : JSON.readTree(segment.toString()), rate,
          Boolean.TRUE.equals(again), false, mail, from);
    } catch (JsonProcessingException unreadable) {
      throw FieldError.in("segment", "is not JSON");
    }
  }
}
