package dev.leadloop.checks;

import com.fasterxml.jackson.annotation.JsonRootName;
import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.inbox.Urgency;
import dev.leadloop.lead.LeadId;
import dev.leadloop.problem.Problem;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.view.AttentionStore.Standing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What stands still, for programs and those who use them. */
@RestController
@Tag(name = "Checks")
class AttentionCalls {
  private final Attention attention;
  private final Retries retries;
  private final LeadStore leads;
  private final ReplyDoubtStore doubts;
  private final DeskGaps gaps;
  private final Losses losses;

  AttentionCalls(
      Attention attention, Retries retries, LeadStore leads, ReplyDoubtStore doubts, DeskGaps gaps, Losses losses) {
    this.attention = attention;
    this.retries = retries;
    this.leads = leads;
    this.doubts = doubts;
    this.gaps = gaps;
    this.losses = losses;
  }

  /**
   * All that stands still.
   *
   * @param inLine how many rows wait for their turn, and do not stand still
   * @param mayAskToStop answers for which mail rests until somebody says what was meant
   * @param desk who is missing to be told of leads that ask for sales, and what to do; null where nobody is
   * @param losses where leads would be lost or nobody told of them: by the people, the mail and the policy there are now
   * @param catchingUp leads that are behind and do not stand still: their decisions go on
   */
  @Schema(name = "AttentionCallsFound")
  record AttentionView(
      Attention.StandingView standing,
      InLineView inLine,
      MayAskToStopView mayAskToStop,
      @Nullable String desk,
      List<Losses.LossView> losses,
      List<StandingLeadView> leads,
      List<CatchingUpView> catchingUp) {}

  /**
   * A lead of which more was recorded than one decision takes.
   *
   * @param decided how much of what was recorded of it is decided
   * @param of how much was recorded of it
   */
  @Schema(name = "AttentionCallsCatchingUp")
  record CatchingUpView(String leadId, long decided, long of) {}

  /**
   * Answers in doubt; GET /api/v1/replies lists them.
   *
   * @param since when the first of them came; null where none waits
   */
  @Schema(name = "AttentionCallsMayAskToStop")
  record MayAskToStopView(long answers, @Nullable Instant since) {}

  /** Rows that wait in each line. */
  @Schema(name = "AttentionCallsInLine")
  record InLineView(long direct, long single, long bulk) {}

  /**
   * One lead that stands still.
   *
   * @param rows how much of it is not decided
   * @param nextTry when it is tried again by itself; null where that is at once
   */
  @JsonRootName("AttentionCallsLine")
  record StandingLeadView(
      String leadId,
      String why,
      @Nullable String code,
      @Nullable String words,
      String toDo,
      Instant since,
      long rows,
      int tries,
      @Nullable Instant nextTry) {}

  /** What trying again began. */
  @Schema(name = "AttentionCallsRetried")
  record RetryResponse(String leadId, int rows) {}

  @GetMapping("/api/v1/attention")
  @Operation(
      summary = "What stands still",
      description = "Leads told something over a minute ago that no decision has taken: why, since when, and what to do."
          + " Rows that wait for their turn in a line are counted apart, and so are answers that wait for a person, and leads of"
          + " which so much was recorded that their decisions are behind, but go on.")
  AttentionView all(@RequestParam(defaultValue = "100") @Min(1) @Max(1_000) int limit) {
    Map<Urgency, Long> inLine = retries.inLine();
    ReplyDoubtStore.Waiting waiting = doubts.waiting();
    return new AttentionView(
        attention.seen(),
        new InLineView(
            inLine.getOrDefault(Urgency.DIRECT, 0L), inLine.getOrDefault(Urgency.SINGLE, 0L),
            inLine.getOrDefault(Urgency.BULK, 0L)),
        new MayAskToStopView(waiting.answers(), waiting.since()),
        gaps.told(),
        losses.all(),
        retries.standing(limit).stream().map(AttentionCalls::lead).toList(),
        retries.catchingUp(limit).stream().map(one -> new CatchingUpView(one.lead(), one.decided(), one.of())).toList());
  }

  @PostMapping("/api/v1/leads/{id}/retry")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Try a lead again that stands still",
      description = "Has whatever of it is not decided called for now. It does no harm where the lead does not stand still.")
  RetryResponse retry(@PathVariable String id) {
    Optional<LeadRecord> lead =
        LeadId.isOne(id) ? leads.find(new LeadId(id)) : Optional.empty();
    LeadId known = lead.map(LeadRecord::leadId).orElseThrow(
        () -> Problem.UNKNOWN_LEAD.because("There is no lead of this id. GET /api/v1/leads finds leads."));
    return new RetryResponse(id, retries.tryAgain(known));
  }

  private static StandingLeadView lead(Standing one) {
    return new StandingLeadView(
        one.lead(), Advice.happened(one.why(), one.code()), one.code(), one.words(), Advice.toDo(one.why()),
        one.since(), one.rows(), one.tries(), one.nextTry());
  }
}
