package dev.leadloop.qualification;

import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.scoring.ScoreSummary;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Takes the points of a machine's signal back out; found to be one before it is recorded, it never gives any. */
public final class Voiding {
  private Voiding() {}

  /** Has a signal count no more, or never where it is yet to come, and scores anew. */
  public static Verdict voided(Deciding deciding, LeadEvent event, EventBody.SignalVoided voided) {
    Signal known = deciding.signal(voided.signalEventId());
    if (known != null && known.voided()) {
      return Verdict.applied(event.eventId(), "it did not count before either");
    }
    Map<String, String> properties = new HashMap<>(known == null ? Map.of() : known.properties());
    properties.put(Signal.VOIDED_BECAUSE, voided.reason());
    String type = known == null ? voided.signalType() : known.type();
    Instant occurredAt = known == null ? event.occurredAt() : known.occurredAt();
    deciding.replace(new Signal(voided.signalEventId(), type, occurredAt, properties, true));
    deciding.note(new JournalEntry.SignalVoided(voided.signalEventId(), type, voided.reason()));
    ScoreSummary score = deciding.rescore();
    Qualifying.byScore(deciding, score, false);
    return Verdict.applied(event.eventId(), "it does not count; the score is " + score.score());
  }
}
