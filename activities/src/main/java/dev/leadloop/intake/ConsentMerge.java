package dev.leadloop.intake;

import dev.leadloop.consent.ConsentStore;
import dev.leadloop.consent.ConsentStore.Said;
import dev.leadloop.lead.LeadId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what a later telling says of a known lead's consent: all of it is kept, the newest word holds. */
final class ConsentMerge {
  private final ConsentStore consents;
  private final InstantSource clock;

  ConsentMerge(ConsentStore consents, InstantSource clock) {
    this.consents = consents;
    this.clock = clock;
  }

  /** Adds it to the history; true where it holds from now on. Runs under the lead's lock. */
  boolean take(LeadId lead, @Nullable String emailKey, Map<String, String> known, IntakeRequest request) {
    Map<String, String> told = request.details().consent();
    if (!told.containsKey("status") || told.equals(known)) {
      return false;
    }
    Instant now = clock.instant();
    Said said = said(request, now);
    ConsentStore.Current current = consents.current(lead);
    // What was said before the word that holds now is evidence, but must not undo that word.
    boolean holds =
        current.at() == null || said.status().equals(current.status()) || !said.at().isBefore(current.at());
    consents.record(lead, emailKey, said, request.by(), holds, now);
    return holds;
  }

  private static Said said(IntakeRequest request, Instant now) {
    Map<String, String> told = request.details().consent();
    String at = told.get("at");
    Instant when = at != null ? Instant.parse(at) : request.occurredAt() != null ? request.occurredAt() : now;
    return new Said(
        told.getOrDefault("status", ""), when, told.get("where"), told.get("wording"), request.details().touch().channel());
  }
}
