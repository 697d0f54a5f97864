package dev.leadloop.temporal.payload;

import dev.leadloop.lifecycle.deciding.Verdict;

record VerdictPayload(String eventId, boolean applied, String code, String message) {
  static VerdictPayload of(Verdict verdict) {
    return new VerdictPayload(verdict.eventId(), verdict.applied(), verdict.code(), verdict.message());
  }

  Verdict read() {
    return new Verdict(eventId, applied, code, message);
  }
}
