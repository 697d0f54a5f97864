package dev.leadloop.email.transport;

/** A way for a message to leave. */
public interface EmailTransport {

  /**
   * Hands the message over once and says what came of it; never tries again by itself and throws
   * nothing of the network.
   */
  TransportResult send(OutgoingEmail email);

  /** Whether it takes a send id only once, so that a send that was cut off may be done again. */
  default boolean takesOnce() {
    return false;
  }

  /** Whether the provider leads links through itself and tells us of clicks. */
  default boolean countsClicks() {
    return false;
  }
}
