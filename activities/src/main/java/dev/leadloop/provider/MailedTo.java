package dev.leadloop.provider;

import java.util.Optional;
import java.util.UUID;

/** Knows to which addresses our mail went, in their one form; the address a lead has today may be another. */
public interface MailedTo {
  /** The address this mail went to; empty where we sent no such mail. */
  Optional<String> by(UUID send);

  /** The address whose reader was given this unsubscribe token; empty where we gave it to nobody. */
  Optional<String> byLink(String token);
}
