package dev.leadloop.api.lead;

import dev.leadloop.api.lead.EventResponse.Outcome;
import dev.leadloop.api.lead.EventsRequest.EventRequest;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.finding.Instants;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.inbox.InboxStore.EventKey;
import dev.leadloop.inbox.InboxStore.Stored;
import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.problem.FieldError;
import dev.leadloop.record.ExternalId;
import dev.leadloop.record.LeadStore;
import dev.leadloop.text.AddressFault;
import dev.leadloop.text.VisibleText;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a batch of signals: the good ones are stored in one transaction, each of the others is told why not. */
@Component
class Events {
  private final LeadStore leads;
  private final InboxStore inbox;
  private final InboxBell bell;
  private final Validator validator;
  private final TransactionTemplate transaction;
  private final NamesInForce names;
  private final Clock clock;

  Events(
      LeadStore leads,
      InboxStore inbox,
      InboxBell bell,
      Validator validator,
      NamesInForce names,
      TransactionTemplate transaction,
      Clock clock) {
    this.leads = leads;
    this.inbox = inbox;
    this.bell = bell;
    this.validator = validator;
    this.names = names;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** How an event names its lead, in the form the store knows it by. */
  private sealed interface Name {
    record ById(LeadId id) implements Name {}

    record ByAddress(String key) implements Name {}

    record ByExternalId(ExternalId id) implements Name {}
  }

  private record Good(EventRequest event, Name name) {}

  /** Stores what is good; the verdicts stand in the order of the events. */
  List<EventResponse> take(List<EventRequest> events, Principal by) {
    Map<Integer, Good> good = new HashMap<>();
    EventResponse[] verdicts = new EventResponse[events.size()];
    for (int i = 0; i < verdicts.length; i++) {
      EventRequest event = events.get(i);
      String fault = fault(event);
      Name name = fault == null ? name(event) : null;
      if (name == null) {
        verdicts[i] = new EventResponse(eventId(event), Outcome.INVALID, null, fault == null ? nameless(event) : fault);
      } else {
        good.put(i, new Good(event, name));
      }
    }
    if (!good.isEmpty()) {
      transaction.executeWithoutResult(status -> store(good, by, verdicts));
      bell.wake();
      warn(good, verdicts);
    }
    return List.of(verdicts);
  }

  /** Tells of accepted events what of them counts for nothing. */
  private void warn(Map<Integer, Good> good, EventResponse[] verdicts) {
    List<Integer> accepted =
        good.keySet().stream().filter(i -> verdicts[i].verdict() == Outcome.ACCEPTED).sorted().toList();
    Instant now = clock.instant();
    List<List<Warning>> warnings =
        names.all(read -> accepted.stream().map(i -> warnings(Objects.requireNonNull(good.get(i)).event(), read, now)).toList());
    for (int n = 0; n < warnings.size(); n++) {
      EventResponse verdict = verdicts[accepted.get(n)];
      verdicts[accepted.get(n)] =
          new EventResponse(verdict.eventId(), Outcome.ACCEPTED, verdict.leadId(), null, warnings.get(n));
    }
  }

  private static List<Warning> warnings(EventRequest event, PolicyNames read, Instant now) {
    String at = event.occurredAt();
    return Stream.concat(
            IntakeWarnings.signal(event.type(), event.texts(), read).stream(),
            IntakeWarnings.occurred("occurredAt", event.type(), at == null ? null : Instants.parse(at).orElse(null), read, now)
                .stream())
        .toList();
  }

  private static final String NO_NAME =
      "names no lead; give leadId, or an email such as name@example.com, or both system and externalId";

  private static String nameless(EventRequest event) {
    return VisibleText.known(event.email()) == null ? NO_NAME : "'email' " + AddressFault.of(event.email());
  }

  private void store(Map<Integer, Good> good, Principal by, EventResponse[] verdicts) {
    Map<Name, LeadId> known = resolve(good.values().stream().map(Good::name).collect(Collectors.toSet()));
    List<InboxRow> rows = new ArrayList<>();
    Instant now = clock.instant();
    good.values().forEach(
        one -> {
          LeadId lead = known.get(one.name());
          if (lead != null) {
            rows.add(row(one.event(), lead, by, now));
          }
        });
    Set<EventKey> fresh = new HashSet<>(inbox.appendAll(rows));
    good.keySet().stream().sorted().forEach(
        i -> {
          Good one = good.get(i);
          verdicts[i] = verdict(one == null ? "" : one.event().eventId(), one == null ? null : known.get(one.name()), fresh);
        });
    tellOthers(good, known, verdicts);
  }

  /** Tells of events that have the id of another one, which is kept as it is. */
  private void tellOthers(Map<Integer, Good> good, Map<Name, LeadId> known, EventResponse[] verdicts) {
    Map<Integer, EventKey> duplicates = new HashMap<>();
    good.forEach((i, one) -> {
      if (verdicts[i].verdict() == Outcome.DUPLICATE) {
        duplicates.put(i, new EventKey(Objects.requireNonNull(known.get(one.name())), one.event().eventId()));
      }
    });
    if (duplicates.isEmpty()) {
      return;
    }
    Map<EventKey, Stored> stored = inbox.stored(new HashSet<>(duplicates.values()));
    duplicates.forEach((i, key) -> {
      Stored kept = stored.get(key);
      if (kept != null && !saysTheSame(Objects.requireNonNull(good.get(i)).event(), kept)) {
        verdicts[i] = new EventResponse(key.eventId(), Outcome.DUPLICATE, key.lead().value(), otherwise(kept));
      }
    });
  }

  private static boolean saysTheSame(EventRequest event, Stored kept) {
    Instant at = event.occurredAt() == null ? null : Instants.parse(event.occurredAt()).orElse(null);
    return kept.body() instanceof EventBody.Engaged engaged
        && engaged.type().equals(event.type()) && engaged.properties().equals(event.texts())
        && (at == null || at.truncatedTo(ChronoUnit.MICROS).equals(kept.occurredAt()) || at.isAfter(kept.recordedAt()));
  }

  private static String otherwise(Stored kept) {
    String what = kept.body() instanceof EventBody.Engaged engaged ? "'" + engaged.type() + "' " : "";
    return "the lead has another event of this id already, " + what + "of " + kept.occurredAt()
        + "; that one is kept as it is and"
        + " this one is not taken. Where it is another event, send it with an id of its own";
  }

  private static EventResponse verdict(String eventId, @Nullable LeadId lead, Set<EventKey> fresh) {
    if (lead == null) {
      return new EventResponse(
          eventId, Outcome.UNKNOWN_LEAD, null, "send the lead first with POST /api/v1/leads, then the event again");
    }
    // Removed, so that a second event of the same id in this batch is called what it is.
    boolean stored = fresh.remove(new EventKey(lead, eventId));
    return stored
        ? new EventResponse(eventId, Outcome.ACCEPTED, lead.value(), null)
        : new EventResponse(eventId, Outcome.DUPLICATE, lead.value(), "the lead has an event of this id already");
  }

  private static InboxRow row(EventRequest event, LeadId lead, Principal by, Instant now) {
    Instant occurredAt = event.occurredAt() == null ? now : Instants.parse(event.occurredAt()).orElse(now);
    return InboxRow.called(
        lead, event.eventId(), event.type(), occurredAt, by,
        new EventBody.Engaged(event.type(), event.texts(), false));
  }

  private Map<Name, LeadId> resolve(Set<Name> names) {
    Set<LeadId> ids = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    Set<ExternalId> externalIds = new HashSet<>();
    for (Name name : names) {
      switch (name) {
        case Name.ById byId -> ids.add(byId.id());
        case Name.ByAddress byAddress -> addresses.add(byAddress.key());
        case Name.ByExternalId byExternalId -> externalIds.add(byExternalId.id());
      }
    }
    Map<Name, LeadId> known = new HashMap<>();
    if (!ids.isEmpty()) {
      leads.known(ids).forEach(id -> known.put(new Name.ById(id), id));
    }
    if (!addresses.isEmpty()) {
      leads.byAddresses(addresses).forEach((key, id) -> known.put(new Name.ByAddress(key), id));
    }
    if (!externalIds.isEmpty()) {
      leads.byExternalIds(externalIds).forEach((key, id) -> known.put(new Name.ByExternalId(key), id));
    }
    return known;
  }

  private @Nullable String fault(@Nullable EventRequest event) {
    if (event == null) {
      return "holds nothing; leave it out";
    }
    Stream<FieldError> violations = validator.validate(event).stream()
        .map(violation -> new FieldError(violation.getPropertyPath().toString(), violation.getMessage()));
    List<FieldError> errors = Stream.concat(violations, event.faults()).toList();
    if (!errors.isEmpty()) {
      return errors.stream()
          .map(error -> "'" + error.field() + "' " + error.message())
          .sorted()
          .collect(Collectors.joining("; "));
    }
    String occurredAt = event.occurredAt();
    return occurredAt == null || Instants.parse(occurredAt).isPresent() ? null : "'occurredAt' " + Instants.HINT;
  }

  private static @Nullable String eventId(@Nullable EventRequest event) {
    return event == null ? null : event.eventId();
  }

  private static @Nullable Name name(EventRequest event) {
    if (event.leadId() != null) {
      return new Name.ById(new LeadId(event.leadId()));
    }
    Optional<String> address = EmailAddresses.normalise(event.email());
    if (address.isPresent()) {
      return new Name.ByAddress(address.get());
    }
    return event.system() == null || event.externalId() == null
        ? null
        : new Name.ByExternalId(new ExternalId(event.system(), event.externalId()));
  }
}
