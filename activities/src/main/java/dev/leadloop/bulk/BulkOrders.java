package dev.leadloop.bulk;

import dev.leadloop.bulk.BulkLeadStore.Address;
import dev.leadloop.bulk.BulkOrder.Content;
import dev.leadloop.bulk.BulkOrderStore.Opening;
import dev.leadloop.consent.Suppressions;
import dev.leadloop.desk.DeskStore;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.Change;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.record.PolicySource;
import dev.leadloop.temporal.ActivityFailures;
import dev.leadloop.temporal.bulk.BulkOrderActivities;
import dev.leadloop.temporal.bulk.BulkOrderProgress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives one order for many leads, each once. What becomes of it each lead decides by itself, as when the order is given for it
 * alone; a suppression is done at once, since no mail may begin to be sent after it.
 */
public final class BulkOrders implements BulkOrderActivities {
  /** Most leads of one order. */
  public static final int MOST = 10_000;

  /** Leads a minute that get a sequence: each begins with a mail soon after. */
  private static final int NURTURE_RATE = 600;
  private static final int RATE = 6_000;

  private final BulkOrderStore store;
  private final BulkLeadStore leads;
  private final BulkTrial trial;
  private final InboxStore inbox;
  private final Suppressions suppressions;
  private final AuditStore audit;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  BulkOrders(
      JdbcClient jdbc, InboxStore inbox, PolicySource policies, Suppressions suppressions, TransactionTemplate transaction,
      InstantSource clock) {
    this.store = new BulkOrderStore(jdbc);
    this.leads = new BulkLeadStore(jdbc);
    this.trial = new BulkTrial(leads, new DeskStore(jdbc), policies);
    this.inbox = inbox;
    this.suppressions = suppressions;
    this.audit = new AuditStore(jdbc);
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Those of these leads that are known, in the order given. */
  public List<String> known(List<String> chosen) {
    return leads.known(chosen);
  }

  /** What would become of the order for those leads now. */
  public BulkPreview preview(List<String> chosen, EventBody body, Principal by) {
    return trial.of(chosen, body, by, clock.instant());
  }

  /**
   * Opens a bulk order, or finds the one of that id.
   *
   * @param asked tells what is ordered for whom from anything else that is ordered under the same id
   * @return empty where the id belongs to another order
   */
  public Optional<BulkOrder> open(String id, String asked, Content content, List<String> chosen, Principal by) {
    return Objects.requireNonNull(transaction.execute(status -> {
      Instant now = clock.instant();
      int rate = content.body() instanceof EventBody.NurtureOrdered ? NURTURE_RATE : RATE;
      if (store.open(new Opening(id, asked, content, rate, by, now), chosen)) {
        audit.add(now, new Change(
            by, "bulk_order_given", "bulk-order/" + id, Map.of("what", content.words(), "leads", chosen.size())));
      }
      return store.asked(id, asked) ? store.find(id) : Optional.<BulkOrder>empty();
    }));
  }

  /** Stops one for good; for whom it was given, it stands. */
  public BulkOrder stop(String id, Principal by) {
    return Objects.requireNonNull(transaction.execute(status -> {
      BulkOrder before = store.lock(id).orElseThrow(() -> unknown(id));
      if (!before.progress().finished()) {
        store.stop(id, by, clock.instant());
        audit.add(clock.instant(), new Change(
            by, "bulk_order_stopped", "bulk-order/" + id, Map.of("given", before.progress().given())));
      }
      return store.find(id).orElseThrow();
    }));
  }

  @Override
  public BulkOrderProgress giveNext(String bulkOrderId, int most) {
    return Objects.requireNonNull(transaction.execute(status -> {
      BulkOrder order = store.lock(bulkOrderId).orElseThrow(() -> unknown(bulkOrderId));
      if (!order.progress().finished()) {
        give(order, store.next(bulkOrderId, most), most);
      }
      return store.find(bulkOrderId).orElseThrow().progress();
    }));
  }

  @Override
  public BulkOrderProgress stopBulkOrder(String bulkOrderId) {
    return stop(bulkOrderId, Principal.TEMPORAL).progress();
  }

  private void give(BulkOrder order, List<String> next, int most) {
    Instant now = clock.instant();
    if (order.content().body() instanceof EventBody.Suppressed suppressed) {
      leads.addresses(next).forEach(one -> suppress(order, one, suppressed.reason(), now));
    } else {
      inbox.appendAll(leads.known(next).stream().sorted().map(lead -> row(order, lead, now)).toList());
    }
    store.given(order.id(), next);
    store.count(order.id(), next.size(), next.size() < most || store.next(order.id(), 1).isEmpty(), now);
  }

  private void suppress(BulkOrder order, Address address, String reason, Instant now) {
    String email = address.emailKey();
    if (email == null) {
      store.came(order.id(), address.lead(), BulkTrial.Outcome.NO_ADDRESS);
    } else if (suppressions.suppressInside(email, reason, order.by())) {
      store.done(order.id(), address.lead());
      audit.add(now, new Change(
          order.by(), "suppression_added", "lead/" + address.lead(), Map.of("reason", reason, "bulkOrder", order.id())));
    } else {
      store.came(order.id(), address.lead(), BulkTrial.Outcome.SUPPRESSED_BEFORE);
    }
  }

  /** What is given along with many others waits in the last line, so that nobody's single answer waits for it. */
  private static InboxRow row(BulkOrder order, String lead, Instant now) {
    Content content = order.content();
    return new InboxRow(
        new LeadId(lead), order.eventId(), content.label(), now, order.by(), content.body(), content.note(),
        InboxRow.Ringing.ALONG);
  }

  private static RuntimeException unknown(String id) {
    return ActivityFailures.forGood("there is no bulk order '" + id + "'", UNKNOWN_BULK_ORDER);
  }
}
