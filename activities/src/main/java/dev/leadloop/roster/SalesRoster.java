package dev.leadloop.roster;

import dev.leadloop.desk.DeskStore;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes of the sales team that concern leads at work. The desk is locked while they are made, so that no lead is
 * given to a rep between the change and the look for the rep's leads.
 */
public final class SalesRoster {
  private final RosterStore store;
  private final RepStore reps;
  private final DeskStore desk;
  private final InboxStore inbox;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  public SalesRoster(
      JdbcClient jdbc, RepStore reps, InboxStore inbox, TransactionTemplate transaction, InstantSource clock) {
    this.store = new RosterStore(jdbc);
    this.reps = reps;
    this.desk = new DeskStore(jdbc);
    this.inbox = inbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Lets one transaction at a time change who sells, and nobody be given a lead until it ends. */
  public void alone() {
    desk.lock();
  }

  /** Adds or changes a rep; where an absence changes, the rep's open handoffs are told. */
  public void save(Rep rep, Principal by) {
    transaction.executeWithoutResult(status -> {
      desk.lock();
      Rep before = reps.find(rep.id()).orElse(null);
      reps.save(rep);
      boolean changed = before == null
          ? rep.absentFrom() != null
          : !Objects.equals(before.absentFrom(), rep.absentFrom()) || !Objects.equals(before.absentUntil(), rep.absentUntil());
      if (changed) {
        tell(store.openHandoffs(rep.id()), new EventBody.OwnerAway(rep.id(), awayFrom(rep)), by);
      }
      if (came(before, rep)) {
        List<LeadId> unserved = rep.manager() ? store.waiting() : store.neverOffered();
        tell(unserved, new EventBody.SomebodyCame(rep.id(), rep.manager()), Principal.SYSTEM);
      }
    });
  }

  /** Whether there is a rep for leads who was not there for them before, or a first manager of the team. */
  private boolean came(@Nullable Rep before, Rep rep) {
    if (rep.manager()) {
      return rep.active() && reps.managers(rep.team()).size() == 1
          && !(before != null && before.manager() && before.active() && before.team().equals(rep.team()));
    }
    Instant now = clock.instant();
    return rep.takesLeads(now)
        && (before == null || !before.takesLeads(now) || !before.team().equals(rep.team()) || !before.work().equals(rep.work()));
  }

  /** Takes a rep out of the team and moves every lead that is with the rep; empty where there is no such rep. */
  public Optional<Left> leave(String rep, Principal by) {
    return Objects.requireNonNull(transaction.execute(status -> {
      desk.lock();
      if (!reps.leave(rep, clock.instant())) {
        return Optional.<Left>empty();
      }
      List<LeadId> leads = store.leadsOf(rep);
      tell(leads, new EventBody.OwnerLeft(rep), by);
      return Optional.of(new Left(rep, leads.stream().map(LeadId::value).toList()));
    }));
  }

  /** A rep who has left, and the leads that go to others. */
  public record Left(String rep, List<String> moved) {}

  /** How many open handoffs are with a rep, and how many leads the rep has accepted. */
  public record With(int open, int accepted) {}

  /** What is with that rep now, and would go to others if the rep left. */
  public With with(String rep) {
    return store.with(rep);
  }

  /** An absence that is over by now moves nothing. */
  private @Nullable Instant awayFrom(Rep rep) {
    Instant until = rep.absentUntil();
    return until != null && !until.isAfter(clock.instant()) ? null : rep.absentFrom();
  }

  private void tell(List<LeadId> leads, EventBody body, Principal by) {
    Instant now = clock.instant();
    String change = InboxStore.kind(body) + "-" + UUID.randomUUID();
    inbox.appendAll(
        leads.stream()
            .map(lead -> InboxRow.called(lead, change, InboxStore.kind(body), now, by, body))
            .toList());
  }
}
