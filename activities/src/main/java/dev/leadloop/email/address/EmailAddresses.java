package dev.leadloop.email.address;

import com.sanctionco.jmail.Email;
import com.sanctionco.jmail.EmailValidationResult;
import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import dev.leadloop.text.VisibleText;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one form of an e-mail address by which a person is known: trimmed, lower case, the domain in
 * its ASCII (IDNA) form.
 *
 * <p>It is narrower than RFC 5322 on purpose. Refused are comments and folded white space, quoted
 * local parts, display names, source routes, IP literals, domains without a dot or with a numeric
 * or one-letter top level, and local parts beyond ASCII: no business mailbox needs them, the
 * transports do not carry all of them, and each is a way to write one person twice or to smuggle
 * syntax into a header.
 */
public final class EmailAddresses {

  /** RFC 5321 gives a path 256 characters, two of which are its brackets. */
  private static final int LONGEST = 254;

  private static final EmailValidator VALIDATOR =
      JMail.validator()
          .disallowIpDomain()
          .requireTopLevelDomain()
          .disallowSingleCharacterTopLevelDomains()
          .disallowExplicitSourceRouting()
          .disallowObsoleteWhitespace()
          .requireAscii()
          .withRule(
              email -> email.localPart().chars().noneMatch(c -> c == '"' || c == '\\'),
              "CONTAINS_QUOTES")
          .withRule(email -> email.toString().length() <= LONGEST, "ADDRESS_TOO_LONG")
          .withRule(email -> email.comments().isEmpty(), "CONTAINS_COMMENT")
          .withRule(email -> !email.hasIdentifier(), "CONTAINS_DISPLAY_NAME");

  /** IDNA 2003 would turn these into other letters, and so name somebody else's domain. */
  private static final String DEVIATING = "\u00df\u1e9e\u03c2\u200c\u200d";

  private EmailAddresses() {}

  /** The address in its one form; empty when it is not an address we can send to. */
  public static Optional<String> normalise(@Nullable String address) {
    return address == null ? Optional.empty() : check(address).flatMap(EmailAddresses::identity);
  }

  /**
   * The address in its one form.
   *
   * @throws IllegalArgumentException when it is not an address we can send to; the message says
   *     why, without the address
   */
  public static String require(String address) {
    return normalise(address)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The e-mail address is not valid ("
                        + reason(address)
                        + "). Give one like name@example.com."));
  }

  /** Whether a domain has a letter that would make another domain of it; its xn-- form says which one is meant. */
  public static boolean isReadTwoWays(String domain) {
    return domain.chars().anyMatch(c -> DEVIATING.indexOf(c) >= 0);
  }

  private static Optional<Email> check(String address) {
    String trimmed = VisibleText.trim(address);
    // Within a domain IDNA would drop some of them in silence, and so name another domain.
    return VisibleText.inside(trimmed).isPresent() ? Optional.empty() : asciiDomain(trimmed).flatMap(VALIDATOR::tryParse);
  }

  private static Optional<String> identity(Email email) {
    return Optional.of((email.localPart() + "@" + email.domain()).toLowerCase(Locale.ROOT));
  }

  private static Optional<String> asciiDomain(String address) {
    int at = address.lastIndexOf('@');
    String domain = address.substring(at + 1);
    if (at < 0 || domain.chars().allMatch(c -> c < 128)) {
      return Optional.of(address);
    }
    if (isReadTwoWays(domain)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          address.substring(0, at + 1) + IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES));
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
  }

  private static String reason(String address) {
    Optional<String> ascii = asciiDomain(VisibleText.trim(address));
    if (ascii.isEmpty()) {
      return "the domain cannot be written in ASCII; give its xn-- form";
    }
    EmailValidationResult result = VALIDATOR.validate(ascii.get());
    return result.getFailureReason().toString().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
