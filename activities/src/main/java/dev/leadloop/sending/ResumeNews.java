package dev.leadloop.sending;

import dev.leadloop.inbox.Urgency;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import java.time.Instant;

/**
 * How leads are told that a paused sequence goes on: each lead that a mail of it is held of once for each pause, in the line
 * of what is many at once, and one after another, so that not all of them are decided and mailed in the same minute.
 *
 * @param eventId the same for every lead, so that none is told twice
 * @param from when the first is called for
 * @param ringsASecond for how many it is called in a second
 */
record ResumeNews(
    String eventId, EventBody.SequenceResumed body, Principal by, Instant from, int ringsASecond) {
  private static final int RINGS_A_SECOND = 50;

  /** The news that a pause is over. */
  static ResumeNews of(String sequence, long pause, Principal by, Instant at) {
    return called("resume-" + pause, sequence, by, at);
  }

  /** The same of another pause. */
  static ResumeNews called(String eventId, String sequence, Principal by, Instant at) {
    return new ResumeNews(eventId, new EventBody.SequenceResumed(sequence), by, at, RINGS_A_SECOND);
  }

  String sequence() {
    return body.sequence();
  }

  Urgency urgency() {
    return Urgency.of(body);
  }
}
