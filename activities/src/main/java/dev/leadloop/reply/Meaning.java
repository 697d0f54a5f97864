package dev.leadloop.reply;

import java.util.Locale;

/** What a wording of the tables stands for. */
enum Meaning {
  /** A wish to get no more mail, whatever stands around it. */
  STOP,
  /** May be one; a person is to say. */
  MAYBE_STOP,
  /** Looks like a wish to stop and is none. */
  NOT_STOP,
  /** No mail of ours, and may be what is to end: a webinar, a contract with somebody else. */
  OTHER_MATTER,
  /** The offer is turned down; mail is not spoken of. */
  NO,
  /** Looks like a no and is none. */
  NOT_NO,
  /** Asks for something of ours: a talk, a price, a contract. */
  INTEREST,
  /** Words a sentence may begin or end with that change nothing: please, now. */
  COURTESY,
  /** The same, with a name behind it: dear, hello. */
  GREETING,
  /** The same at the end of a sentence or a mail: thanks, regards. */
  THANKS,
  /** The writer speaks of oneself: me, our company. */
  ONESELF,
  /** Stands before the subject of whatever answers or forwards a mail. */
  ANSWERS,
  /** Begins the subject of a machine's answer. */
  AWAY_SUBJECT,
  /** Stands somewhere in the subject of one; a subject that answers ours says nothing by it. */
  AWAY_IN_SUBJECT,
  /** The writer is away, as a machine says it. */
  AWAY,
  /** What machines say besides: whom to turn to, when an answer may come. */
  AWAY_MORE,
  /** The person does not work there any more. */
  LEFT,
  /** A program says that a mail was opened, or deleted unread. */
  RECEIPT,
  /** Begins the subject of such a receipt. */
  RECEIPT_SUBJECT,
  /** Says that what follows is quoted: who wrote when. */
  WROTE,
  /** Label of a quoted mail's sender. */
  HEADER_FROM,
  /** Label of its date. */
  HEADER_SENT,
  /** Label of its subject. */
  HEADER_SUBJECT,
  /** Another label of it. */
  HEADER_OTHER,
  /** A line of its own between dashes above a quoted mail. */
  ORIGINAL,
  /** What a program adds below a mail, such as the name of a phone. */
  PHONE,
  /** From here to the end of the paragraph it is a company's small print. */
  DISCLAIMER,
  /** The footer of our own mails. */
  OUR_FOOTER;

  /** As it is written in the tables. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
