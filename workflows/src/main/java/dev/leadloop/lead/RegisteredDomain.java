package dev.leadloop.lead;

import com.google.common.net.InternetDomainName;
import java.util.Optional;

/**
 * What somebody registered, of which a name is or below which it lies: mail.acme.co.uk is acme.co.uk. Under which endings anybody
 * may have a domain is read from the public suffix list that Guava brings, those of hosts such as github.io among them.
 */
public final class RegisteredDomain {
  private RegisteredDomain() {}

  /**
   * What is registered below an ending, where one that the list does not know is one word; empty for an ending, and for what is
   * no name of a host.
   *
   * @param name in lower case and ASCII, without a dot at its end
   */
  public static Optional<String> of(String name) {
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
}
