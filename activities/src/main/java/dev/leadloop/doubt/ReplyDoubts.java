package dev.leadloop.doubt;

import dev.leadloop.consent.SuppressionReason;
import dev.leadloop.consent.Suppressions;
import dev.leadloop.doubt.ReplyDoubtStore.Doubt;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.sending.SendStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Settles answers that may ask to stop. Whoever says that one does suppresses the address; said to be an answer, it counts as
 * one from when it was given, and mail that rested goes on at once.
 */
public final class ReplyDoubts {
  private final ReplyDoubtStore store;
  private final SendStore ledger;
  private final Suppressions suppressions;
  private final InboxStore inbox;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  public ReplyDoubts(
      ReplyDoubtStore store,
      SendStore ledger,
      Suppressions suppressions,
      InboxStore inbox,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.store = store;
    this.ledger = ledger;
    this.suppressions = suppressions;
    this.inbox = inbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Says what an answer meant; when this returns, it is committed.
   *
   * @param asksToStop whether its writer wants no more mail
   * @param by a named person of marketing or management
   * @return the answer as it stands now; where it says otherwise, somebody else has said so, or there was nothing left to say
   * @throws IllegalArgumentException where nobody named says it
   */
  public Doubt settle(Doubt doubt, boolean asksToStop, Principal by) {
    boolean person =
        switch (by.kind()) {
          case MARKETING, MANAGER, ADMIN -> true;
          case PERSON, SYSTEM, REP, PROVIDER, TEMPORAL -> false;
        };
    if (!person) {
      throw new IllegalArgumentException("Only a named person of marketing or management says what an answer meant.");
    }
    return Objects.requireNonNull(transaction.execute(status -> {
      // The address is locked first, as by a send: no mail begins to go while this is being said.
      suppressions.changeInside(
          Set.of(doubt.emailKey()),
          by,
          suppressed -> settled(doubt, asksToStop, by)
              ? List.of(new Suppressions.Change(doubt.emailKey(), SuppressionReason.UNSUBSCRIBED))
              : List.of());
      return store.find(doubt.id()).orElseThrow();
    }));
  }

  /** Whether the address is to be suppressed now. */
  private boolean settled(Doubt doubt, boolean asksToStop, Principal by) {
    Instant now = clock.instant();
    // Read again under the lock: the address may have been suppressed, or this settled, a moment ago.
    if (!store.find(doubt.id()).orElseThrow().open() || !store.settle(doubt.id(), asksToStop, by.toString(), now)) {
      return false;
    }
    LeadId lead = doubt.lead();
    if (lead != null) {
      String id = doubt.eventId() + "-settled";
      EventBody body = new EventBody.StopDoubtSettled(doubt.eventId(), asksToStop);
      inbox.append(InboxRow.called(lead, id, "stop_doubt_settled", now, by, body));
      if (!asksToStop) {
        inbox.append(answer(doubt, lead, by));
      }
    }
    return asksToStop;
  }

  private InboxRow answer(Doubt doubt, LeadId lead, Principal by) {
    Instant occurredAt = doubt.reply().occurredAt();
    Instant at = occurredAt == null ? doubt.openedAt() : occurredAt;
    EventBody body = new EventBody.Engaged(OwnSignals.EMAIL_REPLY, mail(doubt.reply().sendId()), false);
    return InboxRow.called(lead, doubt.eventId() + "-answer", OwnSignals.EMAIL_REPLY, at, by, body);
  }

  private Map<String, String> mail(@Nullable UUID send) {
    SendStore.Sent sent = send == null ? null : ledger.find(Set.of(send)).get(send);
    return sent == null ? Map.of() : Map.of("sequence", sent.sequence(), "step", sent.step());
  }
}
