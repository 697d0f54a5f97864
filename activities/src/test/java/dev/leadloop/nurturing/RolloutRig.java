package dev.leadloop.nurturing;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.Decider;
import dev.leadloop.record.LeadRecords;
import dev.leadloop.record.PolicySource;
import dev.leadloop.temporal.DecisionRequest;
import dev.leadloop.temporal.rollout.RolloutActivities;
import dev.leadloop.temporal.rollout.RolloutOrder;
import dev.leadloop.temporal.rollout.RolloutProgress;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.view.SequenceReadStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rollouts over a real record, by a clock that goes twenty times as fast, and leads that are decided once it is their turn. */
final class RolloutRig implements AutoCloseable {
  static final int FAST = 20;
  static final Principal MIA = new Principal(Principal.Kind.MANAGER, "mia");

  /** Leads whose move throws, and leads whose decision cannot be recorded. */
  final List<String> poisoned = new CopyOnWriteArrayList<>();

  final List<String> unrecordable = new CopyOnWriteArrayList<>();
  final TestDatabase database = TestPostgres.freshDatabase();
  final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  final Rollouts rollouts;
  final RolloutPlans plans;

  private final List<LeadPolicy> published = new CopyOnWriteArrayList<>();
  private final Instant begun = Instant.now();
  private final InstantSource clock = () -> begun.plus(Duration.between(begun, Instant.now()).multipliedBy(FAST));
  private final DecideAndRecord decisions;
  private final LeadIntake intake;
  private final Thread deciding = Thread.ofPlatform().daemon().unstarted(this::decideAgainAndAgain);
  private volatile boolean closed;
  private volatile boolean decides;
  private int number;

  RolloutRig() {
    JdbcTransactionManager transactions = new JdbcTransactionManager(database.dataSource());
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    LeadRecords records = LeadRecords.over(jdbc);
    PolicySource policies = new PolicySource() {
      @Override
      public LeadPolicy version(int version) {
        return published.get(version - 1);
      }

      @Override
      public LeadPolicy latest() {
        return published.getFirst();
      }
    };
    publish("guide");
    decisions = new DecideAndRecord(records, transaction, policies, decider(), clock);
    intake = new LeadIntake(jdbc, records.inbox(), transactions, clock, EmailAddresses::normalise);
    plans = new RolloutPlans(policies, new SequenceReadStore(jdbc), new RolloutLeadStore(jdbc), clock);
    rollouts = new Rollouts(plans, new RolloutStore(jdbc), new RolloutOrderStore(jdbc), transaction, clock);
    deciding.start();
  }

  private Decider decider() {
    return (state, events, policy, desk, now) -> {
      boolean moves = policy.version() > 1 && !events.isEmpty();
      if (moves && poisoned.contains(state.leadId().value())) {
        throw new IllegalStateException("cannot be decided");
      }
      if (moves && unrecordable.contains(state.leadId().value())) {
        throw new DataIntegrityViolationException("cannot be recorded");
      }
      return LeadLifecycle.decide(state, events, policy, desk, now);
    };
  }

  /** Publishes the starter policy with its step "guide" under another name; new leads live by the first version. */
  int publish(String guide) {
    published.add(
        PolicyTexts.read(
            PolicyCatalog.starter().replace("- { id: guide, after: 1h,", "- { id: " + guide + ", after: 1h,"),
            published.size() + 1));
    return published.size();
  }

  /** New leads, nurtured by the first version. */
  List<String> leads(int count) {
    return IntStream.range(0, count).mapToObj(i -> lead()).toList();
  }

  private String lead() {
    LeadDetails.Facts facts = new LeadDetails.Facts("Kim", "Doe", "Fox GmbH", null, null, null, "DE", null, Map.of());
    LeadDetails details = new LeadDetails(
        "rollout" + ++number + "@fox.example", null, facts, new LeadDetails.Touch("google", null, null, null), Map.of());
    LeadId lead = ((Intake.Accepted) intake.intake(new IntakeRequest(details, MIA, null, false, null))).lead();
    decide(lead.value(), 1);
    return lead.value();
  }

  /** From now on leads are decided when it is their turn, or no longer. */
  void decides(boolean on) {
    decides = on;
  }

  private void decideAgainAndAgain() {
    while (!closed) {
      if (decides) {
        decideDue();
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException over) {
        return;
      }
    }
  }

  private record Next(String lead, long seq) {}

  private void decideDue() {
    jdbc.sql(
            """
            select distinct i.lead_id, s.seq + 1 as seq from inbox i join lead_status s using (lead_id)
             where i.decided_seq is null and i.ring_at <= :now""")
        .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
        .query((row, n) -> new Next(row.getString("lead_id"), row.getLong("seq")))
        .list()
        .forEach(next -> {
          try {
            decide(next.lead(), next.seq());
          } catch (DataIntegrityViolationException meant) {
            assertKnown(next.lead(), meant);
          }
        });
  }

  private void assertKnown(String lead, RuntimeException failed) {
    if (!unrecordable.contains(lead)) {
      throw failed;
    }
  }

  private void decide(String lead, long seq) {
    decisions.decideAndRecord(new DecisionRequest(lead, clock.instant(), seq, List.of()));
  }

  int number(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }

  /** How many leads live by that version. */
  int at(int version) {
    return number("select count(*) from lead_status where policy_version = " + version);
  }

  /** The most often that one lead was moved. */
  int mostMoves() {
    return number("select coalesce(max(moves), 0) from (select count(*) as moves from lifecycle_event where type = 'policy_moved'"
        + " group by lead_id) each");
  }

  RolloutProgress progress(int version) {
    return rollouts.progress(version).orElseThrow();
  }

  @Override
  public void close() {
    closed = true;
    deciding.interrupt();
    try {
      deciding.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.close();
  }

  /** What a worker does, with rests as short as the clock is fast. */
  static class Delegating implements RolloutActivities {
    private final Rollouts rollouts;

    Delegating(RolloutRig rig) {
      this.rollouts = rig.rollouts;
    }

    @Override
    public RolloutProgress openRollout(int version, RolloutOrder order, String orderId) {
      return fast(rollouts.openRollout(version, order, orderId));
    }

    @Override
    public RolloutProgress orderNext(int version) {
      return fast(rollouts.orderNext(version));
    }

    @Override
    public RolloutProgress changeRollout(int version, String state) {
      return fast(rollouts.changeRollout(version, state));
    }

    private static RolloutProgress fast(RolloutProgress p) {
      return new RolloutProgress(p.version(), p.state(), p.ordered(), p.moved(), p.waiting(), p.left(), p.failed(),
          p.perMinute(), p.by(), p.changedAt(), p.stateBy(), p.restMillis() / FAST);
    }
  }
}
