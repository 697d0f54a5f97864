package dev.leadloop.email;

/** A way for a message to leave. */
public interface EmailTransport {

  /**
   * Hands the message over once and says what came of it; never tries again by itself and throws
   * nothing of the network.
   */
  TransportResult send(OutgoingEmail email);
}
