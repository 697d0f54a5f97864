package dev.leadloop.watching;

import dev.leadloop.lead.Stage;
import dev.leadloop.view.WatchStore;
import dev.leadloop.view.WatchStore.Kind;
import dev.leadloop.view.WatchStore.OpenHandoffs;
import dev.leadloop.view.WatchStore.Waiting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What waits, is open and was done, of leads, decisions, mail and handoffs. */
final class WorkNumbers implements WatchedNumbers {
  static final WatchedGauge LEADS = WatchedGauge.of("leadloop_leads", "Leads by stage.", "stage");
  static final WatchedGauge INBOX =
      WatchedGauge.of("leadloop_inbox_waiting", "What waits to be decided, by line: DIRECT, SINGLE or BULK.", "line");
  static final WatchedGauge INBOX_OLDEST =
      WatchedGauge.of("leadloop_inbox_oldest_seconds", "For how long the first of these waits.", "line");
  static final WatchedGauge RINGS =
      WatchedGauge.of("leadloop_ring_backlog", "What nobody has called for yet although its time has come, by line.", "line");
  static final WatchedGauge RING_LAG =
      WatchedGauge.of("leadloop_ring_lag_seconds", "By how much the time of the first of these has passed.", "line");
  static final WatchedGauge EFFECTS = WatchedGauge.of(
      "leadloop_effects_open", "What was ordered of mail, notices, webhooks and the like and is not done, by kind.", "kind");
  static final WatchedGauge EFFECTS_OLDEST =
      WatchedGauge.of("leadloop_effects_oldest_seconds", "For how long the first of these is open.", "kind");
  static final WatchedGauge HANDOFFS = WatchedGauge.of(
      "leadloop_handoffs_open",
      "Handoffs that wait for an answer, by class, by whom they are with (rep or queue) and by state"
          + " (in_time, overdue or paused).",
      "sla_class", "with", "state");
  static final WatchedGauge OVERDUE = WatchedGauge.of(
      "leadloop_handoffs_overdue_seconds", "By how much the deadline of the first overdue handoff has passed.", "sla_class");
  static final WatchedGauge MAILS = WatchedGauge.of(
      "leadloop_mails_last_hour", "Mails of sequences and campaigns that were begun in the last hour, by their state.", "state");
  static final WatchedGauge PROVIDER_EVENTS = WatchedGauge.of(
      "leadloop_provider_events_last_hour", "What the mail provider told in the last hour, by kind.", "kind");
  static final WatchedGauge PROVIDER_WAITING = WatchedGauge.of(
      "leadloop_provider_events_waiting", "What the mail provider told and no lead was told of yet.");
  static final WatchedGauge PROVIDER_OLDEST =
      WatchedGauge.of("leadloop_provider_events_oldest_seconds", "For how long the first of these waits.");
  static final WatchedGauge WEBHOOKS =
      WatchedGauge.of("leadloop_webhook_deliveries_waiting", "Deliveries to webhooks whose time has come and that are not made.");
  static final WatchedGauge WEBHOOK_LAG = WatchedGauge.of(
      "leadloop_webhook_deliveries_lag_seconds", "By how much the time of the first of these has passed.");

  private final WatchStore store;

  WorkNumbers(WatchStore store) {
    this.store = store;
  }

  @Override
  public List<WatchedGauge> gauges() {
    return List.of(
        LEADS, INBOX, INBOX_OLDEST, RINGS, RING_LAG, EFFECTS, EFFECTS_OLDEST, HANDOFFS, OVERDUE, MAILS, PROVIDER_EVENTS,
        PROVIDER_WAITING, PROVIDER_OLDEST, WEBHOOKS, WEBHOOK_LAG);
  }

  @Override
  public void look(Readings readings) {
    leads(readings);
    handoffs(readings);
    waiting(readings, INBOX, INBOX_OLDEST, store.inbox());
    waiting(readings, RINGS, RING_LAG, store.toRing());
    waiting(readings, EFFECTS, EFFECTS_OLDEST, store.effects());
    store.mails().forEach(kind -> readings.set(MAILS, kind.count(), kind.kind()));
    store.providerEvents().forEach(kind -> readings.set(PROVIDER_EVENTS, kind.count(), kind.kind()));
    one(readings, PROVIDER_WAITING, PROVIDER_OLDEST, store.providerEventsWaiting());
    one(readings, WEBHOOKS, WEBHOOK_LAG, store.webhookDeliveries());
  }

  private void leads(Readings readings) {
    Map<String, Long> found = store.leads().stream().collect(Collectors.toMap(Kind::kind, Kind::count));
    for (Stage stage : Stage.values()) {
      readings.set(LEADS, found.getOrDefault(stage.label(), 0L), stage.label());
    }
  }

  private void handoffs(Readings readings) {
    Map<String, Double> overdue = new LinkedHashMap<>();
    for (OpenHandoffs open : store.handoffs()) {
      readings.set(HANDOFFS, open.count(), open.slaClass(), open.queue() ? "queue" : "rep", open.state());
      overdue.merge(open.slaClass(), open.overdueSeconds(), Math::max);
    }
    overdue.forEach((slaClass, seconds) -> readings.set(OVERDUE, seconds, slaClass));
  }

  private static void waiting(Readings readings, WatchedGauge count, WatchedGauge oldest, List<Waiting> found) {
    for (Waiting kind : found) {
      readings.set(count, kind.count(), kind.kind());
      readings.set(oldest, kind.oldestSeconds(), kind.kind());
    }
  }

  private static void one(Readings readings, WatchedGauge count, WatchedGauge oldest, Waiting found) {
    readings.set(count, found.count());
    readings.set(oldest, found.oldestSeconds());
  }
}
