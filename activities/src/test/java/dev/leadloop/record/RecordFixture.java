package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.store.Times;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.DecisionRequest;
import dev.leadloop.temporal.MessageContent;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A record on a database of its own, two reps and their manager, and a clock that can be moved on. */
public final class RecordFixture implements AutoCloseable {
  public static final Principal SITE = new Principal(Principal.Kind.MARKETING, "site");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final TestDatabase database = TestPostgres.freshDatabase();
  public final CountingDataSource source = new CountingDataSource(database.dataSource());
  public final JdbcClient jdbc = JdbcClient.create(source);
  public final JdbcTransactionManager transactions = new JdbcTransactionManager(source);
  public final TransactionTemplate transaction = new TransactionTemplate(transactions);
  public final LeadRecords records = LeadRecords.over(jdbc);
  public final RecordCheck check = new RecordCheck(records);
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  public final InstantSource clock = () -> Instant.now().plus(ahead.get());
  final LeadIntake intake =
      new LeadIntake(jdbc, records.inbox(), transactions, clock, EmailAddresses::normalise);

  public LeadIntake intake() {
    return intake;
  }

  public RecordFixture() {
    jdbc.sql("insert into team values ('sales', 'Sales')").update();
    jdbc.sql(
            """
            insert into rep (rep_id, name, email, team_id, manager) values
              ('rep-1', 'Rep One', 'one@example.com', 'sales', false),
              ('rep-2', 'Rep Two', 'two@example.com', 'sales', false),
              ('boss', 'Boss', 'boss@example.com', 'sales', true)""")
        .update();
  }

  public static PolicySource policies() {
    return policies(TestPolicies.mailing("nurture/1-guide"));
  }

  public static PolicySource policies(LeadPolicy policy) {
    return new PolicySource() {
      @Override
      public LeadPolicy version(int version) {
        assertThat(version).isEqualTo(policy.version());
        return policy;
      }

      @Override
      public LeadPolicy latest() {
        return policy;
      }
    };
  }

  public DecideAndRecord decisions(Decider decider) {
    return decisions(decider, policies());
  }

  public DecideAndRecord decisions(Decider decider, PolicySource policies) {
    return new DecideAndRecord(records, transaction, policies, decider, clock);
  }

  public void later(Duration time) {
    ahead.updateAndGet(time::plus);
  }

  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  static String email(int number) {
    return "lead" + number + "@example.com";
  }

  public LeadId lead() {
    return lead(email(NUMBER.incrementAndGet()));
  }

  public LeadId lead(String email) {
    LeadDetails.Facts facts =
        new LeadDetails.Facts("Kim", "Doe", "Fox GmbH", "Marketing Director", 150, null, "DE", null, Map.of());
    LeadDetails details =
        new LeadDetails(email, null, facts, new LeadDetails.Touch("google", null, null, null), Map.of());
    Intake answer = intake.intake(new IntakeRequest(details, SITE, null, false, null));
    assertThat(answer).isInstanceOf(Intake.Accepted.class);
    return ((Intake.Accepted) answer).lead();
  }

  /** A lead that says so of itself. */
  public LeadId lead(String firstName, String lastName, String company, String title) {
    LeadDetails.Facts facts =
        new LeadDetails.Facts(firstName, lastName, company, title, 150, null, "DE", null, Map.of());
    LeadDetails details =
        new LeadDetails(
            email(NUMBER.incrementAndGet()), null, facts, new LeadDetails.Touch("google", null, null, null), Map.of());
    return ((Intake.Accepted) intake.intake(new IntakeRequest(details, SITE, null, false, null))).lead();
  }

  /** Somebody of a company; null where that is not known. */
  public LeadId person(String email, @Nullable String company, @Nullable String title) {
    LeadDetails.Facts facts = new LeadDetails.Facts(null, null, company, title, null, null, null, null, Map.of());
    LeadDetails details = new LeadDetails(email, null, facts, LeadDetails.Touch.NONE, Map.of());
    return ((Intake.Accepted) intake.intake(new IntakeRequest(details, SITE, null, false, null))).lead();
  }

  public void signal(LeadId lead, String event, String type) {
    signal(lead, event, type, Map.of());
  }

  public void signal(LeadId lead, String event, String type, Map<String, String> properties) {
    assertThat(records.inbox().append(
            InboxRow.called(lead, event, type, now(), SITE, new EventBody.Engaged(type, properties, false))))
        .isTrue();
  }

  public void answer(LeadId lead, String event, String rep, EventBody body) {
    Principal by = new Principal(Principal.Kind.REP, rep);
    assertThat(records.inbox().appendAnswer(
            new InboxRow(lead, event, "answer", now(), by, body, null, InboxRow.Ringing.BY_CALLER)))
        .isTrue();
    if (!ahead.get().isZero()) {
      jdbc.sql("update inbox set recorded_at = :now where lead_id = :lead and event_id = :event")
          .param("now", Times.in(now())).param("lead", lead.value()).param("event", event).update();
    }
  }

  DecisionRequest request(LeadId lead, long seq, MessageContent... content) {
    return new DecisionRequest(lead.value(), now(), seq, List.of(content));
  }

  public DecisionReply decide(DecideAndRecord decisions, LeadId lead, long seq) {
    return decisions.decideAndRecord(request(lead, seq));
  }

  @Override
  public void close() {
    database.close();
  }
}
