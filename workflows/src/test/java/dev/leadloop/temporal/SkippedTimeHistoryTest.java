package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.EventBody;
import dev.leadloop.lifecycle.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.sla.BusinessCalendar;
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
    assertThat(rig.view().cycle()).isEqualTo(2);
    assertThat(rig.settledHistory()).isLessThanOrEqualTo(160);
    HistoryRecorder.keep(rig, "rejected-and-back");
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
