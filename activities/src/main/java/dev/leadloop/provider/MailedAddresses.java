package dev.leadloop.provider;

import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.lead.LeadId;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.sending.SendStore;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Our mail by the ledger, and unsubscribe tokens by the addresses of it. */
public final class MailedAddresses implements MailedTo {
  private final SendStore ledger;
  private final LeadStore leads;
  private final UnsubscribeTokens tokens;

  public MailedAddresses(SendStore ledger, LeadStore leads, UnsubscribeTokens tokens) {
    this.ledger = ledger;
    this.leads = leads;
    this.tokens = tokens;
  }

  @Override
  public Optional<String> by(UUID send) {
    return ledger.mailedTo(send);
  }

  @Override
  public Optional<String> byLink(String token) {
    return tokens.verify(token).map(LeadId::new).flatMap(lead -> {
      Optional<String> today = leads.find(lead).map(LeadRecord::emailKey);
      // A token may be of a time when they named no address; it stands for the lead then, wherever its mail goes.
      return Stream.concat(today.stream(), ledger.addresses(lead).stream())
          .filter(address -> tokens.isFor(token, address))
          .findFirst()
          .or(() -> today);
    });
  }
}
