package dev.leadloop.policy.scoring;

/** By which kind of evidence a lead became ready. */
public enum QualifiedBy {
  SCORE(HandoffTrigger.SCORE, "MQL"),
  PRODUCT(HandoffTrigger.PRODUCT, "PQL"),
  ACCOUNT(HandoffTrigger.ACCOUNT, "MQA");

  private final String trigger;
  private final String called;

  QualifiedBy(String trigger, String called) {
    this.trigger = trigger;
    this.called = called;
  }

  /** What it is called as the trigger of a handoff, such as "product". */
  public String trigger() {
    return trigger;
  }

  /** What the field calls such a lead, such as "PQL". */
  public String called() {
    return called;
  }
}
