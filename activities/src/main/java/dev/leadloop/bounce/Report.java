package dev.leadloop.bounce;

import java.util.List;

/** What a machine says of a mail of ours. */
public sealed interface Report {

  /** What the mail it is about says of itself, as far as it came back with the report. */
  Original original();

  /**
   * What became of a mail, for each address it was to reach.
   *
   * @param recipients at least one
   */
  record Delivery(List<Recipient> recipients, Original original) implements Report {
    public Delivery {
      recipients = List.copyOf(recipients);
    }
  }

  /** The reader called a mail spam, as the provider of the mailbox tells (RFC 5965). */
  record Complaint(Original original) implements Report {}

  /** A mail was shown, deleted or otherwise dealt with (RFC 8098), or something else that changes nothing. */
  record Receipt(Original original) implements Report {}

  /**
   * What became of a mail for one address.
   *
   * @param addresses the address in every form the report names it; empty where it names none
   * @param status such as 5.1.1 (RFC 3463); empty where none is given
   * @param reason what the server said that refused it; empty where it said nothing
   */
  record Recipient(List<String> addresses, Action action, String status, String reason) {
    public Recipient {
      addresses = List.copyOf(addresses);
    }
  }

  /** What became of it (RFC 3464, 2.3.3). */
  enum Action {
    DELIVERED,
    /** Put off, and tried again. */
    DELAYED,
    FAILED,
    /** Handed on to where no more is told, or nothing that is known here. */
    OTHER
  }
}
