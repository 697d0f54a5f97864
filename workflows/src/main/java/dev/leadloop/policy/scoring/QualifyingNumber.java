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
  PEOPLE_ACTIVE("people active");

  private final String words;

  QualifyingNumber(String words) {
    this.words = words;
  }

  /** What a person calls it, such as "product use". */
  public String words() {
    return words;
  }

  /** Whether it may fall a little before a lead falls back: points that age do so, who somebody is does not. */
  public boolean sways() {
    return switch (this) {
      case SCORE, ENGAGEMENT, NEGATIVE, PRODUCT, ACCOUNT -> true;
      case FIT, PEOPLE_ACTIVE -> false;
    };
  }
}
