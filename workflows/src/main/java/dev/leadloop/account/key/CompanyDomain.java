package dev.leadloop.account.key;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.MailDomains;
import dev.leadloop.lead.RegisteredDomain;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells mail domains whose people are one account from those that many share.
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
    if (RegisteredDomain.of(name).isEmpty()) {
      return Optional.of("is an ending under which anybody may have a domain, so its people are no one account; give the"
          + " company's own domain, such as acme.co.uk");
    }
    return Whose.ANYBODYS.is(MailDomains.of(name).kind())
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
        : RegisteredDomain.of(name).filter(root -> !Whose.NO_COMPANYS.is(MailDomains.of(name).kind()));
  }

  private static String plain(String domain) {
    String name = domain.length() > LONGEST + 1 ? domain : domain.strip().toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
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
}
