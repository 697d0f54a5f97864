package dev.leadloop.lifecycle;

import dev.leadloop.lifecycle.deciding.RefusalCode;

/** Why a sequence is not begun for a lead, in the order in which it is looked at: where several hold, the first is told. */
public enum NotBegun {
  /** Sales has the lead, or its life as one is over. */
  NOT_NURTURED(RefusalCode.NOT_NURTURED),
  NO_ADDRESS(RefusalCode.NO_ADDRESS),
  SUPPRESSED(RefusalCode.SUPPRESSED),
  /** A rule of the policy withholds nurture mail. */
  WITHHELD(RefusalCode.WITHHELD),
  NO_CONSENT(RefusalCode.NO_CONSENT),
  PARKED(RefusalCode.PARKED),
  /** The version of the policy that the lead lives by has no such sequence. */
  UNKNOWN_SEQUENCE(RefusalCode.UNKNOWN_SEQUENCE),
  ALREADY_RUNNING(RefusalCode.ALREADY_RUNNING),
  /** It has had every mail that the sequence could bring it. */
  HAD_BEFORE(RefusalCode.HAD_BEFORE);

  private final RefusalCode refusal;

  NotBegun(RefusalCode refusal) {
    this.refusal = refusal;
  }

  /** How an order to begin it is refused. */
  RefusalCode refusal() {
    return refusal;
  }

  /** The word that programs know it by, such as {@code had-before}. */
  public String code() {
    return refusal.word();
  }
}
