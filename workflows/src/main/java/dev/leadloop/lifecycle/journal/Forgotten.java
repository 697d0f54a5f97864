package dev.leadloop.lifecycle.journal;

/** The word that stands wherever something ends, rests or is refused since the person asked to be forgotten. */
public final class Forgotten {
  /** As the reason of a handoff, a sequence, a mail that is not sent and an address that gets none; the code of a refusal. */
  public static final String REASON = "erased";

  private Forgotten() {}
}
