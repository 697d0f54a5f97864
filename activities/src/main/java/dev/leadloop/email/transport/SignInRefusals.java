package dev.leadloop.email.transport;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Since when the mail server refuses our own name and password or key, as this process has seen it. */
public final class SignInRefusals {
  private final AtomicReference<@Nullable Instant> since = new AtomicReference<>();
  private final InstantSource clock;

  /** Nothing has been seen yet. */
  public SignInRefusals(InstantSource clock) {
    this.clock = clock;
  }

  /** Since when; empty where the last mail was not refused for that. */
  public Optional<Instant> since() {
    return Optional.ofNullable(since.get());
  }

  /** A way for mail to leave whose answers are noticed. */
  public EmailTransport noticing(EmailTransport real) {
    return new EmailTransport() {
      @Override
      public TransportResult send(OutgoingEmail email) {
        TransportResult result = real.send(email);
        notice(result);
        return result;
      }

      @Override
      public boolean takesOnce() {
        return real.takesOnce();
      }

      @Override
      public boolean countsClicks() {
        return real.countsClicks();
      }
    };
  }

  private void notice(TransportResult result) {
    switch (result) {
      case TransportResult.Accepted ignored -> since.set(null);
      case TransportResult.Rejected ignored -> since.set(null);
      case TransportResult.NotSent notSent -> {
        if (notSent.signIn()) {
          since.compareAndSet(null, clock.instant());
        }
      }
      case TransportResult.Unknown ignored -> { }
    }
  }
}
