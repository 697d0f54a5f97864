package dev.leadloop.account.key;

import com.google.common.net.InternetDomainName;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.MailDomains;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells mail domains whose people are one account from those that many share. Under which endings anybody may have a domain
 * is read from the public suffix list that Guava brings, those of hosts such as github.io among them.
 */
public final class CompanyDomain {
  /** The longest name of a host, in characters (RFC 1123, 2.1, and RFC 1035, 2.3.4). */
  private static final int LONGEST = 253;

  private CompanyDomain() {}

  /**
   * Why the people of a domain are no one account, to be read after the field's name; empty where they may be.
   *
   * @param domain a name that may stand behind the @ of an address, in ASCII
   */
  public static Optional<String> fault(String domain) {
    String name = plain(domain);
    if (name.length() > LONGEST) {
      return Optional.of("is longer than " + LONGEST + " characters, which no domain is");
    }
    Optional<String> root = root(name);
    if (root.isEmpty()) {
      return Optional.of("is an ending under which anybody may have a domain, so its people are no one account; give the"
          + " company's own domain, such as acme.co.uk");
    }
    return isBelow(name, root.get(), Whose.ANYBODYS)
        ? Optional.of("is a domain where anybody has an address, or below one, so its people are no one account; name the company"
            + " instead")
        : Optional.empty();
  }

  /**
   * The domain that the company registered: mail.acme.co.uk is acme.co.uk. Empty where it is no company's own: an ending,
   * mailboxes for anybody, or a place of learning, whose people may have nothing in common.
   *
   * @param domain what stands behind the @ of an address
   */
  static Optional<String> own(String domain) {
    String name = plain(domain);
    return name.length() > LONGEST
        ? Optional.empty()
        : root(name).filter(root -> !isBelow(name, root, Whose.NO_COMPANYS));
  }

  private static String plain(String domain) {
    String name = domain.length() > LONGEST + 1 ? domain : domain.strip().toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** What is registered below an ending; an ending that the list does not know is one word. */
  private static Optional<String> root(String name) {
    if (!InternetDomainName.isValid(name)) {
      return Optional.empty();
    }
    InternetDomainName domain = InternetDomainName.from(name);
    if (domain.hasPublicSuffix()) {
      return domain.isUnderPublicSuffix() ? Optional.of(domain.topPrivateDomain().toString()) : Optional.empty();
    }
    int dot = name.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(name.substring(name.lastIndexOf('.', dot - 1) + 1));
  }

  private enum Whose {
    ANYBODYS,
    NO_COMPANYS;

    boolean is(EmailKind kind) {
      return switch (kind) {
        case FREE, DISPOSABLE -> true;
        case STUDENT -> this == NO_COMPANYS;
        case BUSINESS, NONE -> false;
      };
    }
  }

  /** Whether the name, or one between it and its root, is such a domain. */
  private static boolean isBelow(String name, String root, Whose whose) {
    int last = name.length() - root.length();
    for (int start = 0; start <= last; start = name.indexOf('.', start) + 1) {
      if (whose.is(MailDomains.of(name.substring(start)).kind())) {
        return true;
      }
    }
    return false;
  }
}
