package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.handoff.AnswerDeadline;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.ReviewRules;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policy.sales.SlaRules.PauseRules;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.policy.sales.SlaRules.SnoozeRules;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.routing.SalesDesk.Absence;
import dev.leadloop.routing.SalesDesk.Hours;
import dev.leadloop.routing.SalesDesk.Rep;
import dev.leadloop.routing.TestReps;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.HoursText;
import dev.leadloop.temporal.LeadloopDataConverter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answer times and first contacts run in the owner's own hours where they are set, else in the team's, else in the class's. */
class OwnersHoursTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final Hours TEAM = new Hours("office", NEW_YORK, Map.of());
  /** Friday 15:00 in New York; the clock changes there on Sunday. */
  private static final Instant FRIDAY = Instant.parse("2026-03-06T20:00:00Z");

  private static Hours own(@Nullable ZoneId zone, String... hours) {
    return new Hours(null, zone, HoursText.parse(Map.of("mon-fri", List.of(hours))));
  }

  private static Rep rep(String id, Hours hours, Hours team) {
    Rep rep = TestReps.rep(id, "sales");
    return new Rep(id, "sales", true, null, rep.share(), rep.load(), hours, team, rep.skills(), false);
  }

  private static Life handedOver(Instant now, Rep... reps) {
    Life life = new Life(office(), Life.director());
    life.desk = new SalesDesk(true, List.of(reps));
    life.now = now;
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    return life.signal("demo_requested");
  }

  private static Instant deadline(Hours hours, Hours team) {
    return handedOver(FRIDAY, rep("rep-a", hours, team)).handoff().deadline();
  }

  private static Instant at(String instant) {
    return Instant.parse(instant);
  }

  @Test
  void whereTheRepHasNothingTheTeamsHoursCountAndElseTheClasss() {
    assertThat(deadline(Hours.OF_POLICY, TEAM)).as("two hours on Friday, two on Monday in New York")
        .isEqualTo(at("2026-03-09T15:00:00Z"));
    assertThat(deadline(Hours.OF_POLICY, Hours.OF_POLICY)).as("Monday in Berlin").isEqualTo(at("2026-03-09T12:00:00Z"));
    assertThat(deadline(new Hours("gone", null, Map.of()), TEAM)).as("a calendar the policy has no more")
        .isEqualTo(at("2026-03-09T15:00:00Z"));
  }

  @Test
  void theRepsOwnHoursZoneCalendarAndDaysOffCount() {
    assertThat(deadline(own(null, "08:00-16:00"), TEAM)).as("own hours, in the team's zone")
        .isEqualTo(at("2026-03-09T15:00:00Z"));
    assertThat(deadline(own(CHICAGO, "08:00-16:00"), TEAM)).as("own hours and zone").isEqualTo(at("2026-03-09T15:00:00Z"));
    assertThat(deadline(own(TOKYO, "10:00-13:00"), TEAM)).as("three hours on Monday in Tokyo, one on Tuesday")
        .isEqualTo(at("2026-03-10T02:00:00Z"));
    assertThat(deadline(new Hours(null, CHICAGO, Map.of()), TEAM)).as("the team's hours on the rep's clock")
        .isEqualTo(at("2026-03-09T15:00:00Z"));
    assertThat(deadline(new Hours(null, TOKYO, Map.of()), TEAM)).as("and far from it").isEqualTo(at("2026-03-09T04:00:00Z"));
    assertThat(deadline(new Hours("tokyo", null, Map.of()), TEAM)).as("a calendar of one's own, with its zone and holidays")
        .isEqualTo(at("2026-03-10T04:00:00Z"));
    assertThat(deadline(new Hours("tokyo", BERLIN, Map.of()), TEAM)).as("that calendar elsewhere")
        .isEqualTo(at("2026-03-10T12:00:00Z"));
    assertThat(deadline(new Hours("tokyo", null, HoursText.parse(Map.of("tue", List.of("15:00-17:00")))), TEAM))
        .as("its holidays, but own hours: two on each Tuesday").isEqualTo(at("2026-03-17T08:00:00Z"));
    assertThat(deadline(new Hours(null, null, Map.of(), Set.of(LocalDate.parse("2026-03-09"))), TEAM)).as("Monday off")
        .isEqualTo(at("2026-03-10T15:00:00Z"));
    assertThat(deadline(new Hours("always", null, Map.of(), Set.of(LocalDate.parse("2026-03-06"))), TEAM))
        .as("a day off counts where it is always open").isEqualTo(at("2026-03-07T04:00:00Z"));
  }

  @Test
  void everyStepOfTheLadderComesInTheOwnersHoursAndTheDeadlineIsToldByTheOwnersClock() {
    Life life = handedOver(FRIDAY, rep("rep-a", own(TOKYO, "10:00-13:00"), TEAM));
    assertThat(life.handoff().ladder().rungs()).extracting(Handoff.PlannedRung::at).containsExactly(
        at("2026-03-09T03:00:00Z"), at("2026-03-10T02:00:00Z"), at("2026-03-10T04:00:00Z"), at("2026-03-12T04:00:00Z"));
    assertThat(life.handoff().clock().toldIn(life.policy.calendars())).isEqualTo(TOKYO);
    assertThat(clock("rep-a", new Hours("tokyo", null, Map.of()), TEAM)).isEqualTo(TOKYO);
    assertThat(clock("rep-a", Hours.OF_POLICY, TEAM)).isEqualTo(NEW_YORK);
    assertThat(clock("rep-a", new Hours(null, CHICAGO, Map.of()), TEAM)).isEqualTo(CHICAGO);
    assertThat(clock("rep-a", Hours.OF_POLICY, Hours.OF_POLICY)).isEqualTo(BERLIN);
  }

  private static ZoneId clock(String id, Hours hours, Hours team) {
    Life life = handedOver(FRIDAY, rep(id, hours, team));
    return life.handoff().clock().toldIn(life.policy.calendars());
  }

  @Test
  void firstContactIsDueInTheOwnersHours() {
    Life life = handedOver(FRIDAY, rep("rep-a", own(TOKYO, "10:00-13:00"), TEAM));
    life.passes(Duration.ofDays(2)).happens(Life.ANNA, new EventBody.Accepted(1));
    assertThat(life.progress().sales().contactDue()).as("accepted on Sunday; three hours on Monday and three on Tuesday")
        .isEqualTo(at("2026-03-10T04:00:00Z"));
  }

  @Test
  void aPauseKeepsWhatIsLeftInTheOwnersHours() {
    Life life = handedOver(at("2026-03-09T01:00:00Z"), rep("rep-a", own(TOKYO, "10:00-13:00"), TEAM));
    assertThat(life.handoff().deadline()).isEqualTo(at("2026-03-10T02:00:00Z"));
    life.passes(Duration.ofHours(1))
        .happens(Life.ANNA, new EventBody.PauseAsked(1, "waiting_for_lead", at("2026-03-11T01:00:00Z")));
    life.passes(Duration.ofDays(2));
    assertThat(life.handoff().deadline()).as("three hours were left when it went on at ten on Wednesday in Tokyo")
        .isEqualTo(at("2026-03-11T04:00:00Z"));
    assertThat(AnswerDeadline.used(life.policy, "demo", life.handoff().clock(), life.handoff().terms().assignedAt(),
        life.handoff().deadline(), at("2026-03-11T02:00:00Z")))
        .as("as sales is measured").isEqualTo(Duration.ofHours(2));
  }

  @Test
  void whoeverGetsItNextHasTheirOwnHours() {
    Rep tokyo = rep("rep-a", own(TOKYO, "10:00-13:00"), TEAM);
    Rep berlin = rep("rep-b", own(BERLIN, "09:00-11:00"), TEAM);
    Life reassigned = handedOver(FRIDAY, tokyo);
    reassigned.desk = both(reassigned.desk, berlin);
    reassigned.happens(Life.MANAGER, new EventBody.Reassigned(1, "rep-b"));
    assertThat(reassigned.handoff().deadline()).as("two hours on Monday and two on Tuesday in Berlin")
        .isEqualTo(at("2026-03-10T10:00:00Z"));
    Life taken = handedOver(FRIDAY, tokyo);
    taken.desk = both(taken.desk, berlin);
    taken.happens(Life.BEN, new EventBody.TakenOver(1));
    assertThat(taken.stage()).isEqualTo(Stage.ACCEPTED);
    assertThat(taken.progress().sales().contactDue()).as("six hours, two a day").isEqualTo(at("2026-03-11T10:00:00Z"));
    Life unanswered = handedOver(FRIDAY, tokyo);
    unanswered.desk = both(unanswered.desk, berlin);
    unanswered.passes(Duration.ofDays(4));
    assertThat(unanswered.handoff().owner()).isEqualTo("rep-b");
    assertThat(unanswered.handoff().terms().assignedAt()).isEqualTo(at("2026-03-10T04:00:00Z"));
    assertThat(unanswered.handoff().deadline()).isEqualTo(at("2026-03-11T10:00:00Z"));
    Life away =
        handedOver(FRIDAY, new Rep("rep-a", "sales", true, new Absence(FRIDAY.plusSeconds(3_600), null, false), tokyo.share(),
        tokyo.load(), tokyo.hours(), TEAM, tokyo.skills(), false));
    away.desk = both(away.desk, berlin);
    away.passes(Duration.ofHours(1));
    assertThat(away.handoff().owner()).isEqualTo("rep-b");
    assertThat(away.handoff().deadline()).isEqualTo(at("2026-03-10T10:00:00Z"));
  }

  private static SalesDesk both(SalesDesk desk, Rep more) {
    return new SalesDesk(true, List.of(desk.reps().get(0), more));
  }

  @Test
  void theQueueGoesByTheClassAndWhoTakesItFromThereByTheirOwnClock() {
    Life life = handedOver(FRIDAY);
    assertThat(life.handoff().queue()).isTrue();
    assertThat(life.handoff().deadline()).as("in Berlin").isEqualTo(at("2026-03-09T12:00:00Z"));
    life.desk = new SalesDesk(true, List.of(rep("rep-b", own(TOKYO, "10:00-13:00"), TEAM)));
    life.happens(Life.BEN, new EventBody.Accepted(1));
    assertThat(life.progress().sales().contactDue()).isEqualTo(at("2026-03-10T04:00:00Z"));
    assertThat(life.written(JournalEntry.OwnerChanged.class)).singleElement().extracting(JournalEntry.OwnerChanged::zone)
        .isEqualTo(TOKYO);
  }

  @Test
  void aHandoffKeepsTheHoursItWasOfferedInWhateverTheRepSetsLater() {
    Life life = handedOver(at("2026-03-09T01:00:00Z"), rep("rep-a", own(TOKYO, "10:00-13:00"), TEAM));
    life.desk = new SalesDesk(true, List.of(rep("rep-a", own(BERLIN, "09:00-17:00"), TEAM)));
    life.passes(Duration.ofHours(1))
        .happens(Life.ANNA, new EventBody.PauseAsked(1, "waiting_for_lead", at("2026-03-11T01:00:00Z")));
    life.passes(Duration.ofDays(2));
    assertThat(life.handoff().deadline()).isEqualTo(at("2026-03-11T04:00:00Z"));
  }

  @Test
  void aClockOfBeforeOwnHoursWereKeptReadsAsItWas() throws Exception {
    AnswerClock old = LeadloopDataConverter.mapper().readValue(
        "{\"calendar\":\"office\",\"zone\":\"America/New_York\",\"ownerZone\":\"America/Chicago\",\"pauses\":1,\"snoozes\":0}",
        AnswerClock.class);
    assertThat(old.counted()).isEqualTo(TEAM);
    assertThat(old.toldIn(office().calendars())).isEqualTo(CHICAGO);
    AnswerClock own = handedOver(FRIDAY,
        rep("rep-a", new Hours(null, TOKYO, own(null, "10:00-24:00").own(), Set.of(LocalDate.parse("2026-03-09"))), TEAM))
        .handoff().clock();
    assertThat(LeadloopDataConverter.mapper()
        .readValue(LeadloopDataConverter.mapper().writeValueAsString(own), AnswerClock.class)).isEqualTo(own);
  }

  private static LeadPolicy office() {
    LeadPolicy small = TestPolicies.small();
    Map<String, BusinessCalendar> calendars = new HashMap<>(small.calendars());
    calendars.put("office", calendar("office", BERLIN, "2026-04-03"));
    calendars.put("tokyo", calendar("tokyo", TOKYO, "2026-03-09"));
    SlaClass only = new SlaClass("demo", List.of(), Duration.ofHours(4), "office",
        small.sla().classFor("demo_requested").ladder(), Duration.ofHours(6));
    SlaRules sla = new SlaRules(List.of(only), PauseRules.STANDARD, SnoozeRules.STANDARD);
    return TestPolicies.policy(small.version(), small.contentHash(), small.name(), small.scoring(), small.fit(),
        small.negatives(),
        small.qualification(), small.sequences(), small.tracks(), calendars, sla, small.routing(), small.dispositions(),
        small.recycle(), small.afterAcceptance(), small.consent(), ReviewRules.STANDARD, NurtureRules.UNLIMITED);
  }

  private static BusinessCalendar calendar(String id, ZoneId zone, String... holidays) {
    return new BusinessCalendar(id, zone, HoursText.parse(Map.of("mon-fri", List.of("09:00-17:00"))),
        Set.copyOf(Arrays.stream(holidays).map(LocalDate::parse).toList()), false);
  }
}
