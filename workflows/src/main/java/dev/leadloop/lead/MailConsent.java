package dev.leadloop.lead;

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

  /** The word people and other systems read. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
