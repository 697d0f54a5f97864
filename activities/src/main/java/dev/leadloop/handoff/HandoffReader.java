package dev.leadloop.handoff;

import dev.leadloop.handoff.HandoffFactStore.CycleRow;
import dev.leadloop.handoff.HandoffFactStore.Keeper;
import dev.leadloop.handoff.HandoffFactStore.LeadRow;
import dev.leadloop.handoff.HandoffFacts.OfCompany;
import dev.leadloop.handoff.HandoffRecord.Assignment;
import dev.leadloop.handoff.HandoffRecord.Earlier;
import dev.leadloop.handoff.HandoffRecord.Past;
import dev.leadloop.handoff.HandoffRecord.Person;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.PhoneFact;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.handoff.HandingOver;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.record.PolicySource;
import dev.leadloop.sla.BusinessCalendar;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the handoff record of a lead, in a number of statements that does not grow with what there is to tell. */
public final class HandoffReader {
  /** Ask for it to get the open or the latest handoff. */
  public static final int LATEST = 0;


  private final HandoffFactStore store;
  private final PolicySource policies;
  private final InstantSource clock;

  public HandoffReader(HandoffFactStore store, PolicySource policies, InstantSource clock) {
    this.store = store;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * The record of one handoff; empty where the lead is not known, was forgotten, or has no such handoff.
   *
   * @param cycle its number, or {@link #LATEST}
   */
  public Optional<HandoffRecord> read(LeadId lead, int cycle) {
    LeadRow row = store.lead(lead).orElse(null);
    if (row == null || row.erased() || row.policyVersion() == null) {
      return Optional.empty();
    }
    List<CycleRow> cycles = store.cycles(lead);
    return cycles.stream()
        .filter(found -> cycle == LATEST || found.cycle() == cycle)
        .max(Comparator.comparingInt(CycleRow::cycle))
        .map(asked -> told(lead, row, asked, cycles));
  }

  /** The same of a lead that a person is to look at before it is handed to anyone; empty where the lead is not known. */
  public Optional<HandoffRecord> readWithout(LeadId lead) {
    return store.lead(lead)
        .filter(row -> !row.erased() && row.policyVersion() != null)
        .map(row -> told(lead, row, null, store.cycles(lead)));
  }

  /**
   * What the lead asked for by these events, the most urgent first; of those alike the newest first.
   *
   * @param events ids of the signals; one that was not kept is left out
   */
  public List<HandoffRecord.Request> requests(LeadId lead, Collection<String> events) {
    LeadRow row = store.lead(lead).orElse(null);
    if (events.isEmpty() || row == null || row.erased() || row.policyVersion() == null) {
      return List.of();
    }
    LeadPolicy policy = policies.version(row.policyVersion());
    List<Signal> signals = store.signals(lead);
    return signals.stream()
        .filter(signal -> events.contains(signal.eventId()))
        .sorted(Signal.ORDER.reversed())
        .map(signal -> new HandoffRecord.Request(signal.eventId(), Engagements.of(signal, policy)))
        .sorted(Comparator.comparing(asked ->
            HandingOver.terms(policy, row.profile(), signals, clock.instant(), asked.deed().type()).answerWithin()))
        .toList();
  }

  private HandoffRecord told(LeadId lead, LeadRow row, @Nullable CycleRow asked, List<CycleRow> cycles) {
    LeadPolicy policy = policies.version(Objects.requireNonNull(row.policyVersion()));
    return HandoffRecords.of(facts(lead, row, asked, cycles, policy), policy, clock.instant());
  }

  private HandoffFacts facts(
      LeadId lead, LeadRow row, @Nullable CycleRow asked, List<CycleRow> cycles, LeadPolicy policy) {
    return new HandoffFacts(
        lead.value(),
        asked == null ? 0 : asked.cycle(),
        person(row),
        row.profile(),
        asked == null ? null : assignment(asked, row.keeper(), policy),
        asked == null ? HandoffTrigger.REVIEW : asked.trigger(),
        store.signals(lead),
        store.journal(lead),
        store.touches(lead),
        new OfCompany(store.peers(lead), row.company()),
        new Past(store.sent(lead), earlier(asked, cycles, policy)),
        toDo(row.stage(), asked, cycles));
  }

  private static List<Earlier> earlier(@Nullable CycleRow asked, List<CycleRow> cycles, LeadPolicy policy) {
    return cycles.stream()
        .filter(other -> asked == null || other.cycle() < asked.cycle())
        .sorted(Comparator.comparingInt(CycleRow::cycle).reversed())
        .flatMap(other -> Stream.ofNullable(ended(other, policy)))
        .toList();
  }

  /** An answered handoff is only done with where sales has the lead no more; of those before it nothing is left to do. */
  private static boolean toDo(@Nullable Stage stage, @Nullable CycleRow asked, List<CycleRow> cycles) {
    if (stage == null || stage.closed()) {
      return false;
    }
    if (asked == null || asked.endedAt() == null) {
      return true;
    }
    boolean latest = cycles.stream().noneMatch(other -> other.cycle() > asked.cycle());
    return latest && (stage == Stage.ACCEPTED || stage == Stage.OPPORTUNITY);
  }

  private static Person person(LeadRow row) {
    LeadProfile profile = row.profile();
    String name =
        Stream.of(row.firstName(), row.lastName()).flatMap(Stream::ofNullable).collect(Collectors.joining(" "));
    return new Person(
        name.isEmpty() ? null : name,
        profile.title(),
        profile.company().name(),
        profile.company().size(),
        profile.company().industry(),
        profile.country(),
        profile.timeZone(),
        row.email(),
        PhoneFact.of(profile),
        row.suppressed(),
        FoundFact.of(profile, row.enriched()));
  }

  private static Assignment assignment(CycleRow row, @Nullable Keeper keeper, LeadPolicy policy) {
    return new Assignment(
        row.owner(),
        row.ownerName() == null ? row.owner() : row.ownerName(),
        row.queue(),
        row.slaClass(),
        row.assignedAt(),
        row.deadline(),
        zone(row, keeper, policy).getId(),
        row.level(),
        ended(row, policy),
        null);
  }

  /** The clock of whoever answers, and of whoever has the lead now where it was passed on after that. */
  private static ZoneId zone(CycleRow row, @Nullable Keeper keeper, LeadPolicy policy) {
    BusinessCalendar ofClass = policy.calendars().get(policy.sla().named(row.slaClass()).calendar());
    boolean passedOn = keeper != null && "ACCEPTED".equals(row.endedHow()) && !keeper.rep().equals(row.owner());
    return passedOn && keeper != null && ofClass != null
        ? keeper.own().over(keeper.team(), policy.calendars()).in(policy.calendars(), ofClass).zone()
        : row.clock().toldIn(policy.calendars());
  }

  private static @Nullable Earlier ended(CycleRow row, LeadPolicy policy) {
    if (row.endedAt() == null || row.endedHow() == null) {
      return null;
    }
    Disposition reason = row.reason() == null ? null : policy.disposition(row.reason());
    return new Earlier(
        row.cycle(),
        row.ownerName() == null ? row.owner() : row.ownerName(),
        row.endedHow(),
        row.endedBy() == null ? Principal.SYSTEM.toString() : row.endedBy(),
        row.endedAt(),
        reason == null ? row.reason() : reason.label(),
        row.note());
  }
}
