package dev.leadloop.erasure.work;

import dev.leadloop.erasure.Erased;
import dev.leadloop.erasure.ErasedNames;
import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.Holding;
import dev.leadloop.erasure.Person;
import dev.leadloop.erasure.work.Erasure.State;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.Change;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.record.LeadStore;
import dev.leadloop.temporal.ActivityFailures;
import dev.leadloop.temporal.erasure.ErasureActivities;
import dev.leadloop.temporal.erasure.ErasureProgress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets people. The lead decides to be a tombstone like anything else it decides, and from then on takes nothing more; then
 * every part erases what it holds, each in a transaction of its own. Once all have confirmed each looks once more: what was
 * under way meanwhile, such as a mail on its way to a folder, is found then.
 */
public final class Erasures implements ErasureActivities {
  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
  private static final int ID_LENGTH = 24;

  private final ErasureStore store;
  private final PersonStore persons;
  private final LeadStore leads;
  private final InboxStore inbox;
  private final AuditStore audit;
  private final ErasedNames names;
  private final List<Erases> parts;
  private final Duration secondLook;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Erasures(
      JdbcClient jdbc, InboxStore inbox, ErasedNames names, List<Erases> parts, Duration secondLook,
      TransactionTemplate transaction, InstantSource clock) {
    this.store = new ErasureStore(jdbc);
    this.persons = new PersonStore(jdbc);
    this.leads = new LeadStore(jdbc);
    this.inbox = inbox;
    this.audit = new AuditStore(jdbc);
    this.names = names;
    this.parts = parts.stream().sorted(Comparator.comparingInt(Erases::turn).thenComparing(Erases::name)).toList();
    this.secondLook = secondLook;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Orders the erasure of a lead, whose tombstone is asked for in the same transaction; where it was ordered before, that one
   * is returned. There must be such a lead.
   */
  public Erasure erase(LeadId lead, String reason, Principal by) {
    return Objects.requireNonNull(transaction.execute(status -> {
      leads.share(lead);
      String id = newId();
      if (store.open(id, lead.value(), reason, by, null, clock.instant())) {
        askForTombstone(id, lead, by);
        audit.add(clock.instant(), new Change(by, "erasure_ordered", "lead/" + lead, Map.of("reason", reason, "erasure", id)));
      }
      return store.ofLead(lead.value()).orElseThrow();
    }));
  }

  /** Orders the erasure of everything about an address that no lead has. */
  public Erasure erase(String emailKey, String reason, Principal by) {
    return Objects.requireNonNull(transaction.execute(status -> {
      String id = newId();
      store.open(id, null, reason, by, new Person(null, Set.of(emailKey), List.of(), Set.of()), clock.instant());
      audit.add(clock.instant(), new Change(by, "erasure_ordered", "erasure/" + id, Map.of("reason", reason)));
      return store.find(id).orElseThrow();
    }));
  }

  private static String newId() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
  }

  private void askForTombstone(String id, LeadId lead, Principal by) {
    inbox.append(
        InboxRow.called(lead, "erasure-" + id, "erase", clock.instant(), by, new EventBody.ErasureAsked()));
  }

  /** Where something of a person is, and what becomes of it, by part. */
  public Map<String, List<Holding>> holdings() {
    Map<String, List<Holding>> all = new LinkedHashMap<>();
    parts.forEach(part -> all.put(part.name(), part.holdings()));
    return all;
  }

  /** Everything that is known of the person of a lead, by part and place. */
  public Map<String, Map<String, List<Map<String, Object>>>> tell(LeadId lead) {
    Person person = persons.of(lead);
    Map<String, Map<String, List<Map<String, Object>>>> told = new LinkedHashMap<>();
    for (Erases part : parts) {
      Map<String, List<Map<String, Object>>> known = part.tell(person);
      if (!known.isEmpty()) {
        told.put(part.name(), known);
      }
    }
    return told;
  }

  @Override
  public ErasureProgress entomb(String erasureId) {
    Erasure erasure = known(erasureId);
    if (erasure.state() == State.WAITING && entombed(erasure.lead())) {
      transaction.executeWithoutResult(status -> {
        String lead = erasure.lead();
        Person person = lead == null ? store.person(erasureId).orElseThrow() : persons.of(new LeadId(lead));
        names.keep(person);
        store.entombed(erasureId, person, parts.stream().map(Erases::name).toList(), clock.instant());
      });
    }
    return known(erasureId).progress();
  }

  private boolean entombed(@Nullable String lead) {
    return lead == null || leads.find(new LeadId(lead)).map(one -> one.erasedAt() != null).orElse(true);
  }

  @Override
  public ErasureProgress eraseParts(String erasureId) {
    Erasure erasure = known(erasureId);
    if (erasure.state() != State.ERASING) {
      return erasure.progress();
    }
    Person person = store.person(erasureId).orElseThrow();
    Instant confirmed = erasure.confirmedAt();
    if (confirmed == null) {
      List<String> open = erasure.open();
      parts.stream().filter(part -> open.contains(part.name())).forEach(part -> tryPart(erasureId, part, person));
      if (known(erasureId).open().isEmpty()) {
        store.confirmed(erasureId, clock.instant());
      }
    } else if (!clock.instant().isBefore(confirmed.plus(secondLook))) {
      parts.forEach(part -> tryPart(erasureId, part, person));
      if (known(erasureId).open().isEmpty()) {
        store.done(erasureId, clock.instant());
      }
    }
    return known(erasureId).progress();
  }

  private void tryPart(String id, Erases part, Person person) {
    try {
      transaction.executeWithoutResult(status -> store.tried(id, part.name(), part.erase(person), clock.instant()));
    } catch (RuntimeException failed) {
      String kind = kind(failed);
      LOG.warn("Erasure {}: {} has not erased what it holds ({}); it is tried again", id, part.name(), kind);
      store.tried(id, part.name(), new Erased(Map.of(), kind), clock.instant());
    }
  }

  /** Never its words, which may quote what is to be forgotten. */
  private static String kind(Throwable failed) {
    Throwable last = failed;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last.getClass().getSimpleName() + (last instanceof SQLException sql ? " " + sql.getSQLState() : "");
  }

  private Erasure known(String id) {
    return store.find(id).orElseThrow(
        () -> ActivityFailures.forGood("There is no erasure of this id.", UNKNOWN_ERASURE));
  }
}
