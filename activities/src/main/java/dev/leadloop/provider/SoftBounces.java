package dev.leadloop.provider;

import dev.leadloop.sending.SendCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves an address alone for a while whose mails keep coming back: a suppression that ends by itself, since a full mailbox
 * is emptied one day. It depends on nothing but the bounces, in whatever order they came.
 */
public final class SoftBounces implements SendCheck {
  private final ProviderEventStore events;
  private final Terms terms;

  /**
   * When and for how long.
   *
   * @param most this many within the window
   * @param rest how long after the last one
   */
  public record Terms(int most, Duration window, Duration rest) {}

  public SoftBounces(ProviderEventStore events, Terms terms) {
    this.events = events;
    this.terms = terms;
  }

  @Override
  public @Nullable Held look(Mail mail) {
    Instant now = mail.now();
    List<Instant> bounces = events.softBounces(mail.emailKey(), now.minus(terms.window()));
    if (bounces.size() < terms.most()) {
      return null;
    }
    Instant until = bounces.get(0).plus(terms.rest());
    return until.isAfter(now)
        ? new Held("suppressed for a time: " + bounces.size() + " mails came back (mailbox full or away)", until)
        : null;
  }
}
