package dev.leadloop.intake;

import dev.leadloop.lead.LeadId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** New ids of leads: UUIDs of version 7, which keep an index compact because they rise with time. */
final class LeadIds {
  private static final SecureRandom RANDOM = new SecureRandom();

  private LeadIds() {}

  static LeadId next(InstantSource clock) {
    long high = (clock.millis() << 16) | 0x7000L | (RANDOM.nextLong() & 0x0FFFL);
    long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new LeadId(new UUID(high, low).toString());
  }
}
