package dev.leadloop.api.lead;

import dev.leadloop.view.TimelineStore.HeldMail;
import dev.leadloop.view.TimelineStore.Waiting;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens next to a lead, and what does not happen and why.
 *
 * @param next what happens next by itself; null when nothing is due
 * @param because why things stand as they do, a sentence each
 * @param heldBack mail that was not sent
 * @param waiting what came in and is not decided yet
 */
@Schema(name = "Why")
record WhyView(
    String leadId,
    @Nullable String stage,
    LeadStatusView.@Nullable NextView next,
    List<BecauseView> because,
    List<HeldMail> heldBack,
    List<Waiting> waiting) {
  /**
   * One reason.
   *
   * @param code suppressed, withheld, may-ask-to-stop, mail-held, had-before, no-consent,
   *     topic-left, sequence-paused, sending-hours, nurtured, rolled-out, no-sequence, parked, cool-down, fresh-evidence,
   *     below-threshold, not-crossed, review, no-address, handed-over, answer-time-paused, queued, closed or undecided
   * @param until when it ends by itself; null where it does not
   */
  @Schema(name = "WhyBecause")
  record BecauseView(String code, String text, @Nullable Instant until) {
    static BecauseView of(dev.leadloop.why.Because because) {
      return new BecauseView(because.code(), because.text(), because.until());
    }
  }
}
