package dev.leadloop.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.desk.AccountOwnerStore;
import dev.leadloop.desk.AccountOwnerStore.AccountOwner;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.RepStore.Work;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.HandoffCycle;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.temporal.DecisionReply;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routing over the real desk: what is stored of reps decides who gets leads, and changes move leads at work. */
class SalesRosterTest {
  private static final Principal ADMIN = new Principal(Principal.Kind.ADMIN, "admin");

  private final RecordFixture fixture = new RecordFixture();
  private final DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);
  private final RepStore reps = new RepStore(fixture.jdbc);
  private final SalesRoster roster =
      new SalesRoster(fixture.jdbc, reps, fixture.records.inbox(), fixture.transaction, fixture.clock);

  @AfterEach
  void close() {
    fixture.close();
  }

  private DecisionReply handedOver() {
    return handOver(fixture.lead());
  }

  private DecisionReply handOver(LeadId lead) {
    fixture.signal(lead, "demo", "demo_requested");
    return fixture.decide(decisions, lead, 1);
  }

  private DecisionReply decide(LeadId lead) {
    DecisionReply reply = fixture.decide(decisions, lead, 1_000);
    assertThat(fixture.check.differences(lead)).isEmpty();
    return reply;
  }

  private void set(String id, @Nullable Instant from, Work work) {
    roster.save(new Rep(id, id, id + "@example.com", "sales", false, true, from, null, work), ADMIN);
  }

  private static Work limits(@Nullable Integer openAtOnce, @Nullable Integer perDay) {
    return new Work(100, openAtOnce, perDay, false, null, "Europe/Berlin", Map.of(), Set.of(), Set.of(), Set.of(), Set.of());
  }

  @Test
  void everyLeadOfARepWhoLeavesGoesToAnotherInOneCall() {
    fixture.jdbc.sql("insert into api_key (key_id, key_hash, name, role, rep_id, created_at)"
        + " values ('k', 'h', 'one', 'SALES', 'rep-1', now())").update();
    List<LeadId> open = new ArrayList<>();
    List<LeadId> accepted = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      LeadId lead = fixture.lead();
      String owner = Objects.requireNonNull(handOver(lead).view().sales().owner());
      if (owner.equals("rep-1")) {
        (open.size() <= accepted.size() ? open : accepted).add(lead);
      }
    }
    for (LeadId lead : accepted) {
      fixture.answer(lead, "yes", "rep-1", new EventBody.Accepted(1));
      decide(lead);
    }
    SalesRoster.Left left = roster.leave("rep-1", ADMIN).orElseThrow();
    assertThat(left.moved()).hasSize(open.size() + accepted.size()).hasSize(6);
    open.forEach(lead -> assertThat(decide(lead).view().sales().owner()).isEqualTo("rep-2"));
    accepted.forEach(lead -> {
      DecisionReply reply = decide(lead);
      assertThat(reply.view().stage()).isEqualTo(Stage.ACCEPTED);
      assertThat(reply.view().sales().owner()).isEqualTo("rep-2");
    });
    assertThat(handedOver().view().sales().owner()).isEqualTo("rep-2");
    assertThat(fixture.jdbc.sql("select revoked_at is not null from api_key").query(Boolean.class).single()).isTrue();
    assertThat(roster.leave("rep-1", ADMIN).orElseThrow().moved()).isEmpty();
    assertThat(roster.leave("nobody", ADMIN)).isEmpty();
  }

  @Test
  void aRepsDayBeginsByTheClockOfTheRepsOwnCalendar() {
    LeadId lead = fixture.lead();
    String owner = Objects.requireNonNull(handOver(lead).view().sales().owner());
    fixture.jdbc.sql("update handoff_cycle set assigned_at = '2026-03-04T09:00:00Z'").update();
    fixture.jdbc.sql("update rep set per_day = 5, calendar = 'islands'").update();
    Map<String, BusinessCalendar> calendars =
        Map.of("islands", new BusinessCalendar("islands", ZoneId.of("Pacific/Kiritimati"), Map.of(), Set.of(), true));
    assertThat(today(lead, owner, calendars)).as("given yesterday there").isZero();
    assertThat(today(lead, owner, Map.of())).as("where no calendar is known").isEqualTo(1);
  }

  private int today(LeadId lead, String rep, Map<String, BusinessCalendar> calendars) {
    Instant at = Instant.parse("2026-03-04T12:00:00Z");
    SalesDesk desk =
        Objects.requireNonNull(fixture.transaction.execute(status -> fixture.records.desk().lock(lead, calendars, at)));
    return Objects.requireNonNull(desk.rep(rep)).load().today();
  }

  @Test
  void noLeadIsGivenToARepWhoLeavesAtThatMoment() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<LeadId> leads = new ArrayList<>();
      List<Callable<Object>> all = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        LeadId lead = fixture.lead();
        leads.add(lead);
        all.add(() -> handOver(lead));
      }
      all.add(15, () -> roster.leave("rep-1", ADMIN));
      for (Future<Object> one : threads.invokeAll(all)) {
        one.get();
      }
      leads.forEach(lead -> assertThat(decide(lead).view().sales().owner()).isEqualTo("rep-2"));
    }
  }

  @Test
  void anAbsenceMovesWhatWaitsWhenItBeginsAndTheRepGetsNothingMeanwhile() {
    LeadId lead = fixture.lead();
    String owner = Objects.requireNonNull(handOver(lead).view().sales().owner());
    set(owner, fixture.now().plus(Duration.ofMinutes(20)), Work.FULL);
    assertThat(decide(lead).view().sales().owner()).isEqualTo(owner);
    fixture.later(Duration.ofMinutes(21));
    assertThat(decide(lead).view().sales().owner()).isNotEqualTo(owner);
    assertThat(fixture.records.handoffs().of(lead)).first()
        .satisfies(cycle -> assertThat(Objects.requireNonNull(cycle.ended()).reason()).isEqualTo("absent"));
    for (int i = 0; i < 3; i++) {
      assertThat(handedOver().view().sales().owner()).isNotEqualTo(owner);
    }
  }

  @Test
  void limitsAreKeptAndTheRoundIsRemembered() {
    set("rep-1", null, limits(null, 2));
    set("rep-2", null, limits(4, null));
    Map<String, Integer> given = new HashMap<>();
    for (int i = 0; i < 8; i++) {
      given.merge(Objects.requireNonNull(handedOver().view().sales().owner()), 1, Integer::sum);
    }
    assertThat(given).isEqualTo(Map.of("rep-1", 2, "rep-2", 4, "queue", 2));
    fixture.later(Duration.ofDays(1));
    assertThat(handedOver().view().sales().owner()).as("the next day").isEqualTo("rep-1");
    assertThat(fixture.jdbc.sql("select count(*) from rep where turns > 0").query(Integer.class).single()).isEqualTo(2);
  }

  @Test
  void theOwnerOfTheAccountGetsItsLeads() {
    AccountOwnerStore owners = new AccountOwnerStore(fixture.jdbc);
    owners.save(new AccountOwner(AccountOwnerStore.Kind.DOMAIN, "Acme.Example", "rep-2"));
    for (int i = 0; i < 4; i++) {
      assertThat(handOver(fixture.lead("buyer" + i + "@acme.example")).view().sales().owner()).isEqualTo("rep-2");
    }
    owners.save(new AccountOwner(AccountOwnerStore.Kind.COMPANY, "Fox GmbH", "rep-1"));
    assertThat(handedOver().view().sales().owner()).as("by the company's name").isEqualTo("rep-1");
    assertThat(owners.delete(AccountOwnerStore.Kind.COMPANY, "fox gmbh")).isPresent();
    assertThat(owners.all()).hasSize(1);
  }

  @Test
  void aPausedClockIsKeptWithItsCycle() {
    LeadId lead = fixture.lead();
    String owner = Objects.requireNonNull(handOver(lead).view().sales().owner());
    HandoffCycle before = fixture.records.handoffs().of(lead).get(0);
    fixture.answer(lead, "wait", owner, new EventBody.PauseAsked(1, "waiting_for_lead", null));
    decide(lead);
    fixture.later(Duration.ofHours(3));
    fixture.answer(lead, "on", owner, new EventBody.ResumeAsked(1));
    decide(lead);
    HandoffCycle after = fixture.records.handoffs().of(lead).get(0);
    assertThat(Duration.between(before.deadline(), after.deadline())).isBetween(Duration.ofMinutes(179), Duration.ofMinutes(181));
    assertThat(after.clock().pauses()).isEqualTo(1);
  }
}
