package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.LadderAction;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkippedTimeHistoryTest extends HistoryCosts {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final List<SlaRules.Rung> LADDER = List.of(
      new SlaRules.Rung(50, LadderAction.REMIND), new SlaRules.Rung(80, LadderAction.REMIND),
      new SlaRules.Rung(100, LadderAction.ESCALATE), new SlaRules.Rung(150, LadderAction.REASSIGN),
      new SlaRules.Rung(300, LadderAction.QUEUE));
  private final List<AutoCloseable> toClose = new ArrayList<>();
  private TestWorkflowEnvironment time;

  @AfterEach
  void stopServer() throws Exception {
    for (AutoCloseable one : toClose) {
      one.close();
    }
  }

  @Override
  LeadRig rig(LeadPolicy policy) {
    return rig(policy, Instant.parse("2026-03-02T09:00:00Z"));
  }

  @Override
  void passes(Duration duration) {
    time.sleep(duration);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T15:30:00Z, 2026-03-03T08:30:00Z, an evening between",
    "2026-03-06T15:30:00Z, 2026-03-09T08:30:00Z, a weekend between",
    "2026-03-27T15:30:00Z, 2026-03-30T07:30:00Z, the clock goes forward on the weekend",
    "2026-10-23T14:30:00Z, 2026-10-26T08:30:00Z, the clock goes back on the weekend",
    "2026-04-02T14:30:00Z, 2026-04-07T07:30:00Z, Easter between"
  })
  void salesIsRemindedWhenHalfItsWorkingTimeIsOver(Instant asked, Instant reminded, String why) {
    LeadRig rig = rig(QuickPolicies.paced(Duration.ofDays(60), Duration.ofHours(2), workingHours()), asked);
    rig.enters();
    rig.signal("demo_requested");
    time.sleep(Duration.between(asked, reminded).minusMinutes(1));
    assertThat(rig.record.carriedOut()).as(why).doesNotContain("tell rep-a REMINDER");
    time.sleep(Duration.ofMinutes(2));
    LeadRig.eventually(() -> rig.record.carriedOut().contains("tell rep-a REMINDER"));
    assertThat(rig.record.journal(rig.lead)).filteredOn(JournalEntry.RungFired.class::isInstance).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-27T13:00:00Z, 2026-03-27T15:00:00Z, 2026-03-30T07:12:00Z, 2026-03-30T08:00:00Z, 2026-03-30T10:00:00Z, forward",
    "2026-10-23T12:00:00Z, 2026-10-23T14:00:00Z, 2026-10-26T08:12:00Z, 2026-10-26T09:00:00Z, 2026-10-26T11:00:00Z, back"
  })
  void aWholeLadderIsClimbedOverAWeekendOnWhichTheClockChanges(
      Instant asked, Instant half, Instant most, Instant deadline, Instant another, String clock) {
    LeadRig rig = rig(QuickPolicies.paced(Duration.ofDays(60), Duration.ofHours(4), workingHours(), LADDER), asked);
    rig.enters();
    rig.signal("demo_requested");
    Instant now = asked;
    List<Instant> times = List.of(half, most, deadline, another);
    for (int step = 0; step < times.size(); step++) {
      Instant due = times.get(step);
      time.sleep(Duration.between(now, due).minusMinutes(1));
      assertThat(fired(rig)).as("the clock goes %s: a minute before %s", clock, due).hasSize(step);
      time.sleep(Duration.ofMinutes(2));
      now = due.plus(Duration.ofMinutes(1));
      int steps = step + 1;
      LeadRig.eventually(() -> fired(rig).size() == steps);
      assertThat(fired(rig).get(step).dueAt()).isBetween(due, due.plusSeconds(30));
    }
    LeadRig.eventually(() -> "rep-b".equals(rig.view().sales().owner()));
    assertThat(rig.record.carriedOut()).contains("tell queue ESCALATION", "tell rep-a REASSIGNED", "tell rep-b HANDOFF");
    time.sleep(Duration.ofDays(14));
    LeadRig.eventually(() -> "queue".equals(rig.view().sales().owner()));
    assertThat(fired(rig)).filteredOn(rung -> rung.action() == LadderAction.QUEUE).hasSize(1);
  }

  private static List<JournalEntry.RungFired> fired(LeadRig rig) {
    return rig.record.journal(rig.lead).stream()
        .filter(JournalEntry.RungFired.class::isInstance).map(JournalEntry.RungFired.class::cast).toList();
  }

  @Test
  void leadRejectedForBudgetIsParkedAndNurturedAgainOverSixMonths() {
    LeadRig rig = rig(QuickPolicies.paced(Duration.ofDays(14), Duration.ofHours(2), workingHours()));
    rig.enters();
    rig.signal("demo_requested");
    assertThat(rig.answer(LeadRig.REP_A, new EventBody.Rejected(1, "no_budget", true)).applied()).isTrue();
    LeadRig.eventually(() -> rig.view().stage() == Stage.NURTURING);
    time.sleep(Duration.ofDays(29));
    assertThat(rig.record.carriedOut()).noneMatch(done -> done.startsWith("mail"));
    time.sleep(Duration.ofDays(152));
    LeadRig.eventually(() -> rig.record.carriedOut().stream().filter(done -> done.startsWith("mail")).count() == 5);
    rig.signal("demo_requested");
    LeadRig.eventually(() -> rig.view().stage() == Stage.SALES_QUALIFIED);
    assertThat(rig.view().sales().cycle()).isEqualTo(2);
    assertThat(rig.settledHistory()).isLessThanOrEqualTo(160);
    HistoryRecorder.keep(rig, "rejected-and-back");
  }

  @ParameterizedTest
  @CsvSource({
    "America/Los_Angeles, 2026-02-20T09:00:00Z",
    "America/New_York, 2026-02-20T09:00:00Z",
    "Europe/Berlin, 2026-02-20T09:00:00Z",
    "Asia/Kolkata, 2026-02-20T09:00:00Z",
    "Pacific/Auckland, 2026-02-20T09:00:00Z"
  })
  void mailsOfManyMonthsGoInTheHoursOfTheLeadsOwnZone(ZoneId zone, Instant begin) {
    Sequence tips = new Sequence("nurture", 1, null, null, List.of(
        TestPolicies.mail("tip", Duration.ofHours(1), "nurture/tip", "tip"),
        new Step.Wait("rest", Duration.ofHours(12 * 24 + 7)),
        new Step.Jump("again", "tip")));
    LeadRig rig = rig(QuickPolicies.sending(tips, workingHours().get("office")), begin);
    rig.record.know(rig.lead, LeadRig.director(zone.getId()));
    rig.enters();
    for (int month = 0; month < 9; month++) {
      time.sleep(Duration.ofDays(30));
    }
    LeadRig.eventually(() -> rig.record.mailedAt().size() >= 18);
    List<ZonedDateTime> local = rig.record.mailedAt().stream().map(at -> at.atZone(zone)).toList();
    assertThat(local).allSatisfy(at -> {
      assertThat(at.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      assertThat(at.toLocalTime()).isBetween(LocalTime.of(9, 0), LocalTime.of(17, 0));
      assertThat(at.toLocalDate()).isNotIn(LocalDate.of(2026, 4, 3), LocalDate.of(2026, 4, 6));
    });
    assertThat(local.stream().map(ZonedDateTime::getOffset).distinct().count())
        .as("both sides of the clock changes").isEqualTo(zone.getId().equals("Asia/Kolkata") ? 1 : 2);
    assertThat(rig.record.carriedOut()).as("each once").hasSize(local.size());
  }

  private static Map<String, BusinessCalendar> workingHours() {
    Map<DayOfWeek, List<BusinessCalendar.Block>> hours = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
      hours.put(day, weekend ? List.of() : List.of(new BusinessCalendar.Block(LocalTime.of(9, 0), LocalTime.of(17, 0))));
    }
    Set<LocalDate> easter = Set.of(LocalDate.of(2026, 4, 3), LocalDate.of(2026, 4, 6));
    return Map.of("office", new BusinessCalendar("office", BERLIN, hours, easter, false));
  }

  private LeadRig rig(LeadPolicy policy, Instant begin) {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
        .setInitialTime(begin)
        .setWorkflowClientOptions(
            WorkflowClientOptions.newBuilder().setDataConverter(LeadloopDataConverter.create()).build());
    for (SearchAttributeKey<?> key : SearchAttributes.ALL) {
      options.registerSearchAttribute(key.getName(), key.getValueType());
    }
    TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(options.build());
    LeadRig rig = new LeadRig(environment.getWorkflowClient(), environment.getWorkerFactory(), policy,
        () -> Instant.ofEpochMilli(environment.currentTimeMillis()));
    toClose.add(rig);
    toClose.add(environment);
    time = environment;
    return rig;
  }
}
