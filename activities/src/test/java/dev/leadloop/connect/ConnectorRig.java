package dev.leadloop.connect;

import dev.leadloop.connect.hubspot.FakeHubSpot;
import dev.leadloop.connect.hubspot.HubSpot;
import dev.leadloop.connect.vault.Vault;
import dev.leadloop.connect.vendor.Vendor;
import dev.leadloop.desk.RepStore;
import dev.leadloop.lead.Principal;
import dev.leadloop.outbound.PublicHttp;
import dev.leadloop.outbound.TargetRules;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.temporal.connector.ConnectorProgress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A connector over a record of its own and a fake account; its turns are taken by hand. */
final class ConnectorRig implements AutoCloseable {
  static final String ID = "crm";
  static final Principal ADMIN = new Principal(Principal.Kind.ADMIN, "ops");
  private static final PublicHttp.Limits LIMITS = new PublicHttp.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 64, 16);

  final RecordFixture record = new RecordFixture();
  final FakeHubSpot hubspot;
  final Vault vault = new Vault(() -> "0123456789012345678901234567890123456789");
  final ConnectorStore store = new ConnectorStore(record.jdbc);
  final WaitingStore waiting = new WaitingStore(record.jdbc);
  final EventStore events = new EventStore(record.jdbc);
  final Lines lines;
  final Connectors connectors;
  final ConnectorTurns turns;

  ConnectorRig() throws IOException {
    this(List.of(new HubSpot()));
  }

  ConnectorRig(List<Vendor> vendors) throws IOException {
    hubspot = new FakeHubSpot();
    lines = new Lines(vendors, vault, new TargetRules(true), record.clock, LIMITS);
    connectors = new Connectors(store, waiting, lines, vault, record.clock);
    turns = turns(waiting, Duration.ofMillis(300));
  }

  /** Turns of a process that notes what became of leads in its own way. */
  ConnectorTurns turns(WaitingStore notes, Duration lease) {
    return new ConnectorTurns(
        store, notes, events, lines,
        new Hearing(notes, record.intake(), record.records.inbox(), new RepStore(record.jdbc), record.clock), lease,
        record.clock);
  }

  String preset() {
    return new HubSpot().preset() + "server: " + hubspot.url() + "\n";
  }

  void begin() {
    begin(preset());
  }

  void begin(String mapping) {
    connectors.put(ID, mapping, hubspot.token, "app-secret", ADMIN);
    store.dropped(ID, java.util.Set.of("leadloop_score", "leadloop_grade", "leadloop_reason"));
    connectors.start(ID);
  }

  ConnectorProgress turn() {
    return turns.turn(ID);
  }

  /** Turns until nothing waits, or for so long. */
  ConnectorProgress untilDone(Duration longest) throws InterruptedException {
    return untilDone(turns, longest);
  }

  ConnectorProgress untilDone(ConnectorTurns by, Duration longest) throws InterruptedException {
    Instant until = Instant.now().plus(longest);
    ConnectorProgress progress = by.turn(ID);
    while ((progress.waiting() > 0 || progress.told() > 0 || progress.restMillis() == 0) && Instant.now().isBefore(until)) {
      Thread.sleep(Math.min(50, progress.restMillis()));
      progress = by.turn(ID);
    }
    return progress;
  }

  @Override
  public void close() throws IOException {
    lines.close();
    hubspot.close();
    record.close();
  }
}
