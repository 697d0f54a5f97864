package dev.leadloop.watching;

import dev.leadloop.connect.Connector;
import dev.leadloop.connect.ConnectorStore;
import dev.leadloop.connect.WaitingStore;
import java.util.List;

/** How far connectors are, each told apart by the name it was given. */
final class ConnectorNumbers implements WatchedNumbers {
  static final WatchedGauge STATE = WatchedGauge.of(
      "leadloop_connector_state",
      "1 for the state a connector is in (new, running, paused or stopped, where a person must see to it), 0 for the others.",
      "connector", "state");
  static final WatchedGauge WAITING = WatchedGauge.of(
      "leadloop_connector_leads_waiting", "Leads that a connector has not written yet.", "connector");
  static final WatchedGauge LAG = WatchedGauge.of(
      "leadloop_connector_lag_seconds", "For how long the first of these waits.", "connector");
  static final WatchedGauge SET_ASIDE = WatchedGauge.of(
      "leadloop_connector_leads_set_aside", "Leads that the other side refused and that a person must see to.", "connector");
  static final WatchedGauge TOLD = WatchedGauge.of(
      "leadloop_connector_events_waiting", "What the other side told and nobody has looked at yet.", "connector");
  private static final String STOPPED = "stopped";

  private final ConnectorStore connectors;
  private final WaitingStore waiting;

  ConnectorNumbers(ConnectorStore connectors, WaitingStore waiting) {
    this.connectors = connectors;
    this.waiting = waiting;
  }

  @Override
  public List<WatchedGauge> gauges() {
    return List.of(STATE, WAITING, LAG, SET_ASIDE, TOLD);
  }

  @Override
  public void look(Readings readings) {
    for (Connector connector : connectors.all()) {
      String is = state(connector);
      for (String state : List.of("new", "running", "paused", STOPPED)) {
        readings.set(STATE, state.equals(is) ? 1 : 0, connector.id(), state);
      }
      WaitingStore.Counts counts = waiting.counts(connector.id());
      readings.set(WAITING, counts.waiting(), connector.id());
      readings.set(LAG, counts.lagSeconds(), connector.id());
      readings.set(SET_ASIDE, counts.aside(), connector.id());
      readings.set(TOLD, counts.told(), connector.id());
    }
  }

  private static String state(Connector connector) {
    return switch (connector.state()) {
      case NEW -> "new";
      case PAUSED -> "paused";
      case RUNNING -> connector.standing().alarm() == null ? "running" : STOPPED;
    };
  }
}
