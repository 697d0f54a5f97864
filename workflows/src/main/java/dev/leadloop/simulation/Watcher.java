package dev.leadloop.simulation;

import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.nurturing.MailHold;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Looks on while one lead is played. */
public interface Watcher {
  /** A decision was made in which something happened. */
  void decided(Decision decision);

  /**
   * A mail was to go.
   *
   * @param hold what held it back; null where it went
   */
  void mail(Instant at, Effect.SendEmail mail, @Nullable MailHold hold);

  /** The lead cannot be played any further. */
  void failed(Instant at, String why);
}
