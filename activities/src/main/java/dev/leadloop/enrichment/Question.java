package dev.leadloop.enrichment;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.MailDomains;
import org.jspecify.annotations.Nullable;

/**
 * What a provider may be asked by; what is not known, or may not be told to others, is null.
 *
 * @param domain of the address, where its people are one company: never one where anybody may have a mailbox
 * @param address in its one form
 * @param company as it was told
 */
public record Question(@Nullable String domain, @Nullable String address, @Nullable String company) {

  /** What may be asked about a lead of that address and company. */
  public static Question of(@Nullable String emailKey, @Nullable String company, boolean mayBeNamed) {
    String domain = emailKey == null ? null : MailDomains.domainOf(emailKey);
    boolean ofACompany = domain != null && MailDomains.of(domain).kind() == EmailKind.BUSINESS;
    return new Question(ofACompany ? domain : null, mayBeNamed ? emailKey : null, company);
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "Question[" + (domain == null ? "" : "domain ") + (address == null ? "" : "address ")
        + (company == null ? "" : "company") + "]";
  }
}
