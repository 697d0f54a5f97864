package dev.leadloop.simulation;

import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How sales answers what it is offered; nobody ever answers for the queue. */
public sealed interface SalesModel {
  /** Nobody answers. */
  record Never() implements SalesModel {}

  /**
   * Whoever is offered a lead accepts it, and is in touch with it, at some point of the time there is for it: of working time,
   * and every point as likely.
   */
  record InTime() implements SalesModel {}

  /**
   * Each rep does again what the record says of one of their handoffs, drawn at random: the same answer with the same reason
   * after as long, or none. Whoever accepts is in touch in time.
   *
   * @param byRep what each rep did
   * @param others what the others do: whoever has too little on record
   */
  record Recorded(Map<String, Habits> byRep, Habits others) implements SalesModel {
    public Recorded {
      byRep = Map.copyOf(byRep);
    }
  }

  /**
   * A handoff as a rep is offered it.
   *
   * @param lead id of the lead
   * @param due when the answer is due, by the clock of the rep
   * @param calendar in which that is counted
   */
  record Offer(String lead, int cycle, String owner, Instant from, Instant due, BusinessCalendar calendar) {
    /** A point of the working time from the offer to when it is due. */
    private Instant at(double part) {
      Duration time = calendar.between(from, due);
      return calendar.plus(from, Duration.ofSeconds((long) (time.toSeconds() * part)));
    }
  }

  /** What a rep does, and when. */
  record Answer(Instant at, EventBody.Answer body) {}

  /** What the owner of a handoff answers by itself; null for nothing. */
  default @Nullable Answer answer(Offer offer, LeadPolicy policy, long seed) {
    double drawn = Chance.of(seed, "answer", offer.lead(), offer.cycle(), offer.owner());
    return switch (this) {
      case Never ignored -> null;
      case InTime ignored -> new Answer(offer.at(drawn), new EventBody.Accepted(offer.cycle()));
      case Recorded recorded ->
          recorded.byRep().getOrDefault(offer.owner(), recorded.others()).answer(offer, policy, drawn);
    };
  }

  /** When the owner is first in touch with a lead that was accepted; null for never. */
  default @Nullable Instant contact(Offer offer, long seed) {
    return this instanceof Never
        ? null
        : offer.at(Chance.of(seed, "contact", offer.lead(), offer.cycle(), offer.owner()));
  }
}
