package dev.leadloop.nurture;

import java.util.Optional;

/**
 * A mail that a campaign sends once. The ledger and the measures know it by a sequence of its own, which no policy can have,
 * so it neither ends nor delays the sequence that a lead runs.
 */
public final class OneMail {
  /** Its only step. */
  public static final String STEP = "mail";
  /** Its only version. */
  public static final int VERSION = 1;
  /** Nobody gets it twice. */
  public static final int OCCURRENCE = 1;

  private static final String PREFIX = "mail:";

  private OneMail() {}

  /** Under which the mail of a campaign is known where sequences are. */
  public static String sequence(String campaign) {
    return PREFIX + campaign;
  }

  /** The campaign whose mail is known by that; empty for a sequence of a policy. */
  public static Optional<String> campaign(String sequence) {
    return sequence.startsWith(PREFIX) ? Optional.of(sequence.substring(PREFIX.length())) : Optional.empty();
  }
}
