package dev.leadloop.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.RoutingRules;
import dev.leadloop.policy.sales.RoutingRules.Balance;
import dev.leadloop.policy.sales.RoutingRules.TeamRule;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Comparison;
import dev.leadloop.routing.Routing.Choice;
import dev.leadloop.routing.RoutingLog.PassedOver;
import dev.leadloop.routing.SalesDesk.Absence;
import dev.leadloop.routing.SalesDesk.Hours;
import dev.leadloop.routing.SalesDesk.Load;
import dev.leadloop.routing.SalesDesk.Rep;
import dev.leadloop.routing.SalesDesk.Share;
import dev.leadloop.routing.SalesDesk.Skills;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.HoursText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  private static final BusinessCalendar ALWAYS =
      new BusinessCalendar("always", ZoneOffset.UTC, Map.of(), Set.of(), true);
  private static final BusinessCalendar OFFICE =
      new BusinessCalendar("office", ZoneId.of("Europe/Berlin"),
          HoursText.parse(Map.of("mon-fri", List.of("09:00-12:30", "13:00-17:30"))), Set.of(), false);

  @Test
  void overEqualRepsNobodyIsEverAheadByMoreThanOne() {
    for (int reps = 2; reps <= 7; reps++) {
      for (long seed = 0; seed < 20; seed++) {
        Random random = new Random(seed);
        SalesDesk desk = desk(reps);
        Map<String, Integer> given = new HashMap<>();
        for (int lead = 0; lead < 60; lead++) {
          desk = answered(desk, random);
          Choice choice = choose(desk, "lead-" + seed + "-" + lead);
          given.merge(choice.owner(), 1, Integer::sum);
          desk = desk.afterAssigning(choice.owner(), choice.log().turns());
          int most = given.values().stream().mapToInt(i -> i).max().orElse(0);
          int least = given.size() < reps ? 0 : given.values().stream().mapToInt(i -> i).min().orElse(0);
          assertThat(most - least).as("%d reps, seed %d, lead %d: %s", reps, seed, lead, given).isLessThanOrEqualTo(1);
        }
      }
    }
  }

  @Test
  void repsGetLeadsInProportionToTheirWeights() {
    SalesDesk desk = new SalesDesk(true, List.of(weighted("full", 100), weighted("half", 50), weighted("quarter", 25)));
    Map<String, Integer> given = give(desk, policy(rules(Balance.TURNS, true)), 700);
    assertThat(given.get("full")).isBetween(398, 402);
    assertThat(given.get("half")).isBetween(198, 202);
    assertThat(given.get("quarter")).isBetween(98, 102);
  }

  @Test
  void tiesFavourNobodyForBeingFirstInTheList() {
    Map<String, Integer> first = new HashMap<>();
    for (int lead = 0; lead < 4_000; lead++) {
      first.merge(choose(desk(4), "lead-" + lead).owner(), 1, Integer::sum);
    }
    assertThat(first.values()).as("first turns over 4,000 leads and 4 equal reps: %s", first)
        .allSatisfy(turns -> assertThat(turns).isBetween(850, 1_150));
  }

  @Test
  void aNewRepJoinsTheRoundWhereTheOthersStand() {
    SalesDesk desk = desk(3);
    for (int lead = 0; lead < 30; lead++) {
      Choice choice = choose(desk, "before-" + lead);
      desk = desk.afterAssigning(choice.owner(), choice.log().turns());
    }
    List<Rep> more = new ArrayList<>(desk.reps());
    more.add(TestReps.rep("newcomer", "sales"));
    Map<String, Integer> given = give(new SalesDesk(true, more), policy(rules(Balance.TURNS, true)), 40);
    assertThat(given.get("newcomer")).isBetween(9, 11);
  }

  @Test
  void whoComesBackFromAnAbsenceGetsNoBurst() {
    LeadPolicy policy = policy(rules(Balance.TURNS, true));
    Absence away = new Absence(NOW.minusSeconds(60), NOW.plusSeconds(60), false);
    SalesDesk back = absent(after(absent(desk(4), "rep-0", away), policy, 90), "rep-0", null);
    List<String> next = next(back, policy, 16);
    assertThat(next.subList(0, 8).stream().filter("rep-0"::equals).count()).as("%s", next).isLessThanOrEqualTo(4);
    assertThat(longestRun(next, "rep-0")).as("%s", next).isLessThanOrEqualTo(1);
  }

  @Test
  void whereOpenWorkIsSharedNobodyWithLessOfItIsEverPassedOver() {
    LeadPolicy policy = policy(rules(Balance.OPEN_WORK, true));
    Rep idle = with(TestReps.rep("idle", "sales"), Share.FULL, new Load(0, 9, 900 * SalesDesk.TURN, 0));
    Rep busy = with(TestReps.rep("busy", "sales"), Share.FULL, new Load(8, 0, 0L, 0));
    Choice choice = choose(new SalesDesk(true, List.of(busy, idle)), "lead", policy);
    assertThat(choice.owner()).as("however many turns it has had").isEqualTo("idle");
    assertThat(choice.log().why()).isEqualTo("least open work of team 'sales', working now, 0 open handoffs");
    assertThat(choice.log().passedOver()).containsExactly(new PassedOver("busy", "has 8 open handoffs"));
    Absence away = new Absence(NOW.minusSeconds(60), NOW.plusSeconds(60), false);
    SalesDesk back = absent(after(absent(desk(4), "rep-0", away), policy, 24), "rep-0", null);
    assertThat(next(back, policy, 8)).as("until it has as much as the others, who have eight each").containsOnly("rep-0");
    assertThat(give(back, policy, 12)).as("and then they share").containsEntry("rep-0", 9);
  }

  @Test
  void openWorkCountsByWeightAndTurnsDecideBetweenEquals() {
    LeadPolicy policy = policy(rules(Balance.OPEN_WORK, true));
    Rep half = with(TestReps.rep("half", "sales"), new Share(50, null, null), new Load(2, 0, 0L, 0));
    Rep full = with(TestReps.rep("full", "sales"), Share.FULL, new Load(3, 0, 900L, 0));
    Choice choice = choose(new SalesDesk(true, List.of(half, full)), "lead", policy);
    assertThat(choice.owner()).isEqualTo("full");
    assertThat(choice.log().passedOver()).containsExactly(new PassedOver("half", "has 2 open handoffs at a weight of 50"));
    Rep level = with(TestReps.rep("full", "sales"), Share.FULL, new Load(4, 0, 900L, 0));
    Choice equal = choose(new SalesDesk(true, List.of(half, level)), "lead", policy);
    assertThat(equal.owner()).isEqualTo("half");
    assertThat(equal.log().passedOver()).containsExactly(new PassedOver("full", "has had more turns"));
  }

  @Test
  void whoMayCatchUpGetsTheTurnsThatWereMissed() {
    LeadPolicy policy = policy(rules(Balance.TURNS, true));
    SalesDesk begun = after(desk(3), policy, 3);
    SalesDesk desk = absent(begun, "rep-0", new Absence(NOW.minusSeconds(60), NOW.plusSeconds(60), true));
    SalesDesk back = absent(after(desk, policy, 10), "rep-0", null);
    assertThat(next(back, policy, 5)).as("five turns were missed").containsOnly("rep-0");
    Choice choice = choose(back, "next", policy);
    assertThat(choice.log().why())
        .isEqualTo("next in the round of team 'sales', working now, makes up for an absence, 1 open handoff");
    assertThat(choice.log().passedOver()).extracting(PassedOver::why).containsOnly("rep-0 makes up for an absence");
    List<Rep> more = new ArrayList<>(back.reps());
    more.add(TestReps.rep("newcomer", "sales"));
    assertThat(give(new SalesDesk(true, more), policy, 9)).as("a newcomer has missed nothing")
        .satisfies(given -> assertThat(given.get("rep-0")).isBetween(5, 6))
        .satisfies(given -> assertThat(given.get("newcomer")).isBetween(1, 2));
  }

  @Test
  void whatARepIsOwedSurvivesALimitOfTheDay() {
    LeadPolicy policy = policy(rules(Balance.TURNS, true));
    SalesDesk desk = absent(after(desk(3), policy, 3), "rep-0", new Absence(NOW.minusSeconds(60), NOW.plusSeconds(60), true));
    SalesDesk back = absent(after(desk, policy, 10), "rep-0", null);
    SalesDesk limited = limit(back, "rep-0", new Share(100, null, 3));
    assertThat(next(limited, policy, 6).stream().filter("rep-0"::equals)).as("no more in a day").hasSize(2);
    SalesDesk tomorrow = limit(after(limited, policy, 6), "rep-0", new Share(100, null, 9));
    assertThat(next(tomorrow, policy, 3)).as("three of five are owed still").containsOnly("rep-0");
  }

  @Test
  void whoIsAwayLosesNoTurnByLeadsThatAreForOthers() {
    RoutingRules rules =
        new RoutingRules("sales", "queue", 2, List.of(), Map.of("dach", in("country", "DE"), "uk", in("country", "GB")),
        Map.of(), null, null, Balance.TURNS, true, true);
    LeadPolicy policy = policy(rules);
    SalesDesk desk = new SalesDesk(true, List.of(
        skilled("uk-1", Set.of("uk"), Set.of(), Set.of()), skilled("uk-2", Set.of("uk"), Set.of(), Set.of()),
        skilled("de-1", Set.of("dach"), Set.of(), Set.of()), skilled("de-2", Set.of("dach"), Set.of(), Set.of())));
    SalesDesk begun = of(of(desk, policy, "GB", 2), policy, "DE", 2);
    SalesDesk away = absent(begun, "uk-1", new Absence(NOW.minusSeconds(60), NOW.plusSeconds(60), false));
    SalesDesk back = absent(of(away, policy, "DE", 40), "uk-1", null);
    Map<String, Integer> given = new HashMap<>();
    for (int lead = 0; lead < 10; lead++) {
      Choice choice = Routing.choose(back, policy, request("uk-" + lead, profile("GB", 150, Map.of()), List.of(), NOW));
      given.merge(choice.owner(), 1, Integer::sum);
      back = back.afterAssigning(choice.owner(), choice.log().turns());
    }
    assertThat(given).containsEntry("uk-1", 5).containsEntry("uk-2", 5);
  }

  @Test
  void limitsOfTheDayAndOfOpenHandoffsAreKeptAndSaid() {
    Rep daily = with(TestReps.rep("daily", "sales"), new Share(100, null, 3), new Load(0, 3, 0L, 0));
    Rep open = with(TestReps.rep("open", "sales"), new Share(100, 2, null), new Load(2, 0, 0L, 0));
    Choice choice = choose(new SalesDesk(true, List.of(daily, open, TestReps.rep("free", "sales"))), "lead");
    assertThat(choice.owner()).isEqualTo("free");
    assertThat(choice.log().passedOver()).containsExactly(
        new PassedOver("daily", "was given 3 of 3 leads today"), new PassedOver("open", "has 2 of 2 open handoffs"));
  }

  @Test
  void aFullTeamLeavesTheLeadToTheQueueAndSaysWhy() {
    Rep full = with(TestReps.rep("rep-1", "sales"), new Share(100, 1, null), new Load(1, 1, 0L, 0));
    Choice choice = choose(new SalesDesk(true, List.of(full)), "lead");
    assertThat(choice.queue()).isTrue();
    assertThat(choice.owner()).isEqualTo("queue");
    assertThat(choice.log().why()).isEqualTo("no rep of team 'sales' can take it");
  }

  @Test
  void whoHasLeftOrIsAbsentOrHadTheLeadIsNeverChosen() {
    Rep left = new Rep("left", "sales", false, null, Share.FULL, new Load(0, 0, null, 0), Hours.OF_POLICY, Hours.OF_POLICY,
        Skills.ANY, true);
    Absence open = new Absence(NOW.minusSeconds(1), null, false);
    List<Rep> reps = List.of(left, TestReps.rep("away", "sales"), TestReps.rep("tried", "sales"));
    SalesDesk desk = absent(new SalesDesk(true, reps), "away", open);
    Choice choice = Routing.choose(desk, policy(rules(Balance.TURNS, true)), request("lead", director(), List.of("tried"), NOW));
    assertThat(choice.queue()).isTrue();
    assertThat(choice.log().passedOver()).containsExactly(
        new PassedOver("left", "owns the account, but has left"), new PassedOver("left", "has left"),
        new PassedOver("away", "absent"), new PassedOver("tried", "had this lead before"));
  }

  @Test
  void theOwnerOfTheAccountComesFirstWhateverTheRoundSays() {
    Rep busy = with(TestReps.rep("owner", "other-team"), new Share(100, 1, null), new Load(5, 5, 1_000_000_000L, 0));
    Choice choice = choose(new SalesDesk(true, List.of(TestReps.rep("free", "sales"), owning(busy))), "lead");
    assertThat(choice.owner()).isEqualTo("owner");
    assertThat(choice.log().why()).isEqualTo("owns the account");
  }

  @Test
  void aFieldOfTheLeadMayNameTheOwner() {
    RoutingRules rules = new RoutingRules("sales", "queue", 2, List.of(), Map.of(), Map.of(), "answers.account_owner", null,
        Balance.TURNS, true, true);
    LeadProfile named = profile("DE", 150, Map.of("account_owner", "rep-2"));
    Choice choice = Routing.choose(desk(4), policy(rules), request("lead", named, List.of(), NOW));
    assertThat(choice.owner()).isEqualTo("rep-2");
    assertThat(choice.log().why()).isEqualTo("named as owner by answers.account_owner");
  }

  @Test
  void territorySegmentAndLanguageDecideWhoCanTakeALead() {
    RoutingRules rules = new RoutingRules("sales", "queue", 2, List.of(),
        Map.of("dach", in("country", "DE", "AT", "CH"), "uk", in("country", "GB")),
        Map.of("large", new Condition.Fact("companySize", Comparison.AT_LEAST, List.of("1000"))), null, "answers.language",
        Balance.TURNS, true, true);
    SalesDesk desk = new SalesDesk(true, List.of(
        skilled("uk-rep", Set.of("uk"), Set.of(), Set.of()),
        skilled("large-rep", Set.of("dach"), Set.of("large"), Set.of()),
        skilled("english", Set.of(), Set.of(), Set.of("en")),
        skilled("german", Set.of("dach"), Set.of(), Set.of("de")),
        skilled("anyone", Set.of(), Set.of(), Set.of())));
    Choice choice = Routing.choose(
        desk, policy(rules), request("lead", profile("DE", 150, Map.of("language", "DE")), List.of(), NOW));
    assertThat(choice.owner()).isEqualTo("german");
    assertThat(choice.log().why())
        .isEqualTo("next in the round of team 'sales', territory dach, language de, working now, 0 open handoffs");
    assertThat(choice.log().passedOver()).containsExactly(
        new PassedOver("uk-rep", "works in territory uk"), new PassedOver("large-rep", "works in segment large"),
        new PassedOver("english", "does not speak de"),
        new PassedOver("anyone", "another is there for just such leads"));
    Choice elsewhere = Routing.choose(desk, policy(rules), request("lead", profile("FR", 150, Map.of()), List.of(), NOW));
    assertThat(elsewhere.owner()).isIn("english", "anyone");
  }

  @Test
  void teamsAreAskedInTheirOrderAndTheLastServesEveryone() {
    RoutingRules rules = new RoutingRules("sales", "queue", 2,
        List.of(new TeamRule("enterprise", new Condition.Fact("companySize", Comparison.AT_LEAST, List.of("1000")))),
        Map.of(), Map.of(), null, null, Balance.TURNS, true, true);
    SalesDesk desk = new SalesDesk(true, List.of(TestReps.rep("small", "sales"), TestReps.rep("big", "enterprise")));
    LeadProfile large = profile("DE", 5_000, Map.of());
    assertThat(Routing.choose(desk, policy(rules), request("lead", large, List.of(), NOW)).owner()).isEqualTo("big");
    assertThat(choose(desk, "lead", policy(rules)).owner()).isEqualTo("small");
    Choice second = Routing.choose(desk, policy(rules), request("lead", large, List.of("big"), NOW));
    assertThat(second.owner()).as("the next team, when nobody of the first can").isEqualTo("small");
    assertThat(second.log().passedOver()).contains(new PassedOver("big", "had this lead before"));
  }

  @Test
  void whoWorksNowComesFirstWhereThePolicyWishesIt() {
    Rep berlin = TestReps.rep("berlin", "sales");
    Rep newYork = hours(TestReps.rep("new-york", "sales"), new Hours(null, ZoneId.of("America/New_York"), Map.of()));
    SalesDesk desk = new SalesDesk(true, List.of(with(berlin, Share.FULL, new Load(9, 9, 900_000_000L, 0)), newYork));
    Choice preferred = Routing.choose(desk, policy(rules(Balance.TURNS, true)), office("lead", NOW));
    assertThat(preferred.owner()).isEqualTo("berlin");
    assertThat(preferred.log().passedOver()).containsExactly(new PassedOver("new-york", "does not work at this time"));
    assertThat(Routing.choose(desk, policy(rules(Balance.TURNS, false)), office("lead", NOW)).owner()).isEqualTo("new-york");
    Instant night = Instant.parse("2026-03-04T03:00:00Z");
    assertThat(Routing.choose(desk, policy(rules(Balance.TURNS, true)), office("lead", night)).queue())
        .as("at night it still finds an owner").isFalse();
  }

  @Test
  void ownHoursReplaceTheCalendarsAndItsHolidaysStay() {
    Hours early = new Hours(null, null, HoursText.parse(Map.of("sat", List.of("06:00-08:00"))));
    BusinessCalendar calendar = early.in(Map.of(), OFFICE);
    assertThat(calendar.isOpen(Instant.parse("2026-03-07T06:30:00Z"))).isTrue();
    assertThat(calendar.isOpen(NOW)).isFalse();
  }

  private static Map<String, Integer> give(SalesDesk desk, LeadPolicy policy, int leads) {
    Map<String, Integer> given = new HashMap<>();
    next(desk, policy, leads).forEach(rep -> given.merge(rep, 1, Integer::sum));
    return given;
  }

  private static List<String> next(SalesDesk from, LeadPolicy policy, int leads) {
    SalesDesk desk = from;
    List<String> owners = new ArrayList<>();
    for (int lead = 0; lead < leads; lead++) {
      Choice choice = choose(desk, "next-" + lead, policy);
      owners.add(choice.owner());
      desk = desk.afterAssigning(choice.owner(), choice.log().turns());
    }
    return owners;
  }

  private static SalesDesk after(SalesDesk from, LeadPolicy policy, int leads) {
    SalesDesk desk = from;
    for (int lead = 0; lead < leads; lead++) {
      Choice choice = choose(desk, "after-" + lead, policy);
      desk = desk.afterAssigning(choice.owner(), choice.log().turns());
    }
    return desk;
  }

  private static SalesDesk of(SalesDesk from, LeadPolicy policy, String country, int leads) {
    SalesDesk desk = from;
    for (int lead = 0; lead < leads; lead++) {
      Choice choice =
          Routing.choose(desk, policy, request(country + "-of-" + lead, profile(country, 150, Map.of()), List.of(), NOW));
      desk = desk.afterAssigning(choice.owner(), choice.log().turns());
    }
    return desk;
  }

  private static SalesDesk limit(SalesDesk desk, String id, Share share) {
    return new SalesDesk(true,
        desk.reps().stream().map(rep -> rep.id().equals(id) ? with(rep, share, rep.load()) : rep).toList());
  }

  private static int longestRun(List<String> owners, String rep) {
    int longest = 0;
    int run = 0;
    for (String owner : owners) {
      run = owner.equals(rep) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static SalesDesk desk(int reps) {
    return new SalesDesk(true, IntStream.range(0, reps).mapToObj(n -> TestReps.rep("rep-" + n, "sales")).toList());
  }

  /** Some of the open handoffs are answered, by nobody's fault more by some than by others. */
  private static SalesDesk answered(SalesDesk desk, Random random) {
    return new SalesDesk(true, desk.reps().stream()
        .map(rep -> with(rep, rep.share(),
            new Load(Math.max(0, rep.load().open() - random.nextInt(3)), rep.load().today(), rep.load().turns(),
                rep.load().owed())))
        .toList());
  }

  private static SalesDesk absent(SalesDesk desk, String id, @Nullable Absence absence) {
    return new SalesDesk(true, desk.reps().stream()
        .map(rep -> rep.id().equals(id)
            ? new Rep(rep.id(), rep.team(), rep.active(), absence, rep.share(), rep.load(), rep.hours(), rep.teamHours(),
                rep.skills(), rep.ownsAccount())
            : rep)
        .toList());
  }

  private static Rep weighted(String id, int weight) {
    return with(TestReps.rep(id, "sales"), new Share(weight, null, null), new Load(0, 0, null, 0));
  }

  private static Rep with(Rep rep, Share share, Load load) {
    return new Rep(rep.id(), rep.team(), rep.active(), rep.absence(), share, load, rep.hours(), rep.teamHours(),
        rep.skills(), rep.ownsAccount());
  }

  private static Rep hours(Rep rep, Hours hours) {
    return new Rep(rep.id(), rep.team(), rep.active(), rep.absence(), rep.share(), rep.load(), hours, rep.teamHours(),
        rep.skills(), rep.ownsAccount());
  }

  private static Rep owning(Rep rep) {
    return new Rep(rep.id(), rep.team(), rep.active(), rep.absence(), rep.share(), rep.load(), rep.hours(), rep.teamHours(),
        rep.skills(), true);
  }

  private static Rep skilled(String id, Set<String> territories, Set<String> segments, Set<String> languages) {
    Rep rep = TestReps.rep(id, "sales");
    return new Rep(id, "sales", true, null, rep.share(), rep.load(), rep.hours(), rep.teamHours(),
        new Skills(territories, segments, languages), false);
  }

  private static Condition in(String field, String... values) {
    return new Condition.Fact(field, Comparison.IN, List.of(values));
  }

  private static Choice choose(SalesDesk desk, String lead) {
    return choose(desk, lead, policy(rules(Balance.TURNS, true)));
  }

  private static Choice choose(SalesDesk desk, String lead, LeadPolicy policy) {
    return Routing.choose(desk, policy, request(lead, director(), List.of(), NOW));
  }

  private static Routing.Request request(String lead, LeadProfile profile, List<String> tried, Instant at) {
    return new Routing.Request(lead, profile, List.of(), tried, ALWAYS, at);
  }

  private static Routing.Request office(String lead, Instant at) {
    return new Routing.Request(lead, director(), List.of(), List.of(), OFFICE, at);
  }

  private static LeadProfile director() {
    return profile("DE", 150, Map.of());
  }

  private static LeadProfile profile(String country, int size, Map<String, String> answers) {
    return new LeadProfile(true, EmailKind.BUSINESS, "Director", new Company("Example Works", size, "software"), country, null,
        FirstTouch.UNKNOWN, answers, MailConsent.UNKNOWN);
  }

  private static RoutingRules rules(Balance balance, boolean preferWorking) {
    return new RoutingRules("sales", "queue", 2, List.of(), Map.of(), Map.of(), null, null, balance, preferWorking, true);
  }

  private static LeadPolicy policy(RoutingRules rules) {
    return TestPolicies.routedBy(rules);
  }
}
