package dev.leadloop.email.address;

import dev.leadloop.lead.MailDomains;
import java.util.Optional;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/** Tells mail domains whose people are one account from those that many share. Suffixes are those of publicsuffix.org. */
public final class AccountDomains {
  private static final PublicSuffixMatcher SUFFIXES = PublicSuffixMatcherLoader.getDefault();

  /** The longest name of a host, in characters (RFC 1123, 2.1, and RFC 1035, 2.3.4). */
  private static final int LONGEST = 253;

  private AccountDomains() {}

  /**
   * Why the people of a domain are no one account, to be read after the field's name; empty where they may be.
   *
   * @param domain a name that may stand behind the @ of an address, in ASCII
   */
  public static Optional<String> fault(String domain) {
    String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    if (name.length() > LONGEST) {
      return Optional.of("is longer than " + LONGEST + " characters, which no domain is");
    }
    if (SUFFIXES.getDomainRoot(name) == null) {
      return Optional.of("is an ending under which anybody may have a domain, so its people are no one account; give the"
          + " company's own domain, such as acme.co.uk");
    }
    return isBelowOneOpenToAnybody(name)
        ? Optional.of("is a domain where anybody has an address, or below one, so its people are no one account; name the company"
            + " instead")
        : Optional.empty();
  }

  private static boolean isBelowOneOpenToAnybody(String name) {
    for (int start = 0; name.indexOf('.', start) > 0; start = name.indexOf('.', start) + 1) {
      if (MailDomains.isOpenToAnybody(name.substring(start))) {
        return true;
      }
    }
    return false;
  }
}
