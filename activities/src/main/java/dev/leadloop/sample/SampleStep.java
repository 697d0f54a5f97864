package dev.leadloop.sample;

import java.time.Duration;
import java.util.Map;

/**
 * One thing that somebody of the sample does.
 *
 * @param after how long after the start, at real speed; zero or less for at once
 * @param email who does it, or to whose handoff it is an answer
 * @param detail what else is told of it, by name
 */
public record SampleStep(Duration after, String email, Kind kind, Map<String, String> detail) {
  /** What can be done. */
  public enum Kind {
    /** A lead comes in. */
    LEAD,
    /** A lead comes in of which a past is told. */
    PAST,
    /** The lead does something. */
    SIGNAL,
    /** The rep takes the handoff. */
    ACCEPT,
    /** The rep gives the handoff back. */
    REJECT,
    /** The rep has been in touch. */
    CONTACT,
    /** The rep says what became of it. */
    OUTCOME
  }

  public SampleStep {
    detail = Map.copyOf(detail);
  }
}
