package dev.leadloop.account.told;

import dev.leadloop.account.key.AccountKey;
import dev.leadloop.account.key.CompanyDomain;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.text.IntakeLimits;
import dev.leadloop.text.VisibleText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which company is meant by a domain or a name that somebody gives. */
public final class CompanyFields {
  private static final int LONGEST_ADDRESS = 2_000;
  private static final Pattern SCHEME = Pattern.compile("https?://");
  private static final Pattern BEHIND_HOST = Pattern.compile("[/?#:]");

  private CompanyFields() {}

  /**
   * The company.
   *
   * @param domain a domain, or the address of a website; goes before the name
   * @throws ToldFault where neither says which company is meant
   */
  public static AccountKey read(@Nullable String domain, @Nullable String company) throws ToldFault {
    String site = VisibleText.known(domain);
    String name = VisibleText.known(company);
    String fault = name == null ? null : IntakeLimits.text(name, IntakeLimits.COMPANY).orElse(null);
    if (fault != null) {
      throw new ToldFault("company", fault);
    }
    if (site != null) {
      String host = host(site);
      AccountKey own = AccountKey.ofDomain(host).orElseThrow(() -> nobodys(host));
      return AccountKey.of("x@" + host, name).orElse(own);
    }
    if (name == null) {
      throw new ToldFault("domain", "names no company; give its domain, such as acme.example, or its name as 'company'");
    }
    return AccountKey.ofCompany(name).orElseThrow(() -> new ToldFault("company",
        "is no name of a company; give the company's domain, or its name as people write it"));
  }

  private static ToldFault nobodys(String domain) {
    return new ToldFault("domain", CompanyDomain.fault(domain).orElse(
        "is a place of learning, whose people may have nothing in common; name the company instead"));
  }

  /** The host of a website, or the domain as it is. */
  private static String host(String given) throws ToldFault {
    String plain = given.length() > LONGEST_ADDRESS ? "" : SCHEME.matcher(given.toLowerCase(Locale.ROOT)).replaceFirst("");
    String host = BEHIND_HOST.split(plain, 2)[0];
    Optional<String> domain = EmailAddresses.normalise("x@" + (host.endsWith(".") ? host.substring(0, host.length() - 1) : host));
    return domain.map(address -> address.substring(2))
        .orElseThrow(() -> new ToldFault("domain", EmailAddresses.isReadTwoWays(host)
            ? "has a letter, such as the German sharp s, that older rules for domains turn into others and so into somebody "
            + "else's"
                + " domain; give it as it is registered, in the form that begins with xn--"
            : "is no domain; give one like acme.example"));
  }
}
