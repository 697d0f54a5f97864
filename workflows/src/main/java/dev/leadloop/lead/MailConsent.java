package dev.leadloop.lead;

import org.jspecify.annotations.Nullable;

/** What is on record of a person's consent to be mailed, at the address they have now. */
public enum MailConsent {
  /** Nobody said anything. */
  UNKNOWN,
  /** Said yes, by a form or another system; nobody has shown that the address is theirs. */
  GIVEN,
  /** Said yes and confirmed it by a link that was mailed to the address. */
  CONFIRMED,
  /** Said no. */
  DECLINED;

  /**
   * What is on record by the last word of the person, in small letters or not.
   *
   * @param said the word; null where there is none
   * @param confirmed whether the address they have now was confirmed
   */
  public static MailConsent of(@Nullable String said, boolean confirmed) {
    if (DECLINED.label().equalsIgnoreCase(said)) {
      return DECLINED;
    }
    if (confirmed) {
      return CONFIRMED;
    }
    return GIVEN.label().equalsIgnoreCase(said) ? GIVEN : UNKNOWN;
  }

  /** The word people and other systems read. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
