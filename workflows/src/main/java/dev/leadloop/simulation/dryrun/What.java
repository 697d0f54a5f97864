package dev.leadloop.simulation.dryrun;

import java.util.Locale;

/** What can happen to a lead in a dry run, as it is counted. */
public enum What {
  /** It came in, or was there when the clock began. */
  LEAD("leads"),
  /** A mail went. */
  SENT("mails sent"),
  /** A mail had to wait. */
  HELD("mails held until later"),
  /** A mail was held back for good. */
  NOT_SENT("mails not sent"),
  /** A mail asked for a confirmed consent. */
  CONFIRMATION("asked to confirm their consent"),
  MQL("became MQL"),
  PQL("became PQL"),
  SQL("became SQL"),
  FELL_BACK("fell back from MQL"),
  REVIEW("wait for a person's look"),
  DISQUALIFIED("disqualified"),
  /** It was offered to a rep. */
  OFFERED("handoffs offered to a rep"),
  /** It was offered to the queue, or moved there. */
  QUEUED("handoffs in the queue"),
  /** The answer to a handoff was due then. */
  DUE("answers due"),
  ACCEPTED("handoffs accepted"),
  REJECTED("handoffs rejected"),
  RETURNED("handoffs returned"),
  REASSIGNED("handoffs moved on"),
  UNANSWERED("handoffs unanswered"),
  REMINDED("reminders to sales"),
  ESCALATED("escalations to managers"),
  RECYCLED("back to nurture"),
  CONTACT_MISSED("first contacts missed"),
  STALLED("reminders that nothing is heard"),
  /** An answer or order was refused. */
  REFUSED("answers refused"),
  /** The lead could not be played to its end. */
  FAILED("could not be played");

  private final String words;

  What(String words) {
    this.words = words;
  }

  /** What a count of it is called. */
  public String words() {
    return words;
  }

  /** The word for programs, such as {@code not-sent}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
