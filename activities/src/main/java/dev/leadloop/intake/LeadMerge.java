package dev.leadloop.intake;

import dev.leadloop.consent.ConsentStore;
import dev.leadloop.consent.SuppressionStore;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lays a later telling over what is known of a lead; runs inside its caller's transaction. */
final class LeadMerge {
  private final LeadMergeStore store;
  private final SuppressionStore addresses;
  private final InboxStore inbox;
  private final InstantSource clock;
  private final ConsentMerge consents;
  private final FactStore history;
  private final FactFinding finding;

  LeadMerge(JdbcClient jdbc, InboxStore inbox, InstantSource clock, FactFinding finding) {
    this.store = new LeadMergeStore(jdbc);
    this.addresses = new SuppressionStore(jdbc);
    this.inbox = inbox;
    this.clock = clock;
    this.consents = new ConsentMerge(new ConsentStore(jdbc), clock);
    this.history = new FactStore(jdbc);
    this.finding = finding;
  }

  /** What came of it; empty where nobody by these names is known, or another request has just changed that. */
  Optional<Intake> merge(@Nullable String emailKey, IntakeRequest request) {
    IntakeRequest.Idempotency idempotency = request.idempotency();
    if (idempotency != null) {
      Optional<Intake> before = store.answeredBefore(idempotency);
      if (before.isPresent()) {
        return before;
      }
    }
    Identity names = store.names(emailKey, request.details().externalId());
    Optional<Intake.IdentityConflict> conflict = names.conflict();
    if (conflict.isPresent()) {
      return Optional.of(conflict.get());
    }
    String known = names.lead();
    if (known == null) {
      return Optional.empty();
    }
    KnownLead lead = store.lock(known);
    if (lead.forgotten()) {
      return Optional.of(new Intake.Forgotten());
    }
    Instant until = request.pastUntil();
    if (until != null && until.isAfter(lead.createdAt())) {
      return Optional.of(new Intake.Invalid(IntakeRequest.HISTORY, "The lead came to Leadloop on "
          + lead.createdAt().truncatedTo(ChronoUnit.SECONDS) + ", and the row tells of a step after that. What happens from"
          + " then on is recorded by Leadloop itself: report it there, and leave the date out of the file."));
    }
    boolean consentTold = consents.take(lead.id(), LeadChange.addressAfter(lead, emailKey), lead.consent(), request);
    LeadChange change = LeadChange.of(lead, emailKey, names, request.details(), consentTold);
    write(lead, change, request);
    if (idempotency != null) {
      store.keep(idempotency, lead.id(), change.outcome());
    }
    return Optional.of(new Intake.Accepted(lead.id(), change.outcome()));
  }

  private void write(KnownLead lead, LeadChange change, IntakeRequest request) {
    LeadDetails details = request.details();
    LeadDetails.Touch first = change.firstTouch() ? details.touch() : LeadDetails.Touch.NONE;
    if (change.changed()) {
      store.update(lead.id(), change, details.email(), first);
      remember(lead, change, first, request);
    }
    if (change.newName() && details.externalId() != null) {
      store.name(lead.id(), details.externalId());
    }
    if (change.newTouch()) {
      store.touch(lead.id(), details.touch(), request.occurredAt());
    }
    if (change.changed()) {
      tell(lead.id(), change, request);
      if (finding.canBeAskedOf(change.addressAfter(), change.facts().company())) {
        store.wish(lead.id(), request.imported());
      }
    }
  }

  private void remember(KnownLead lead, LeadChange change, LeadDetails.Touch first, IntakeRequest request) {
    FactStore.Known before = new FactStore.Known(lead.facts(), lead.emailKey(), null, null, null);
    FactStore.Known after =
        new FactStore.Known(change.facts(), change.addressAfter(), first.source(), first.campaign(), first.content());
    List<FactStore.Change> changes = new ArrayList<>(FactStore.between(before, after));
    changes.addAll(FactStore.confirmed(lead, change));
    history.keep(lead.id(), changes, FactStore.source(request), clock.instant());
  }

  private void tell(LeadId lead, LeadChange change, IntakeRequest request) {
    IntakeRequest.Idempotency idempotency = request.idempotency();
    Instant at = request.occurredAt() == null ? clock.instant() : request.occurredAt();
    String eventId = idempotency == null ? "profile-" + UUID.randomUUID() : "profile-" + idempotency.key();
    inbox.append(
        InboxRow.called(
            lead, eventId, "profile_changed", at, request.by(), new EventBody.ProfileChanged(request.imported())));
    String status = change.consentNow();
    if (status != null) {
      inbox.append(
          InboxRow.called(
              lead, eventId + "-consent", "consent_" + status, at, request.by(), new EventBody.ConsentChanged(status)));
    }
    Optional.ofNullable(change.newEmailKey())
        .flatMap(addresses::reason)
        .ifPresent(reason -> inbox.append(
            InboxRow.called(
                lead, eventId + "-suppressed", "suppressed", at, Principal.SYSTEM, new EventBody.Suppressed(reason))));
  }
}
