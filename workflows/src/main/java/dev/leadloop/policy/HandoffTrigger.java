package dev.leadloop.policy;

/** What hands a lead over beside a request of its own; a request goes by the type of its signal. */
public final class HandoffTrigger {
  /** The score reached what the policy asks for. */
  public static final String SCORE = "score";

  /** A manager judged so in review. */
  public static final String REVIEW = "review";

  private HandoffTrigger() {}
}
