package dev.leadloop.consent;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.text.VisibleText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says who may no longer be mailed. When a call returns, it is committed: no mail to the address begins to be sent after
 * that, since a send takes the same lock.
 */
public final class Suppressions {
  private final LeadStore leads;
  private final SuppressionStore addresses;
  private final InboxStore inbox;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  public Suppressions(
      LeadStore leads,
      SuppressionStore addresses,
      InboxStore inbox,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.leads = leads;
    this.addresses = addresses;
    this.inbox = inbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Suppresses the address a lead has now and tells the lead; for a lead without an address, only tells it.
   *
   * @param reason a word such as those of {@link SuppressionReason}
   */
  public void suppress(LeadId lead, String reason, Principal by) {
    Optional<String> emailKey = leads.find(lead).map(LeadRecord::emailKey);
    if (emailKey.isPresent()) {
      suppress(emailKey.get(), reason, by);
    } else {
      tell(lead, new EventBody.Suppressed(reason), by, clock.instant());
    }
  }

  /**
   * Suppresses an address in its one form and tells the lead it belongs to, in one transaction.
   *
   * @return whether that changed anything: an address already suppressed for a reason that weighs as much stays as it is
   */
  public boolean suppress(String emailKey, String reason, Principal by) {
    return Boolean.TRUE.equals(transaction.execute(status -> suppressInside(emailKey, reason, by)));
  }

  /**
   * Suppresses many addresses, each with its reason, in one transaction.
   *
   * @return how many were not suppressed before
   */
  public int suppressAll(Map<String, String> reasons, Principal by) {
    if (reasons.isEmpty()) {
      return 0;
    }
    return Objects.requireNonNull(transaction.execute(status -> {
      addresses.lockAll(reasons.keySet());
      Instant now = clock.instant();
      int fresh = 0;
      for (Map.Entry<String, List<String>> same : byReason(reasons).entrySet()) {
        Set<String> changed = addresses.suppressAll(same.getValue(), same.getKey(), by.toString(), now);
        EventBody body = new EventBody.Suppressed(same.getKey());
        inbox.appendAll(leads.byAddresses(changed).values().stream().map(lead -> told(lead, body, by, now)).toList());
        fresh += changed.size();
      }
      return fresh;
    }));
  }

  private static Map<String, List<String>> byReason(Map<String, String> reasons) {
    Map<String, List<String>> same = new TreeMap<>();
    reasons.forEach((address, reason) -> same.computeIfAbsent(reason, none -> new ArrayList<>()).add(address));
    return same;
  }

  /** The same, inside the caller's transaction. */
  public boolean suppressInside(String emailKey, String reason, Principal by) {
    Instant now = clock.instant();
    addresses.lock(emailKey);
    boolean fresh = addresses.suppress(emailKey, reason, by.toString(), now);
    if (fresh) {
      leads.byAddress(emailKey)
          .ifPresent(lead -> tell(lead, new EventBody.Suppressed(reason), by, now));
    }
    return fresh;
  }

  /** What is to become of one address: suppressed for a reason, or allowed again where the reason is null. */
  public record Change(String emailKey, @Nullable String reason) {}

  /**
   * Changes several addresses inside the caller's transaction, by what is known of them once all are locked; tells the
   * leads they belong to.
   *
   * @param by the provider who reports what the persons did themselves
   * @param decide from why each address is suppressed now, those that are not left out, to the changes
   */
  public void changeInside(
      Collection<String> emailKeys, Principal by, Function<Map<String, String>, List<Change>> decide) {
    if (emailKeys.isEmpty()) {
      return;
    }
    Map<String, LeadId> known = leads.byAddresses(emailKeys);
    leads.shareAll(known.values());
    List<Change> changes = decide.apply(addresses.lockAll(emailKeys));
    Instant now = clock.instant();
    for (Change change : changes) {
      String reason = change.reason();
      boolean changed =
          reason == null
              ? addresses.lift(change.emailKey(), by.toString(), "came back by the provider's own page", now)
              : addresses.suppress(change.emailKey(), reason, by.toString(), now);
      LeadId lead = known.get(change.emailKey());
      if (changed && lead != null) {
        EventBody body =
            reason == null ? new EventBody.SuppressionLifted("group_resubscribe") : new EventBody.Suppressed(reason);
        tell(lead, body, by, now);
      }
    }
  }

  /**
   * Allows mail to an address again.
   *
   * @param by a named person of ours, or the person whose address it is
   * @param why what that person bases it on; must not be blank
   * @return whether it had been suppressed
   * @throws IllegalArgumentException when nobody named does it, or without a reason
   */
  public boolean lift(String emailKey, Principal by, String why) {
    boolean person =
        switch (by.kind()) {
          case MARKETING, MANAGER, ADMIN, PERSON -> true;
          case SYSTEM, REP, PROVIDER, TEMPORAL -> false;
        };
    if (!person || VisibleText.isBlank(why)) {
      throw new IllegalArgumentException(
          "A suppression is lifted only by a named person of marketing or management, or by whose address it is, and"
              + " with a reason. Say who lifts it and why.");
    }
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Instant now = clock.instant();
          addresses.lock(emailKey);
          boolean lifted = addresses.lift(emailKey, by.toString(), why, now);
          if (lifted) {
            leads.byAddress(emailKey)
                .ifPresent(lead -> tell(lead, new EventBody.SuppressionLifted("lifted"), by, now));
          }
          return lifted;
        }));
  }

  private void tell(LeadId lead, EventBody body, Principal by, Instant at) {
    inbox.append(told(lead, body, by, at));
  }

  private static InboxRow told(LeadId lead, EventBody body, Principal by, Instant at) {
    String label = InboxStore.kind(body);
    return InboxRow.called(lead, label + "-" + UUID.randomUUID(), label, at, by, body);
  }
}
