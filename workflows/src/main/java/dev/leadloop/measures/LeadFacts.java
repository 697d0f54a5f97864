package dev.leadloop.measures;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a lead came. Where it changes a lead that is known already, null stands for what stays as it is; then a first time
 * is kept, and all else is the latest.
 *
 * @param won what the deal was worth when it was first won; null where nobody said
 * @param stands where it stands; null where it did not move
 * @param recycles how often it was recycled for a reason that counts
 * @param latest what sales reported last, whatever became of it
 */
public record LeadFacts(
    String leadId,
    @JsonUnwrapped Firsts firsts,
    @JsonUnwrapped(prefix = "won_") @Nullable Money won,
    @JsonUnwrapped @Nullable Stands stands,
    @Nullable Integer recycles,
    @JsonUnwrapped @Nullable Money latest) {

  /**
   * Each step the first time, told of its past or decided.
   *
   * @param entered the first decision about it, or the first step of its past where that was before; with the policy of the first
   *     decision, and without one where only its past is told
   * @param mql what qualified it is a {@link dev.leadloop.policy.scoring.HandoffTrigger}
   * @param sql what handed it over is a signal type or a {@link dev.leadloop.policy.scoring.HandoffTrigger}
   * @param contacted when sales first said that it was in touch
   */
  public record Firsts(
      @JsonUnwrapped(prefix = "entered_") @Nullable Reached entered,
      @JsonUnwrapped(prefix = "mql_") @Nullable Reached mql,
      @JsonUnwrapped(prefix = "sql_") @Nullable Reached sql,
      @JsonUnwrapped(prefix = "accepted_") @Nullable Reached accepted,
      @JsonUnwrapped(prefix = "contacted_") @Nullable Reached contacted,
      @JsonUnwrapped(prefix = "opportunity_") @Nullable Reached opportunity,
      @JsonUnwrapped(prefix = "won_") @Nullable Reached won,
      @JsonUnwrapped(prefix = "lost_") @Nullable Reached lost,
      @JsonUnwrapped(prefix = "disqualified_") @Nullable Reached disqualified,
      @JsonUnwrapped(prefix = "erased_") @Nullable Reached erased) {}

  /**
   * Where a lead stands, and since when.
   *
   * @param stage as {@link dev.leadloop.lead.Stage#label()}
   */
  public record Stands(String stage, Instant stageAt) {}
}
