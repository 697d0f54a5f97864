package dev.leadloop.account.told;

import dev.leadloop.account.key.AccountKey;
import dev.leadloop.account.key.CompanyDomain;
import dev.leadloop.email.address.WrittenDomain;
import dev.leadloop.text.IntakeLimits;
import dev.leadloop.text.VisibleText;
import org.jspecify.annotations.Nullable;

/** Which company is meant by a domain or a name that somebody gives. */
public final class CompanyFields {
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
      String host = WrittenDomain.of(site).orElseThrow(() -> new ToldFault("domain", WrittenDomain.fault(site)));
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
}
