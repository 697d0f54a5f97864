package dev.leadloop.simulation;

import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.simulation.SalesModel.Answer;
import dev.leadloop.simulation.SalesModel.Offer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did with the handoffs they had.
 *
 * @param handoffs in any order that stays the same
 */
public record Habits(List<Recorded> handoffs) {
  /** Nothing on record: they never answer. */
  public static final Habits NONE = new Habits(List.of());

  /** The ways in which a handoff can be answered by whoever has it. */
  public enum How {
    ACCEPTED,
    REJECTED,
    RETURNED,
    /** It ended otherwise: the rep did not answer. */
    NONE
  }

  /**
   * One handoff on record.
   *
   * @param reason code of the catalogue; null where there is none
   * @param after working time from the offer to the answer
   */
  public record Recorded(How how, @Nullable String reason, Duration after) {}

  public Habits {
    handoffs = List.copyOf(handoffs);
  }

  /** A reason that the policy no longer has is answered with the first that it has. */
  @Nullable Answer answer(Offer offer, LeadPolicy policy, double drawn) {
    if (handoffs.isEmpty()) {
      return null;
    }
    Recorded again = handoffs.get((int) (drawn * handoffs.size()));
    String reason = again.reason() == null || policy.disposition(again.reason()) == null ? known(policy) : again.reason();
    EventBody.Answer body = switch (again.how()) {
      case ACCEPTED -> new EventBody.Accepted(offer.cycle());
      case REJECTED -> reason == null ? null : new EventBody.Rejected(offer.cycle(), reason, true);
      case RETURNED -> reason == null ? null : new EventBody.Returned(offer.cycle(), reason, true, null);
      case NONE -> null;
    };
    return body == null ? null : new Answer(offer.calendar().plus(offer.from(), again.after()), body);
  }

  /** How many of them ended so. */
  public int count(How how) {
    return (int) handoffs.stream().filter(one -> one.how() == how).count();
  }

  /** The working time within which half of the answers came; null where there was none. */
  public @Nullable Duration median() {
    List<Duration> times = handoffs.stream().filter(one -> one.how() != How.NONE).map(Recorded::after).sorted().toList();
    return times.isEmpty() ? null : times.get((times.size() - 1) / 2);
  }

  private static @Nullable String known(LeadPolicy policy) {
    return policy.dispositions().isEmpty() ? null : policy.dispositions().get(0).code();
  }
}
