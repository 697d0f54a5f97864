package dev.leadloop.provider;

import dev.leadloop.consent.SuppressionReason;
import dev.leadloop.consent.Suppressions;
import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.lead.Principal;
import dev.leadloop.provider.ProviderEventStore.Kept;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes events in: each counts once, and what must no longer be mailed is suppressed in the same transaction; what perhaps
 * must not rests from then on. Everything else an event means is told to its mail and its lead by {@link ProviderSignals}
 * soon after.
 */
public final class ProviderEvents {
  private final ProviderEventStore store;
  private final Suppressions suppressions;
  private final ReplyDoubtStore doubts;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  public ProviderEvents(
      ProviderEventStore store,
      Suppressions suppressions,
      ReplyDoubtStore doubts,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.store = store;
    this.suppressions = suppressions;
    this.doubts = doubts;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * What became of the events of a call.
   *
   * @param kept new events that were acted on at once
   * @param known events of those kinds that had come before
   * @param waiting stored events that are looked at within seconds, whether they are new or not
   */
  public record Taken(int kept, int known, int waiting) {}

  /**
   * Stores events for good; when this returns, they are committed.
   *
   * @param provider who reports, such as "sendgrid"
   */
  public Taken take(String provider, List<ProviderEvent> events) {
    Map<Boolean, List<ProviderEvent>> byHaste =
        events.stream().collect(Collectors.partitioningBy(event -> event.kind().canWait()));
    List<ProviderEvent> waiting = Objects.requireNonNull(byHaste.get(true));
    List<ProviderEvent> urgent = Objects.requireNonNull(byHaste.get(false));
    return Objects.requireNonNull(transaction.execute(status -> {
      Instant now = clock.instant();
      List<Kept> fresh = store.add(urgent, now);
      store.addLater(waiting, now);
      suppress(new Principal(Principal.Kind.PROVIDER, provider), fresh);
      return new Taken(fresh.size(), urgent.size() - fresh.size(), waiting.size());
    }));
  }

  private void suppress(Principal by, List<Kept> fresh) {
    Map<String, String> wanted = new HashMap<>();
    Set<String> left = new HashSet<>();
    Set<String> cameBack = new HashSet<>();
    Map<Kept, String> inDoubt = new LinkedHashMap<>();
    for (Kept event : fresh) {
      String address = event.emailKey();
      if (address == null) {
        continue;
      }
      switch (event.kind()) {
        case GROUP_UNSUBSCRIBE -> left.add(address);
        case GROUP_RESUBSCRIBE -> cameBack.add(address);
        case MAY_ASK_TO_STOP -> inDoubt.put(event, address);
        case ProviderEvent.Kind other -> {
          String reason = reason(event);
          if (reason != null) {
            wanted.merge(address, reason, SuppressionReason::heavier);
          }
        }
      }
    }
    Set<String> all = new HashSet<>(wanted.keySet());
    all.addAll(left);
    all.addAll(cameBack);
    all.addAll(inDoubt.values());
    if (all.isEmpty()) {
      return;
    }
    suppressions.changeInside(all, by, suppressed -> changes(all, suppressed, wanted, left, cameBack));
    // Every address is locked by now, as by a send: none to these begins to go once this is committed.
    inDoubt.forEach((event, address) -> doubts.open(event.eventId(), event.lead(), address, clock.instant()));
  }

  /** Called with every address locked, so that what two calls say of one group is weighed by one of them. */
  private List<Suppressions.Change> changes(
      Set<String> all, Map<String, String> suppressed, Map<String, String> wanted, Set<String> left, Set<String> cameBack) {
    Set<String> grouped = new HashSet<>(left);
    grouped.addAll(cameBack);
    Set<String> out = grouped.isEmpty() ? Set.of() : store.outOfAGroup(grouped);
    List<Suppressions.Change> changes = new ArrayList<>();
    for (String address : all) {
      String reason = wanted.get(address);
      if (reason != null) {
        changes.add(new Suppressions.Change(address, reason));
      } else if (left.contains(address) && out.contains(address)) {
        changes.add(new Suppressions.Change(address, SuppressionReason.GROUP_UNSUBSCRIBE));
      } else if (cameBack.contains(address)
          && !out.contains(address)
          && SuppressionReason.GROUP_UNSUBSCRIBE.equals(suppressed.get(address))) {
        changes.add(new Suppressions.Change(address, null));
      }
    }
    return changes;
  }

  private static @Nullable String reason(Kept event) {
    return switch (event.kind()) {
      case HARD_BOUNCE -> SuppressionReason.HARD_BOUNCE;
      case SPAM_REPORT -> SuppressionReason.SPAM_REPORT;
      case UNSUBSCRIBE, REPLY_STOP -> SuppressionReason.UNSUBSCRIBED;
      case DROPPED -> dropped(event.code());
      case GROUP_UNSUBSCRIBE, GROUP_RESUBSCRIBE, PROCESSED, DEFERRED, DELIVERED, OPEN, CLICK, SOFT_BOUNCE, BLOCKED,
          REPLY, REPLY_NEGATIVE, MAY_ASK_TO_STOP, OUT_OF_OFFICE, OTHER -> null;
    };
  }

  /** The provider knows of the address what we have missed. */
  private static @Nullable String dropped(@Nullable String code) {
    return switch (String.valueOf(code)) {
      case "bounced_address", "invalid_address" -> SuppressionReason.HARD_BOUNCE;
      case "spam_reporting_address" -> SuppressionReason.SPAM_REPORT;
      case "unsubscribed_address" -> SuppressionReason.UNSUBSCRIBED;
      case String other -> null;
    };
  }
}
