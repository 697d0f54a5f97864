package dev.leadloop.reply;

import org.jspecify.annotations.Nullable;

/**
 * What an answer means.
 *
 * @param kind what follows from it
 * @param words what the person wrote, without what they answered to; may be empty
 * @param because the words that decided it, as they were written; null where nothing stood out
 * @param bySubjectAlone whether only the subject asks to stop, the mail itself says nothing
 * @param left whether it says that the person has left the company
 */
public record ReplyVerdict(Kind kind, String words, @Nullable String because, boolean bySubjectAlone, boolean left) {

  /** Kinds of answers. */
  public enum Kind {
    /** A person answered, and neither says no nor asks to stop. */
    REPLY,
    /** The offer is turned down. */
    REPLY_NEGATIVE,
    /** The person wants no more mail. */
    REPLY_STOP,
    /** The person may want no more mail: somebody is to say whether it is so. */
    MAY_ASK_TO_STOP,
    /** A machine answered. */
    OUT_OF_OFFICE,
    /** A program says that the mail was opened, and nobody answered. */
    RECEIPT
  }

  ReplyVerdict(Kind kind, String words, @Nullable String because) {
    this(kind, words, because, false, false);
  }
}
