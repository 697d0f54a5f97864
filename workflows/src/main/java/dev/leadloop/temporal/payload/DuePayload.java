package dev.leadloop.temporal.payload;

import dev.leadloop.lifecycle.deciding.Due;
import java.time.Instant;

record DuePayload(Instant at, Due.Purpose purpose, String label) {
  static DuePayload of(Due due) {
    return new DuePayload(due.at(), due.purpose(), due.label());
  }

  Due read() {
    return new Due(at, purpose, label);
  }
}
