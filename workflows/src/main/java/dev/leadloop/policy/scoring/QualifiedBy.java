package dev.leadloop.policy.scoring;

/** By which kind of evidence a lead became ready. */
public enum QualifiedBy {
  SCORE(HandoffTrigger.SCORE, "MQL", "by its score"),
  PRODUCT(HandoffTrigger.PRODUCT, "PQL", "by its product use"),
  ACCOUNT(HandoffTrigger.ACCOUNT, "MQA", "through its company");

  private final String trigger;
  private final String called;
  private final String words;

  QualifiedBy(String trigger, String called, String words) {
    this.trigger = trigger;
    this.called = called;
    this.words = words;
  }

  /** What it is called as the trigger of a handoff, such as "product". */
  public String trigger() {
    return trigger;
  }

  /** What the field calls such a lead, such as "PQL". */
  public String called() {
    return called;
  }

  /** How such a lead became ready, such as "by its product use". */
  public String words() {
    return words;
  }

  /** The way itself, to whichever stage it leads: "by its score", "by its product use (PQL)" or "through its company (MQA)". */
  public String inWords() {
    return this == SCORE ? words : words + " (" + called + ")";
  }
}
