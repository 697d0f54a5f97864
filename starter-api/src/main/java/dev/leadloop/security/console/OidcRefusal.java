package dev.leadloop.security.console;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why the provider's word signed nobody in; the sign-in page has a sentence for each. */
public enum OidcRefusal {
  /** The provider does not answer, or answers with what is none of its description. */
  AWAY,
  /** It was not begun in this browser, or is over. */
  AGAIN,
  /** The person, or the provider, said no. */
  CANCELLED,
  /** What the provider sent does not hold: signature, issuer, audience, time, nonce or code. */
  UNPROVEN,
  /** The provider did not tell the address. */
  NAMELESS,
  /** The provider has not checked that the address is the person's. */
  UNVERIFIED,
  /** Nobody was invited by that address, or the user is disabled. */
  UNKNOWN;

  /** What the address of the sign-in page says of it. */
  public String inAddress() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of what the address of the sign-in page says; empty where it is none. */
  public static Optional<OidcRefusal> of(String inAddress) {
    return Stream.of(values()).filter(one -> one.inAddress().equals(inAddress)).findFirst();
  }
}
