package dev.leadloop.inbox;

import java.util.Optional;

/** The server behind the workflows, as whoever was refused asks about it. */
@FunctionalInterface
interface TemporalServer {
  /** Why nobody's workflow could be started now; empty when the server is ready, so that a refusal is one lead's own. */
  Optional<String> trouble();
}
