package dev.leadloop.temporal.payload;

import dev.leadloop.lifecycle.Happening;
import java.time.Instant;

record HappeningPayload(Instant at, String what) {
  static HappeningPayload of(Happening happening) {
    return new HappeningPayload(happening.at(), happening.what());
  }

  Happening read() {
    return new Happening(at, what);
  }
}
