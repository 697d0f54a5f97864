package dev.leadloop.policy.scoring;

import java.util.Set;

/** What hands a lead over beside a request of its own; a request goes by the type of its signal. */
public final class HandoffTrigger {
  /** The score reached what the policy asks for. */
  public static final String SCORE = "score";

  /** The use of the product did. */
  public static final String PRODUCT = "product";

  /** The lead's company did. */
  public static final String ACCOUNT = "account";

  /** A manager judged so in review. */
  public static final String REVIEW = "review";

  /** Those by which a lead is handed over without a word of its own or of a person. */
  public static final Set<String> BY_THRESHOLD = Set.of(SCORE, PRODUCT, ACCOUNT);

  private HandoffTrigger() {}
}
