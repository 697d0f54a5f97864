package dev.leadloop.lifecycle;

import java.util.Locale;

/** Why a sequence is not begun for a lead, in the order in which it is looked at: where several hold, the first is told. */
public enum NotBegun {
  /** Sales has the lead, or its life as one is over. */
  NOT_NURTURED,
  NO_ADDRESS,
  SUPPRESSED,
  NO_CONSENT,
  PARKED,
  /** The version of the policy that the lead lives by has no such sequence. */
  UNKNOWN_SEQUENCE,
  ALREADY_RUNNING,
  /** It has had every mail that the sequence could bring it. */
  HAD_BEFORE;

  /** The word that programs know it by, such as {@code had-before}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
