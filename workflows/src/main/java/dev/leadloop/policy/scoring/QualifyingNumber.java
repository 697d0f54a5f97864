package dev.leadloop.policy.scoring;

/** A number that a threshold may ask for, or a rule for what lies below may go by. */
public enum QualifyingNumber {
  /** Engagement and negative signals together. */
  SCORE("score"),
  ENGAGEMENT("engagement"),
  /** Points taken off, zero or below; no threshold asks for it. */
  NEGATIVE("negative points"),
  FIT("fit"),
  PRODUCT("product use"),
  ACCOUNT("account"),
  /** People of the company who are active, the lead among them. */
  PEOPLE_ACTIVE("people active"),
  /** How likely it is by what was learned of outcomes that the lead is won, in hundredths; {@link #UNKNOWN} without a model. */
  PREDICTED("predictive score");

  /** What a lead has of a number that nobody can tell: it reaches no threshold, and lies below none. */
  public static final int UNKNOWN = -1;

  private final String words;

  QualifyingNumber(String words) {
    this.words = words;
  }

  /** What a person calls it, such as "product use". */
  public String words() {
    return words;
  }

  /** A number of this kind as it is said, such as "42". */
  public String said(int number) {
    return this == PREDICTED && number == UNKNOWN ? "unknown (no model was in use)" : String.valueOf(number);
  }

  /** Whether it may fall a little before a lead falls back: points that age do so, who somebody is does not. */
  public boolean sways() {
    return switch (this) {
      case SCORE, ENGAGEMENT, NEGATIVE, PRODUCT, ACCOUNT, PREDICTED -> true;
      case FIT, PEOPLE_ACTIVE -> false;
    };
  }
}
