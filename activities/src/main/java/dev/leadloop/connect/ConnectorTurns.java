package dev.leadloop.connect;

import dev.leadloop.connect.Connector.State;
import dev.leadloop.connect.WaitingStore.Counts;
import dev.leadloop.connect.mapping.InvalidMapping;
import dev.leadloop.connect.vault.Vault;
import dev.leadloop.connect.vendor.Told;
import dev.leadloop.connect.vendor.Vendor.Changes;
import dev.leadloop.connect.vendor.Vendor.Event;
import dev.leadloop.connect.vendor.Vendor.Page;
import dev.leadloop.connect.vendor.VendorTrouble;
import dev.leadloop.temporal.connector.ConnectorActivities;
import dev.leadloop.temporal.connector.ConnectorProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The next piece of work of a connector: what they told, what there is to read, what is to be written. */
public final class ConnectorTurns implements ConnectorActivities {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectorTurns.class);
  /** Their words stay in the record; histories are read by others. */
  private static final String ALARM = "a person must see to it; the page of connectors says to what";
  private static final int FILLED_AT_ONCE = 2_000;
  private static final int EVENTS_AT_ONCE = 100;
  private static final int MOST_TRIES_OF_AN_EVENT = 10;
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration SHORTEST_REST = Duration.ofMillis(50);
  private static final Duration FIRST_TROUBLE = Duration.ofSeconds(1);
  private static final Duration LONGEST_TROUBLE = Duration.ofMinutes(5);
  private static final Duration CREDENTIAL_REST = Duration.ofMinutes(5);
  private static final Duration LIMIT_REST = Duration.ofSeconds(10);
  private static final Duration POLL_EVERY = Duration.ofMinutes(1);
  private static final Duration EVENT_PAUSE = Duration.ofMinutes(1);

  private final ConnectorStore connectors;
  private final WaitingStore waiting;
  private final EventStore events;
  private final Lines lines;
  private final Hearing hearing;
  private final Writing writing;
  private final Duration lease;
  private final InstantSource clock;

  ConnectorTurns(
      ConnectorStore connectors, WaitingStore waiting, EventStore events, Lines lines, Hearing hearing, Duration lease,
      InstantSource clock) {
    this.connectors = connectors;
    this.waiting = waiting;
    this.events = events;
    this.lines = lines;
    this.hearing = hearing;
    this.writing = new Writing(waiting, lease);
    this.lease = lease;
    this.clock = clock;
  }

  @Override
  public ConnectorProgress steer(String connectorId, String state) {
    Connector connector = connectors.find(connectorId).orElse(null);
    if (connector != null && connector.state() != State.NEW) {
      connectors.state(connectorId, State.valueOf(state));
    }
    return connector == null ? gone() : progress(connectorId, 0);
  }

  @Override
  public ConnectorProgress turn(String connectorId) {
    Connector connector = connectors.find(connectorId).orElse(null);
    if (connector == null) {
      return gone();
    }
    Instant rest = connector.standing().restUntil();
    Instant now = clock.instant();
    if (connector.state() != State.RUNNING || rest != null && rest.isAfter(now)) {
      return progress(connectorId, rest == null ? IDLE.toMillis() : Math.max(1, Duration.between(now, rest).toMillis()));
    }
    boolean filling = !connector.standing().filled() && connectors.fill(connectorId, FILLED_AT_ONCE);
    try {
      Line line = lines.open(connector);
      boolean polling = poll(line, now);
      hear(line);
      boolean reading = !connector.standing().readDone() && read(line);
      Writing.Outcome outcome = writing.write(line);
      if (outcome.trouble() != null) {
        throw outcome.trouble();
      }
      connectors.rests(connectorId, null, 0);
      connectors.alarm(connectorId, null, now);
      return progress(connectorId, filling || polling || reading || outcome.leads() > 0 ? 0 : IDLE.toMillis());
    } catch (VendorTrouble trouble) {
      if (trouble.kind() == VendorTrouble.Kind.CREDENTIAL && lines.renews(connectorId, now)) {
        return progress(connectorId, SHORTEST_REST.toMillis());
      }
      return progress(connectorId, troubled(connector, trouble).toMillis());
    } catch (Vault.SealBroken | InvalidMapping unusable) {
      return progress(connectorId, rest(connector, CREDENTIAL_REST, String.valueOf(unusable.getMessage())).toMillis());
    }
  }

  /** Asks for changes; the place is kept once they are, so that some may be told twice and none is left out. */
  private boolean poll(Line line, Instant now) throws VendorTrouble {
    Connector.Standing standing = line.connector().standing();
    if (isAhead(standing.pollAt())) {
      return false;
    }
    Changes changes = line.vendor().changes(line.calls(), line.mapping(), standing.pollAfter()).orElse(null);
    if (changes == null) {
      return false;
    }
    events.keep(line.id(), changes.events());
    connectors.polled(line.id(), changes.next(), changes.more() ? now : now.plus(POLL_EVERY));
    return changes.more();
  }

  private void hear(Line line) throws VendorTrouble {
    List<Event> taken = events.take(line.id(), EVENTS_AT_ONCE, lease);
    if (taken.isEmpty()) {
      return;
    }
    if (!heard(line, taken) && taken.size() > 1) {
      for (Event one : taken) {
        heard(line, List.of(one));
      }
    }
  }

  /** Takes events together; where that cannot be, false, and one alone is then tried again later: none holds up the others. */
  private boolean heard(Line line, List<Event> together) throws VendorTrouble {
    List<String> keys = together.stream().map(Event::key).toList();
    try {
      for (Told told : line.vendor().told(line.calls(), line.mapping(), together)) {
        hearing.hear(line, told, false);
      }
      events.done(line.id(), keys);
      return true;
    } catch (VendorTrouble trouble) {
      if (trouble.kind() != VendorTrouble.Kind.REFUSED) {
        events.failed(line.id(), keys, trouble.words(), FIRST_TROUBLE, Integer.MAX_VALUE);
        throw trouble;
      }
      later(line, keys, trouble.words());
    } catch (RuntimeException broken) {
      LOG.error("Connector {}: {} events could not be taken and are tried again", line.id(), keys.size(), broken);
      later(line, keys, "could not be taken: " + broken.getClass().getSimpleName());
    }
    return false;
  }

  private void later(Line line, List<String> keys, String why) {
    if (keys.size() == 1) {
      events.failed(line.id(), keys, why, EVENT_PAUSE, MOST_TRIES_OF_AN_EVENT);
    }
  }

  /** One page of the first full read; the place in it is kept once the page was taken, so that a page may be taken twice. */
  private boolean read(Line line) throws VendorTrouble {
    Optional<Page> page = line.vendor().read(line.calls(), line.mapping(), line.connector().standing().readAfter());
    page.ifPresent(found -> found.records().forEach(told -> hearing.hear(line, told, true)));
    String next = page.map(Page::next).orElse(null);
    connectors.read(line.id(), next, next == null);
    return next != null;
  }

  private Duration troubled(Connector connector, VendorTrouble trouble) {
    return switch (trouble.kind()) {
      case LIMIT -> {
        Duration asked = trouble.rest() == null ? LIMIT_REST : trouble.rest();
        connectors.rests(connector.id(), clock.instant().plus(asked), connector.standing().troubles());
        yield asked.plusMillis(1);
      }
      case CREDENTIAL -> rest(connector, CREDENTIAL_REST,
          "its credential does not work (" + trouble.words() + "); give a new one, everything waits until then");
      case REFUSED -> rest(connector, CREDENTIAL_REST,
          "it refuses what it is asked (" + trouble.words()
              + "); see to its rights and its mapping, everything waits until then");
      case AWAY -> {
        int troubles = connector.standing().troubles();
        Duration pause = FIRST_TROUBLE.multipliedBy(1L << Math.min(9, troubles));
        pause = pause.compareTo(LONGEST_TROUBLE) > 0 ? LONGEST_TROUBLE : pause;
        Duration asked = trouble.rest();
        pause = asked != null && asked.compareTo(pause) > 0 ? asked : pause;
        connectors.rests(connector.id(), clock.instant().plus(pause), troubles + 1);
        yield pause;
      }
    };
  }

  private Duration rest(Connector connector, Duration pause, String alarm) {
    Instant now = clock.instant();
    connectors.rests(connector.id(), now.plus(pause), connector.standing().troubles());
    if (connectors.alarm(connector.id(), alarm, now)) {
      LOG.error("Connector {}: {}", connector.id(), alarm);
    }
    return pause;
  }

  private ConnectorProgress progress(String id, long idleMillis) {
    Connector connector = connectors.find(id).orElse(null);
    if (connector == null) {
      return gone();
    }
    Counts counts = waiting.counts(id);
    long rest = idleMillis;
    boolean held = connector.state() != State.RUNNING || isAhead(connector.standing().restUntil());
    if (rest > 0 && !held) {
      long next = Math.min(millis(counts.nextMillis()), millis(counts.toldMillis()));
      rest = Math.min(rest, Math.max(SHORTEST_REST.toMillis(), next));
    }
    return new ConnectorProgress(
        connector.state().name(), counts.waiting(), counts.lagSeconds(), counts.aside(), counts.told(),
        connector.standing().alarm() == null ? null : ALARM, rest);
  }

  private boolean isAhead(@Nullable Instant until) {
    return until != null && until.isAfter(clock.instant());
  }

  private static long millis(@Nullable Long given) {
    return given == null ? Long.MAX_VALUE : given;
  }

  private static ConnectorProgress gone() {
    return new ConnectorProgress("GONE", 0, 0, 0, 0, null, 0);
  }
}
