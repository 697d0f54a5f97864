package dev.leadloop.intake;

import dev.leadloop.erasure.ErasedNames;
import dev.leadloop.erasure.Person;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.record.ExternalId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes leads in: creates those nobody knew, merges the others by address or external id. Everything that tells of a lead
 * comes through here and is held against the same limits.
 *
 * <p>What was not known before costs one statement, however many come together; what was known is merged one by one under
 * the lead's lock. Inside a caller's transaction it joins that, else each statement or merge commits by itself.
 */
public final class LeadIntake {
  /** Two requests about one new lead can pass each other; the loser looks again. */
  private static final int ATTEMPTS = 5;

  private final JdbcClient jdbc;
  private final InboxStore inbox;
  private final PlatformTransactionManager transactions;
  private final LeadCreationStore creation;
  private final LeadMerge merge;
  private final TransactionTemplate nested;
  private final InstantSource clock;
  private final Function<@Nullable String, Optional<String>> normalise;
  private final DetailsCheck check;
  private final FactFinding finding;
  private final @Nullable ErasedNames erased;

  /**
   * Over a data source.
   *
   * @param normalise the one form of an address; empty when it is none
   */
  public LeadIntake(
      JdbcClient jdbc,
      InboxStore inbox,
      PlatformTransactionManager transactions,
      InstantSource clock,
      Function<@Nullable String, Optional<String>> normalise) {
    this(jdbc, inbox, transactions, clock, normalise, FactFinding.NONE, null);
  }

  private LeadIntake(
      JdbcClient jdbc,
      InboxStore inbox,
      PlatformTransactionManager transactions,
      InstantSource clock,
      Function<@Nullable String, Optional<String>> normalise,
      FactFinding finding,
      @Nullable ErasedNames erased) {
    this.erased = erased;
    this.jdbc = jdbc;
    this.inbox = inbox;
    this.transactions = transactions;
    this.finding = finding;
    this.creation = new LeadCreationStore(jdbc);
    this.merge = new LeadMerge(jdbc, inbox, clock, finding);
    this.nested = new TransactionTemplate(transactions);
    this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    this.clock = clock;
    this.normalise = normalise;
    this.check = new DetailsCheck(normalise);
  }

  /** The same, where more is found of leads than was told: the first decision about a lead waits a moment for it. */
  public LeadIntake finding(FactFinding found) {
    return new LeadIntake(jdbc, inbox, transactions, clock, normalise, found, erased);
  }

  /** The same, where who was forgotten is known by these hashes, and taken up again only by who says so. */
  public LeadIntake heeding(ErasedNames forgotten) {
    return new LeadIntake(jdbc, inbox, transactions, clock, normalise, finding, forgotten);
  }

  /** Takes one lead in. */
  public Intake intake(IntakeRequest request) {
    return intakeAll(List.of(request)).get(0);
  }

  /** Takes many in; answers come in the order of the requests. */
  public List<Intake> intakeAll(List<IntakeRequest> requests) {
    Map<Integer, Intake> answers = new HashMap<>();
    Map<Integer, LeadCreationStore.NewLead> asked = new LinkedHashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      IntakeRequest request = requests.get(i);
      Optional<Intake.Invalid> fault = check.fault(request);
      if (fault.isPresent()) {
        answers.put(i, fault.get());
      } else {
        String emailKey = normalise.apply(request.details().email()).orElse(null);
        boolean waits = finding.canBeAskedOf(emailKey, request.details().facts().company());
        asked.put(i, new LeadCreationStore.NewLead(
            LeadIds.next(clock), emailKey, request, waits ? finding.patience() : null));
      }
    }
    refuseForgotten(asked, answers);
    createTogether(asked, answers);
    asked.forEach((i, lead) -> answers.computeIfAbsent(i, unanswered -> oneByOne(lead)));
    List<Intake> inOrder = new ArrayList<>(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      inOrder.add(Objects.requireNonNull(answers.get(i)));
    }
    return inOrder;
  }

  private void refuseForgotten(Map<Integer, LeadCreationStore.NewLead> asked, Map<Integer, Intake> answers) {
    if (erased == null || asked.isEmpty()) {
      return;
    }
    List<Person> people = asked.values().stream().map(LeadIntake::person).toList();
    Set<String> gone = erased.among(people);
    if (gone.isEmpty()) {
      return;
    }
    for (Integer i : List.copyOf(asked.keySet())) {
      LeadCreationStore.NewLead lead = Objects.requireNonNull(asked.get(i));
      if (!erased.isAmong(gone, person(lead))) {
        continue;
      }
      if (lead.request().bringsBack()) {
        erased.takeBack(person(lead));
      } else {
        answers.put(i, new Intake.Forgotten());
        asked.remove(i);
      }
    }
  }

  private static Person person(LeadCreationStore.NewLead lead) {
    ExternalId id = lead.request().details().externalId();
    return new Person(
        null, lead.emailKey() == null ? Set.of() : Set.of(lead.emailKey()),
        id == null ? List.of() : List.of(new Person.Name(id.system(), id.id())), Set.of());
  }

  private void createTogether(Map<Integer, LeadCreationStore.NewLead> asked, Map<Integer, Intake> answers) {
    Map<Integer, LeadCreationStore.NewLead> distinct = distinct(asked);
    if (distinct.isEmpty()) {
      return;
    }
    try {
      Set<LeadId> created = create(List.copyOf(distinct.values()));
      distinct.forEach((i, lead) -> {
        if (created.contains(lead.id())) {
          answers.put(i, new Intake.Accepted(lead.id(), Intake.Outcome.CREATED));
        }
      });
    } catch (DuplicateKeyException raced) {
      // Nothing was written; each is taken in by itself.
    }
  }

  /** The requests that share no name or key with an earlier one. */
  private static Map<Integer, LeadCreationStore.NewLead> distinct(Map<Integer, LeadCreationStore.NewLead> asked) {
    Set<Object> seen = new HashSet<>();
    Map<Integer, LeadCreationStore.NewLead> distinct = new LinkedHashMap<>();
    asked.forEach((i, lead) -> {
      IntakeRequest request = lead.request();
      boolean email = lead.emailKey() == null || seen.add(lead.emailKey());
      boolean external = request.details().externalId() == null || seen.add(request.details().externalId());
      boolean key = request.idempotency() == null || seen.add(List.of(request.idempotency().key()));
      if (email && external && key) {
        distinct.put(i, lead);
      }
    });
    return distinct;
  }

  private Intake oneByOne(LeadCreationStore.NewLead lead) {
    DuplicateKeyException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Optional<Intake> merged =
            nested.execute(status -> merge.merge(lead.emailKey(), lead.request()));
        if (merged != null && merged.isPresent()) {
          return merged.get();
        }
        if (!create(List.of(lead)).isEmpty()) {
          return new Intake.Accepted(lead.id(), Intake.Outcome.CREATED);
        }
      } catch (DuplicateKeyException raced) {
        last = raced;
      }
    }
    throw new IllegalStateException("Too many requests about this lead at once; send it again", last);
  }

  /** A savepoint only where there is a transaction to save: alone, the statement commits by itself, a round trip less. */
  private Set<LeadId> create(List<LeadCreationStore.NewLead> leads) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      Set<LeadId> created = nested.execute(status -> creation.createUnknown(leads));
      return created == null ? Set.of() : created;
    }
    return creation.createUnknown(leads);
  }
}
