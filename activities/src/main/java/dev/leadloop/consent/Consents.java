package dev.leadloop.consent;

import dev.leadloop.consent.ConsentStore.Said;
import dev.leadloop.email.token.ConfirmationTokens.Confirmation;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.record.PolicySource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a person's own word on being mailed: proof, standing and the lead's inbox in one transaction. */
public final class Consents {
  private final LeadStore leads;
  private final ConsentStore consents;
  private final SuppressionStore addresses;
  private final InboxStore inbox;
  private final PolicySource policies;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  public Consents(
      LeadStore leads,
      ConsentStore consents,
      SuppressionStore addresses,
      InboxStore inbox,
      PolicySource policies,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.leads = leads;
    this.consents = consents;
    this.addresses = addresses;
    this.inbox = inbox;
    this.policies = policies;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What came of following a confirmation link. */
  public enum Outcome {
    CONFIRMED,
    /** The same address had confirmed before; nothing was changed. */
    CONFIRMED_BEFORE,
    /** The link is older than the policy lets it work. */
    EXPIRED,
    /** The lead has another address by now, said no or left since, or was forgotten. */
    OVERTAKEN
  }

  /** What following the link would do now; changes nothing. */
  public Outcome look(Confirmation link) {
    return leads.find(id(link)).map(lead -> judge(link, lead)).orElse(Outcome.OVERTAKEN);
  }

  /**
   * Confirms the consent that the link was mailed for.
   *
   * @param wording what the person read beside the button
   * @param place the page's address
   */
  public Outcome confirm(Confirmation link, String wording, String place) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          if (leads.lock(id(link)).isEmpty()) {
            return Outcome.OVERTAKEN;
          }
          LeadRecord lead = leads.find(id(link)).orElseThrow();
          Outcome outcome = judge(link, lead);
          if (outcome == Outcome.CONFIRMED) {
            Instant now = clock.instant();
            String emailKey = Objects.requireNonNull(lead.emailKey());
            consents.confirm(id(link), emailKey, now);
            take(id(link), emailKey, new Said(MailConsent.CONFIRMED.label(), now, place, wording, "email"), now);
          }
          return outcome;
        }));
  }

  private Outcome judge(Confirmation link, LeadRecord lead) {
    String emailKey = lead.emailKey();
    if (lead.erasedAt() != null
        || emailKey == null
        || !link.isFor(emailKey)
        || addresses.reason(emailKey).isPresent()) {
      return Outcome.OVERTAKEN;
    }
    ConsentStore.Current current = consents.current(id(link));
    boolean saidNoSince =
        MailConsent.DECLINED.label().equals(current.status()) && (current.at() == null || current.at().isAfter(link.issuedAt()));
    if (saidNoSince) {
      return Outcome.OVERTAKEN;
    }
    if (consents.confirmedAt(id(link)).isPresent()) {
      return Outcome.CONFIRMED_BEFORE;
    }
    Instant until = link.issuedAt().plus(policies.latest().consent().confirmWithin());
    return clock.instant().isAfter(until) ? Outcome.EXPIRED : Outcome.CONFIRMED;
  }

  private static LeadId id(Confirmation link) {
    return new LeadId(link.leadId());
  }

  private void take(LeadId lead, String emailKey, Said said, Instant now) {
    consents.record(lead, emailKey, said, Principal.PERSON, true, now);
    String label = "consent_" + said.status();
    inbox.append(
        InboxRow.called(
            lead, label + "-" + UUID.randomUUID(), label, now, Principal.PERSON,
            new EventBody.ConsentChanged(said.status())));
  }
}
