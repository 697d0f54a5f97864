package dev.leadloop.webhook;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.EventBody;
import dev.leadloop.store.InboxRow;
import dev.leadloop.store.InboxStore;
import dev.leadloop.store.LeadRecord;
import dev.leadloop.store.LeadStore;
import dev.leadloop.store.SuppressionStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Suppresses the address of a lead who asked for it, and tells the lead's workflow, in one transaction. */
@Component
class Unsubscribing {
  private static final String REASON = "unsubscribed";

  private final LeadStore leads;
  private final SuppressionStore suppressions;
  private final InboxStore inbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Unsubscribing(
      LeadStore leads,
      SuppressionStore suppressions,
      InboxStore inbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.leads = leads;
    this.suppressions = suppressions;
    this.inbox = inbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Returns once it is committed. A second time, or for a lead whose address is gone, it changes nothing. */
  void unsubscribe(LeadId lead) {
    transaction.executeWithoutResult(
        status -> {
          String address = leads.find(lead).map(LeadRecord::emailKey).orElse(null);
          if (address != null && !suppress(lead, address)) {
            status.setRollbackOnly();
          }
        });
  }

  /** The event first, because every writer locks the lead before the address. */
  private boolean suppress(LeadId lead, String address) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String eventId = REASON + "-" + now.toEpochMilli();
    inbox.append(InboxRow.rung(lead, eventId, REASON, now, Principal.PERSON, new EventBody.Suppressed(REASON)));
    suppressions.lock(address);
    return suppressions.suppress(address, REASON, Principal.PERSON.toString(), now);
  }
}
