package dev.leadloop.intake;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.EnrichedFacts;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes in what enrichment found: as far as it may stand it is written with its source and time, and a lead that was decided
 * about is told. Runs inside its caller's transaction.
 */
public final class FoundFacts {
  /** Who tells a lead that facts were found. */
  public static final Principal BY = new Principal(Principal.Kind.SYSTEM, "enrichment");

  private final FoundFactStore store;
  private final FactStore history;
  private final InboxStore inbox;
  private final InstantSource clock;

  /** Over one data source. */
  public FoundFacts(JdbcClient jdbc, InboxStore inbox, InstantSource clock) {
    this.store = new FoundFactStore(jdbc);
    this.history = new FactStore(jdbc);
    this.inbox = inbox;
    this.clock = clock;
  }

  /**
   * A lead that nobody else changes until the transaction ends.
   *
   * @param emailKey the address in its one form; null where none is known
   * @param decided whether anything has been decided about it
   * @param mayNotBeNamed whether the person does not want to hear from us: the address is told to nobody then
   */
  public record Held(
      LeadId id,
      @Nullable String emailKey,
      LeadDetails.Facts facts,
      EnrichedFacts enriched,
      boolean forgotten,
      boolean decided,
      boolean mayNotBeNamed) {}

  /**
   * An answer.
   *
   * @param provider its name
   * @param at when it was given
   * @param facts by the names that policies call them
   */
  public record Answer(String provider, Instant at, Map<String, String> facts) {
    public Answer {
      facts = Map.copyOf(facts);
    }
  }

  /** Locks those of the leads that can be had at once; the others are being decided about, or told of, just now. */
  public List<Held> hold(Collection<LeadId> leads) {
    return store.hold(leads);
  }

  /**
   * Takes an answer in.
   *
   * @param imported whether the lead came in as history, so that nothing is handed over by it
   * @return the names of the facts that are others than before
   */
  public List<String> take(Held lead, Answer answer, boolean imported) {
    Map<String, String> known = lead.facts().byField();
    Map<String, String> standing = lead.enriched().standing(known.keySet(), answer.facts(), answer.at());
    Map<String, @Nullable String> laid = new HashMap<>(standing);
    EnrichedFacts enriched =
        lead.enriched().found(standing.keySet(), new EnrichedFacts.Found(answer.provider(), answer.at()));
    List<FactStore.Change> changes = new ArrayList<>();
    standing.forEach((field, value) -> {
      if (!value.equals(known.get(field))) {
        changes.add(new FactStore.Change(field, known.get(field), value));
      }
    });
    if (changes.isEmpty() && enriched.equals(lead.enriched())) {
      return List.of();
    }
    store.write(lead.id(), lead.facts().with(laid), enriched);
    history.keep(lead.id(), changes, "enrichment:" + answer.provider(), clock.instant());
    if (lead.decided() && !changes.isEmpty()) {
      inbox.append(InboxRow.called(
          lead.id(), "enriched-" + UUID.randomUUID(), "profile_changed", clock.instant(), BY,
          new EventBody.ProfileChanged(imported)));
    }
    return changes.stream().map(FactStore.Change::field).toList();
  }
}
