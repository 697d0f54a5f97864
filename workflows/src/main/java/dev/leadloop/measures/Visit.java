package dev.leadloop.measures;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stay of a lead in a stage, from coming to leaving; who comes back has another. One that is told of its past is of decision
 * 0, in which its place is that among all that are told, and {@link #TOLD} stands for whoever did it. Stages are {@link
 * dev.leadloop.lead.Stage#label()}, principals {@link dev.leadloop.lead.Principal#toString()}.
 *
 * @param seq number of the decision by which it came, and with {@code n} the line of the journal that has the words
 * @param cameFrom the stage before; null for the first
 * @param policyVersion by which it came; null where that is told
 * @param worth the deal when it came into OPPORTUNITY, WON or LOST; null elsewhere and where nobody said
 * @param left null while it is there
 */
public record Visit(
    String leadId,
    long seq,
    int n,
    @Nullable String cameFrom,
    String stage,
    @Nullable Integer policyVersion,
    @JsonUnwrapped(prefix = "entered_") Coming entered,
    @JsonUnwrapped @Nullable Money worth,
    @JsonUnwrapped(prefix = "left_") @Nullable Leaving left) {

  /** Stands for the principal of what is told of a past. */
  public static final String TOLD = "told";

  /**
   * How a stay began.
   *
   * @param why what qualified it, or the code of the reason sales gave; null where neither moved it
   */
  public record Coming(Instant at, @JsonProperty("for") @Nullable String why, String by) {}

  /**
   * How a stay ended.
   *
   * @param to for which stage; null with all but the instant where nobody knows how the last one that is told ended, only that
   *     the lead stood elsewhere from then on
   * @param why as of {@link Coming}
   */
  public record Leaving(Instant at, @Nullable String to, @JsonProperty("for") @Nullable String why, @Nullable String by) {
    static Leaving unknown(Instant at) {
      return new Leaving(at, null, null, null);
    }

    boolean told() {
      return TOLD.equals(by);
    }
  }

  /** Whether it is told of the lead's past. */
  public boolean told() {
    return seq == 0;
  }

  Visit left(@Nullable Leaving end) {
    return new Visit(leadId, seq, n, cameFrom, stage, policyVersion, entered, worth, end);
  }
}
