package dev.leadloop.web;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.web.VisitorStore.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Page views of visitors who agreed to be recognised. Those of somebody known are signals at once; those of somebody
 * unknown wait, and become signals of the time they happened at when the visitor says who it is, or are forgotten.
 */
public final class Visits {
  /** A visitor seen again after this time has come back. */
  private static final Duration NEW_VISIT = Duration.ofMinutes(30);

  /** No visitor's past is kept beyond this many events. */
  private static final int MOST_KEPT = 500;

  private static final Pattern VISITOR = Pattern.compile("[0-9a-f]{32}");

  private final VisitorStore visitors;
  private final InboxStore inbox;
  private final Duration kept;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  /**
   * Over the visitors.
   *
   * @param kept how long what an unknown visitor did is kept
   */
  public Visits(
      VisitorStore visitors, InboxStore inbox, Duration kept, TransactionTemplate transaction, InstantSource clock) {
    this.visitors = visitors;
    this.inbox = inbox;
    this.kept = kept;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Something a visitor did just now.
   *
   * @param type of the signal it is, such as page_view
   * @param page path of the page, without query
   * @param seconds how long the page was looked at; null where that is not what is told
   */
  public record Seen(String type, String page, @Nullable Integer seconds) {
    Map<String, String> properties() {
      Map<String, String> properties = new HashMap<>(Map.of("page", page));
      if (seconds != null) {
        properties.put("seconds", String.valueOf(seconds));
      }
      return properties;
    }
  }

  /** Whether the text is the id of a visitor as the script makes them. */
  public static boolean isVisitor(@Nullable String id) {
    return id != null && VISITOR.matcher(id).matches();
  }

  /** Takes what a visitor did; true where it is somebody known, whose lead was told. */
  public boolean take(String visitorId, List<Seen> seen) {
    return Boolean.TRUE.equals(transaction.execute(status -> takeInside(visitorId, seen)));
  }

  private boolean takeInside(String visitorId, List<Seen> seen) {
    Instant now = clock.instant();
    Visitor visitor = visitors.lock(visitorId, now);
    boolean newVisit = visitor.fresh() || visitor.lastSeen().isBefore(now.minus(NEW_VISIT));
    int visits = visitor.visits() + (newVisit ? 1 : 0);
    visitors.seen(visitorId, now, visits);
    List<InboxRow> rows = new ArrayList<>();
    int room = visitor.lead() == null ? MOST_KEPT - visitors.count(visitorId) : Integer.MAX_VALUE;
    if (newVisit) {
      room = keep(visitorId, visitor, rows, room, OwnSignals.SESSION_START, now, Map.of("visit", String.valueOf(visits)));
    }
    for (Seen one : seen) {
      room = keep(visitorId, visitor, rows, room, one.type(), now, one.properties());
    }
    inbox.appendAll(rows);
    return !rows.isEmpty();
  }

  private int keep(
      String visitorId,
      Visitor visitor,
      List<InboxRow> rows,
      int room,
      String type,
      Instant at,
      Map<String, String> properties) {
    LeadId lead = visitor.lead();
    if (lead != null) {
      rows.add(signal(lead, "web-" + UUID.randomUUID(), type, at, properties));
    } else if (room > 0) {
      visitors.add(visitorId, type, at, properties);
    }
    return room - 1;
  }

  /**
   * Says who a visitor is: everything kept of the visitor goes to the lead, with the times it happened at. Where browsers
   * are shared the last to say so is who it is from then on.
   *
   * @return how many signals came of it
   */
  public int join(String visitorId, LeadId lead) {
    Integer told =
        transaction.execute(status -> {
          Instant now = clock.instant();
          Visitor visitor = visitors.lock(visitorId, now);
          if (!lead.equals(visitor.lead())) {
            visitors.joined(visitorId, lead, now);
          }
          List<InboxRow> rows =
              visitors.take(visitorId, now.minus(kept)).stream()
                  .map(event -> signal(lead, "visit-" + event.id(), event.type(), event.at(), event.properties()))
                  .toList();
          return inbox.appendAll(rows).size();
        });
    return told == null ? 0 : told;
  }

  /** Forgets what unknown visitors did longer ago than is kept; returns how much that was. */
  public int forget() {
    Integer gone = transaction.execute(status -> visitors.forgetBefore(clock.instant().minus(kept)));
    return gone == null ? 0 : gone;
  }

  private static InboxRow signal(
      LeadId lead, String eventId, String type, Instant at, Map<String, String> properties) {
    return InboxRow.called(lead, eventId, type, at, Principal.PERSON, new EventBody.Engaged(type, properties, false));
  }
}
