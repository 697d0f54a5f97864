package dev.leadloop.account.key;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the people of one company have in common: the domain of their addresses where it is the company's own, else the
 * company's name as they gave it. A domain goes before a name, so that two companies of one name stay two.
 *
 * @param kind by what the company is known
 * @param name in the form in which it is compared
 * @param label as people read it: the name that was given, or the domain
 * @param because how it was derived, in words
 */
public record AccountKey(Kind kind, String name, String label, String because) {
  /** By what a company is known. */
  public enum Kind {
    DOMAIN,
    COMPANY
  }

  /**
   * The company of somebody; empty where nothing tells it.
   *
   * @param emailKey the address in its one form; null where none is known
   * @param company its name as it was given; null where none was
   */
  public static Optional<AccountKey> of(@Nullable String emailKey, @Nullable String company) {
    Optional<AccountKey> byDomain =
        emailKey == null ? Optional.empty() : ofDomain(emailKey.substring(emailKey.lastIndexOf('@') + 1));
    Optional<AccountKey> byCompany = company == null ? Optional.empty() : ofCompany(company);
    return byDomain
        .map(key -> byCompany.map(named -> new AccountKey(key.kind, key.name, named.label, key.because)).orElse(key))
        .or(() -> byCompany);
  }

  /** The company whose own domain that is; empty where it is none's. */
  public static Optional<AccountKey> ofDomain(String domain) {
    return CompanyDomain.own(domain)
        .map(own -> new AccountKey(Kind.DOMAIN, own, own, "the address is of the company's own domain " + own));
  }

  /** The company of that name; empty where it names none. */
  public static Optional<AccountKey> ofCompany(String given) {
    return CompanyNames.compared(given)
        .map(name -> new AccountKey(Kind.COMPANY, name, given.strip(), "the company was given as " + given.strip()));
  }

  /** The id of an account that is known by this: always the same, wherever and whenever it is made. */
  public String accountId() {
    return UUID.nameUUIDFromBytes((kind + " " + name).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
