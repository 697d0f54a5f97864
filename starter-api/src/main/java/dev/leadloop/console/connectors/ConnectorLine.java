package dev.leadloop.console.connectors;

import dev.leadloop.connect.Connector;
import dev.leadloop.connectors.ConnectorDesk.Shown;
import dev.leadloop.console.PageTimes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A connector as pages show it.
 *
 * @param lag how long the oldest change has waited, in words; null where nothing waits
 * @param dropped fields that are left out, since the account does not have them
 */
record ConnectorLine(
    String id,
    String title,
    String state,
    Numbers numbers,
    @Nullable String lag,
    @Nullable String alarm,
    PageTimes.@Nullable When alarmAt,
    PageTimes.@Nullable When restUntil,
    List<String> dropped,
    String webhook,
    Secrets secrets) {

  /** How many leads stand where. */
  record Numbers(long waiting, long aside, long confirmed, long told) {}

  /** Which were given. */
  record Secrets(boolean credential, boolean signing) {}

  static ConnectorLine of(Shown shown, PageTimes times) {
    Connector connector = shown.connector();
    Connector.Standing standing = connector.standing();
    boolean rests = standing.restUntil() != null && standing.restUntil().isAfter(times.now());
    return new ConnectorLine(
        connector.id(), shown.title(), connector.state().name().toLowerCase(Locale.ROOT),
        new Numbers(shown.counts().waiting(), shown.counts().aside(), shown.confirmed(), shown.counts().told()),
        shown.counts().waiting() == 0 ? null : PageTimes.amount(Duration.ofSeconds(shown.counts().lagSeconds())),
        standing.alarm(), times.atOrNull(standing.alarmAt()), rests ? times.atOrNull(standing.restUntil()) : null,
        connector.dropped(), shown.webhook(),
        new Secrets(connector.sealed().credential() != null, connector.sealed().signing() != null));
  }
}
