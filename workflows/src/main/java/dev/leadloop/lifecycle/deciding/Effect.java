package dev.leadloop.lifecycle.deciding;

import org.jspecify.annotations.Nullable;

/** Something a decision makes happen outside. */
public sealed interface Effect {
  /** What a manager reads of it in the history. */
  String label();

  /**
   * Send one step of a nurture sequence; its ledger key is the first four components and the lead.
   *
   * @param topic what the mail is about; null for nothing in particular
   */
  record SendEmail(
      String sequence,
      int sequenceVersion,
      String step,
      int occurrence,
      String template,
      String label,
      @Nullable String topic)
      implements Effect {}

  /** Ask the person by mail to confirm their consent: the only mail that goes to an unconfirmed address. */
  record AskConfirmation(String label) implements Effect {}

  /**
   * Tell someone of the sales team.
   *
   * @param recipient rep id, or the name of the manager's queue
   * @param cycle the handoff it is about; 0 where there is none
   */
  record Notify(Notice notice, String recipient, int cycle, String label) implements Effect {}

  /** The kinds of notice. */
  enum Notice {
    HANDOFF,
    REMINDER,
    ESCALATION,
    REASSIGNED,
    QUEUED,
    REVIEW,
    CONTACT_MISSED,
    STALLED,
    PASSED_ON,
    WITHDRAWN,
    REQUESTED
  }
}
