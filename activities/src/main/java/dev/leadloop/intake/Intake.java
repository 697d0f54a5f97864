package dev.leadloop.intake;

import dev.leadloop.lead.LeadId;

/** What came of telling about a lead. */
public sealed interface Intake {
  /** It is committed. */
  record Accepted(LeadId lead, Outcome outcome) implements Intake {}

  /** The idempotency key was used for another request; nothing was changed. */
  record KeyReused(String key) implements Intake {}

  /** The address and the external id name two different known leads; nothing was changed. */
  record IdentityConflict(LeadId byAddress, LeadId byExternalId) implements Intake {}

  /** The person was forgotten and is not taken up again unasked; nothing was changed. */
  record Forgotten() implements Intake {}

  /**
   * The request does not name a lead, or tells something beyond the limits; nothing was changed.
   *
   * @param field what is at fault, as the API names it
   * @param message what is wrong and what to do, to be read after the field's name
   */
  record Invalid(String field, String message) implements Intake {}

  /** What a committed intake changed. */
  enum Outcome {
    CREATED,
    MERGED,
    UNCHANGED
  }
}
