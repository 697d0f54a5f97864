package dev.leadloop.orders;

import dev.leadloop.inbox.HeldStore;
import dev.leadloop.inbox.HeldStore.HeldAnswer;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.orders.HeldResult.Another;
import dev.leadloop.orders.HeldResult.Declined;
import dev.leadloop.orders.HeldResult.Given;
import dev.leadloop.orders.HeldResult.Held;
import dev.leadloop.orders.HeldResult.Wrong;
import dev.leadloop.orders.OrderResult.NotRecorded;
import dev.leadloop.orders.OrderResult.Recorded;
import dev.leadloop.record.AnswerTrial;
import dev.leadloop.record.LeadStore;
import dev.leadloop.view.AnswerReadStore;
import dev.leadloop.worker.start.StartFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Answers that whoever gives them may take back for some seconds, while nothing of them has left the house.
 *
 * <p>Such an answer is recorded at once and counts from then, so that it is never late because it was held; no decision takes
 * it before the hold is over, which is always before anything of its lead falls due. Then the relay brings it about, whatever
 * became of the page or the process. While it is held it binds nobody: an answer that is given without a hold meanwhile goes
 * first, and the held one is refused in words. Another by the same person takes its place.
 */
@Component
public class HeldAnswers {
  private static final String SETTING = "leadloop.console.undo";
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Orders orders;
  private final LeadStore leads;
  private final InboxStore inbox;
  private final HeldStore store;
  private final AnswerReadStore recorded;
  private final AnswerTrial trial;
  private final TransactionTemplate transaction;
  private final Duration undo;

  /**
   * Over the stores.
   *
   * @param undo how long an answer may be taken back; zero for not at all
   * @throws StartFailure where that is negative, or longer than a minute
   */
  public HeldAnswers(
      Orders orders, LeadStore leads, InboxStore inbox, HeldStore store, AnswerReadStore recorded, AnswerTrial trial,
      TransactionTemplate transaction, @Value("${" + SETTING + ":8s}") Duration undo) {
    if (undo.isNegative() || undo.compareTo(LONGEST) > 0) {
      throw new StartFailure(SETTING + " is " + undo + ": it must be between 0s and 60s.");
    }
    this.orders = orders;
    this.leads = leads;
    this.inbox = inbox;
    this.store = store;
    this.recorded = recorded;
    this.trial = trial;
    this.transaction = transaction;
    this.undo = undo;
  }

  /** Records the answer and holds it; the key names it among those of whoever gives it, as with any order. */
  public HeldResult give(String leadId, Order order, Principal by, @Nullable String key) {
    Optional<NotRecorded> wrong = orders.fault(leadId, order);
    if (wrong.isPresent()) {
      return new Wrong(wrong.get());
    }
    InboxRow row = orders.row(new LeadId(leadId), orders.eventId(by, key), order, by);
    HeldResult held = transaction.execute(status -> {
      HeldResult result = held(row);
      if (result instanceof Declined) {
        status.setRollbackOnly();
      }
      return result;
    });
    return held == null ? given(orders.giveOnce(leadId, order, by, row.eventId())) : held;
  }

  /** Takes an answer back; false where it stands given, or is not that person's. */
  public boolean takeBack(String leadId, String eventId, Principal by) {
    return Boolean.TRUE.equals(transaction.execute(status -> {
      LeadId lead = new LeadId(leadId);
      leads.lock(lead);
      return store.takeBack(lead, eventId, by);
    }));
  }

  /** Lets an answer go and waits for what comes of it, as with one that is given at once. */
  public OrderResult letGo(String leadId, String eventId, Principal by) {
    LeadId lead = new LeadId(leadId);
    store.letGo(lead, eventId, by);
    return orders.settled(lead, eventId);
  }

  /** Null where it is to be given like any other. */
  private @Nullable HeldResult held(InboxRow row) {
    LeadId lead = row.lead();
    leads.lock(lead);
    HeldAnswer before = store.held(lead).orElse(null);
    boolean again = before != null && before.eventId().equals(row.eventId());
    if (!again && inbox.verdict(lead, row.eventId()).isPresent()) {
      // What stands given is told again and changes nothing, least of all what has been answered since.
      return null;
    }
    if (before != null && !before.by().equals(row.by())) {
      return new Another(before.by(), before.label(), before.until());
    }
    if (before != null && again && recorded.holdsSame(row)) {
      return new Held(lead, before.eventId(), before.until(), "");
    }
    if (before != null) {
      store.takeBack(lead, before.eventId(), before.by());
    }
    if (!inbox.appendAnswer(row)) {
      return null;
    }
    Verdict foreseen = trial.of(lead, row.eventId()).orElse(null);
    if (foreseen != null && !foreseen.applied()) {
      return new Declined(new OrderResult.Refused(foreseen.code(), foreseen.message()), row.eventId());
    }
    Instant until = undo.isZero() ? null : store.hold(lead, row.eventId(), undo);
    return until == null
        ? null
        : new Held(lead, row.eventId(), until, foreseen == null ? "" : foreseen.message());
  }

  private static HeldResult given(OrderResult result) {
    return switch (Objects.requireNonNull(result)) {
      case Recorded recorded -> new Given(recorded);
      case NotRecorded not -> new Wrong(not);
    };
  }
}
