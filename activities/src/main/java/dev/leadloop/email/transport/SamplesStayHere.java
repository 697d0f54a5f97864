package dev.leadloop.email.transport;

import dev.leadloop.email.address.SampleAddresses;

/** A way for mail to leave that keeps back what goes to somebody of the sample data: it counts as sent and goes nowhere. */
public final class SamplesStayHere implements EmailTransport {
  private final EmailTransport real;

  /** Over the way that all other mail goes. */
  public SamplesStayHere(EmailTransport real) {
    this.real = real;
  }

  @Override
  public TransportResult send(OutgoingEmail email) {
    return SampleAddresses.isOne(email.to().address())
        ? new TransportResult.Accepted("sample-" + email.sendId())
        : real.send(email);
  }

  @Override
  public boolean takesOnce() {
    return real.takesOnce();
  }

  @Override
  public boolean countsClicks() {
    return real.countsClicks();
  }
}
