package dev.leadloop.policy;

/** By which kind of evidence a lead became ready. */
public enum QualifiedBy {
  SCORE(HandoffTrigger.SCORE),
  PRODUCT(HandoffTrigger.PRODUCT),
  ACCOUNT(HandoffTrigger.ACCOUNT);

  private final String trigger;

  QualifiedBy(String trigger) {
    this.trigger = trigger;
  }

  /** What it is called as the trigger of a handoff, such as "product". */
  public String trigger() {
    return trigger;
  }
}
