package dev.leadloop.policy.scoring;

import org.jspecify.annotations.Nullable;

/** What brings a lead to sales. */
public enum HandoffWay {
  /** The way of the policy that asks for a score. */
  SCORE(QualifiedBy.SCORE),
  /** The way that asks for use of the product. */
  PRODUCT(QualifiedBy.PRODUCT),
  /** The way that asks for a score of its company. */
  ACCOUNT(QualifiedBy.ACCOUNT),
  /** Its own request, which only asks for fit. */
  REQUEST(null, "asked for sales", "It asked for sales itself"),
  /** A manager's word, whatever the numbers. */
  REVIEW(null, "judged ready", "A manager judged it ready");

  private final @Nullable QualifiedBy by;
  private final String called;
  private final String words;

  HandoffWay(QualifiedBy by) {
    this(by, by.called(), by.inWords());
  }

  HandoffWay(@Nullable QualifiedBy by, String called, String words) {
    this.by = by;
    this.called = called;
    this.words = words;
  }

  /** That of a trigger: one of {@link HandoffTrigger}, else the type of the signal by which the lead asked itself. */
  public static HandoffWay of(String trigger) {
    for (HandoffWay way : values()) {
      if (way.by != null && way.by.trigger().equals(trigger)) {
        return way;
      }
    }
    return trigger.equals(HandoffTrigger.REVIEW) ? REVIEW : REQUEST;
  }

  /** By which numbers; null where it asked for sales itself or a manager judged so. */
  public @Nullable QualifiedBy by() {
    return by;
  }

  /** What such a lead is called: MQL, PQL or MQA, else a word for its own request or a manager's. */
  public String called() {
    return called;
  }

  /** How it came to sales, such as "by its product use (PQL)". */
  public String words() {
    return words;
  }
}
