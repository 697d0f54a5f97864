package dev.leadloop.api.connector;

import dev.leadloop.connect.Connector;
import dev.leadloop.connect.WaitingStore;
import dev.leadloop.connectors.ConnectorDesk;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A connector as it stands; its secrets are never shown.
 *
 * @param state new, running or paused
 * @param webhook where the other side calls us
 * @param dropped fields of the mapping that the account does not have, and that are left out
 */
@Schema(name = "Connector")
record ConnectorView(
    String connectorId,
    String kind,
    String state,
    String mapping,
    boolean credentialGiven,
    boolean signingSecretGiven,
    String webhook,
    List<String> dropped,
    StandingView standing,
    Instant createdAt,
    String createdBy) {

  /**
   * How far it is.
   *
   * @param waiting leads that are to be written
   * @param lagSeconds how long the oldest of them has waited
   * @param confirmed leads that the other side has
   * @param told events of the other side that nobody has looked at yet
   * @param firstRead whether the first full read is over
   * @param restUntil until when the other side is left alone
   * @param alarm what a person must see to
   */
  @Schema(name = "ConnectorStanding")
  record StandingView(
      long waiting,
      long lagSeconds,
      long setAside,
      long confirmed,
      long told,
      boolean firstRead,
      @Nullable Instant restUntil,
      @Nullable String alarm,
      @Nullable Instant alarmAt) {}

  static ConnectorView of(ConnectorDesk.Shown shown) {
    Connector connector = shown.connector();
    Connector.Standing standing = connector.standing();
    WaitingStore.Counts counts = shown.counts();
    return new ConnectorView(
        connector.id(), connector.kind(), connector.state().name().toLowerCase(Locale.ROOT), connector.mapping(),
        connector.sealed().credential() != null, connector.sealed().signing() != null, shown.webhook(), connector.dropped(),
        new StandingView(
            counts.waiting(), counts.lagSeconds(), counts.aside(), shown.confirmed(), counts.told(), standing.readDone(),
            standing.restUntil(), standing.alarm(), standing.alarmAt()),
        connector.createdAt(), connector.createdBy());
  }
}
