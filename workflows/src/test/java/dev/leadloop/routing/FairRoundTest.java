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
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.routing.Routing.Choice;
import dev.leadloop.routing.RoutingLog.PassedOver;
import dev.leadloop.routing.SalesDesk.Absence;
import dev.leadloop.routing.SalesDesk.Load;
import dev.leadloop.routing.SalesDesk.Rep;
import dev.leadloop.routing.SalesDesk.Share;
import dev.leadloop.routing.SalesDesk.Skills;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random rosters with weights, limits, territories, absences and newcomers, watched from outside. What is asserted of
 * {@code turns}: of two reps there for the same leads, over any stretch in which both could have had each of them and
 * neither made up for an absence, the leads over the weight differ by two turns of the lighter at most; who makes up for an
 * absence ends level and is never further ahead than that. Of {@code open-work}: nobody is chosen while another who could
 * have had the lead has less open over the weight.
 */
class FairRoundTest {
  private static final int ROSTERS = Integer.getInteger("leadloop.rosters", 40);
  private static final int LEADS = 250;
  private static final List<Integer> WEIGHTS = List.of(100, 100, 100, 50, 25, 80, 10, 33, 1);
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  private static final BusinessCalendar ALWAYS =
      new BusinessCalendar("always", ZoneOffset.UTC, Map.of(), Set.of(), true);

  private final Map<String, Integer> away = new HashMap<>();

  @ParameterizedTest
  @EnumSource(Balance.class)
  void everyRosterIsServedWithinTheBoundsItsLimitsAndAReason(Balance balance) {
    for (long seed = 1; seed <= ROSTERS; seed++) {
      Random random = new Random(seed);
      LeadPolicy policy = policy(balance);
      SalesDesk desk = roster(random, true);
      Windows windows = new Windows();
      away.clear();
      for (int lead = 0; lead < LEADS; lead++) {
        String told = balance + ", seed " + seed + ", lead " + lead;
        desk = happenings(desk, random, lead);
        String country = List.of("DE", "GB", "FR").get(random.nextInt(3));
        Choice choice = choose(desk, policy, "s" + seed + "-" + lead, country);
        SalesDesk same = shuffled(desk, random);
        assertThat(choose(same, policy, "s" + seed + "-" + lead, country).owner()).as(told).isEqualTo(choice.owner());
        List<Rep> could = could(desk, country);
        assertThat(choice.queue()).as(told).isEqualTo(could.isEmpty());
        explained(desk, choice, told);
        if (choice.queue()) {
          continue;
        }
        Rep chosen = rep(desk, choice.owner());
        assertThat(could).as(told).extracting(Rep::id).contains(chosen.id());
        if (balance == Balance.OPEN_WORK) {
          could.forEach(other -> assertThat(open(chosen)).as(told + ": " + other.id()).isLessThanOrEqualTo(open(other)));
        } else {
          windows.given(desk, could, chosen, told);
        }
        desk = desk.afterAssigning(choice.owner(), choice.log().turns());
      }
    }
  }

  @Test
  void whoMakesUpForAnAbsenceEndsLevelAndIsNeverAhead() {
    LeadPolicy policy = policy(Balance.TURNS);
    for (long seed = 1; seed <= ROSTERS; seed++) {
      Random random = new Random(seed);
      SalesDesk desk = roster(random, false);
      Map<String, Double> had = new HashMap<>();
      desk = give(desk, policy, "a" + seed, 300, had);
      Set<String> owed = new HashSet<>();
      List<Rep> reps = new ArrayList<>(desk.reps());
      Collections.shuffle(reps, random);
      for (Rep rep : reps.subList(0, Math.min(reps.size() - 1, 1 + random.nextInt(3)))) {
        owed.add(rep.id());
        desk = absent(desk, rep.id(), new Absence(NOW.minusSeconds(1), null, true));
        desk = give(desk, policy, "b" + seed + rep.id(), random.nextInt(40), had);
      }
      for (String rep : owed) {
        desk = absent(desk, rep, null);
        desk = give(desk, policy, "c" + seed + rep, random.nextInt(30), had);
        double most = most(desk, had, owed);
        assertThat(had.getOrDefault(rep, 0.0)).as("seed %d, %s: %s", seed, rep, had)
            .isLessThanOrEqualTo(most + bound(desk.reps()));
      }
      // A light rep left alone moves the round on by many turns of a heavy one, which are owed, too.
      for (int round = 0; desk.reps().stream().anyMatch(rep -> rep.load().owed() > 0); round++) {
        assertThat(round).as("seed %d: %s", seed, desk).isLessThan(200);
        desk = give(desk, policy, "d" + seed + "-" + round, 200, had);
      }
      for (Rep rep : desk.reps()) {
        assertThat(had.get(rep.id())).as("seed %d: %s", seed, had)
            .isBetween(most(desk, had, owed) - bound(desk.reps()), most(desk, had, owed) + bound(desk.reps()));
      }
    }
  }

  @Test
  void withoutCatchingUpMissedTurnsAreGoneAndTheRestIsShared() {
    LeadPolicy policy = policy(Balance.TURNS);
    for (long seed = 1; seed <= ROSTERS; seed++) {
      Random random = new Random(seed);
      SalesDesk desk = give(roster(random, false), policy, "a" + seed, 30, new HashMap<>());
      String missing = desk.reps().get(random.nextInt(desk.reps().size())).id();
      desk = absent(desk, missing, new Absence(NOW.minusSeconds(1), null, false));
      desk = absent(give(desk, policy, "b" + seed, 200, new HashMap<>()), missing, null);
      Map<String, Double> had = new HashMap<>();
      desk = give(desk, policy, "c" + seed, 400, had);
      for (Rep rep : desk.reps()) {
        assertThat(Math.abs(had.getOrDefault(rep.id(), 0.0) - had.getOrDefault(missing, 0.0)))
            .as("seed %d: %s", seed, had).isLessThanOrEqualTo(bound(List.of(rep, rep(desk, missing))));
      }
    }
  }

  /** Of two reps what each was given since both could have had every lead; in turns, which are leads over the weight. */
  private static final class Windows {
    private final Map<String, double[]> pairs = new HashMap<>();

    void given(SalesDesk desk, List<Rep> could, Rep chosen, String told) {
      Set<String> ids = could.stream().map(Rep::id).collect(Collectors.toSet());
      for (Rep a : desk.reps()) {
        for (Rep b : desk.reps()) {
          if (a.id().compareTo(b.id()) < 0 && a.skills().equals(b.skills())) {
            look(a, b, ids, chosen, told);
          }
        }
      }
    }

    private void look(Rep a, Rep b, Set<String> could, Rep chosen, String told) {
      String pair = a.id() + "/" + b.id();
      if (!could.contains(a.id()) && !could.contains(b.id())) {
        return;
      }
      if (!could.contains(a.id()) || !could.contains(b.id()) || a.load().owed() > 0 || b.load().owed() > 0) {
        pairs.remove(pair);
        return;
      }
      double[] had = pairs.computeIfAbsent(pair, key -> new double[2]);
      had[0] += chosen.equals(a) ? turn(a) : 0;
      had[1] += chosen.equals(b) ? turn(b) : 0;
      assertThat(Math.abs(had[0] - had[1])).as(told + ": " + pair).isLessThanOrEqualTo(bound(List.of(a, b)));
    }
  }

  /** Two turns of the lightest, and what the rounding of turns to whole numbers comes to. */
  private static double bound(List<Rep> reps) {
    return 2 * reps.stream().mapToDouble(FairRoundTest::turn).max().orElse(0) + 1e-3;
  }

  private static double turn(Rep rep) {
    return 1.0 / rep.share().weight();
  }

  private static double open(Rep rep) {
    return rep.load().open() * turn(rep);
  }

  /** What any of those has had most who were there all the time. */
  private static double most(SalesDesk desk, Map<String, Double> had, Set<String> without) {
    return desk.reps().stream().filter(rep -> !without.contains(rep.id())).mapToDouble(rep -> had.getOrDefault(rep.id(), 0.0))
        .max().orElseThrow();
  }

  private static SalesDesk give(SalesDesk from, LeadPolicy policy, String prefix, int leads, Map<String, Double> had) {
    SalesDesk desk = from;
    for (int lead = 0; lead < leads; lead++) {
      Choice choice = choose(desk, policy, prefix + "-" + lead, "FR");
      had.merge(choice.owner(), turn(rep(desk, choice.owner())), Double::sum);
      desk = desk.afterAssigning(choice.owner(), choice.log().turns());
    }
    return desk;
  }

  /** Handoffs are answered, days begin, reps go away, come back and join. */
  private SalesDesk happenings(SalesDesk from, Random random, int lead) {
    boolean newDay = lead % 40 == 39;
    SalesDesk desk = new SalesDesk(true, from.reps().stream()
        .map(rep -> loaded(rep, new Load(Math.max(0, rep.load().open() - random.nextInt(3)), newDay ? 0 : rep.load().today(),
            rep.load().turns(), rep.load().owed())))
        .toList());
    for (Rep rep : List.copyOf(desk.reps())) {
      if (away.getOrDefault(rep.id(), 0) == lead && rep.absence() != null) {
        desk = absent(desk, rep.id(), null);
      } else if (rep.absence() == null && random.nextInt(60) == 0) {
        away.put(rep.id(), lead + 1 + random.nextInt(40));
        desk = absent(desk, rep.id(), new Absence(NOW.minusSeconds(1), null, random.nextBoolean()));
      }
    }
    if (random.nextInt(80) == 0) {
      List<Rep> more = new ArrayList<>(desk.reps());
      more.add(rep("new-" + lead, random, true));
      desk = new SalesDesk(true, more);
    }
    return desk;
  }

  private static void explained(SalesDesk desk, Choice choice, String told) {
    Map<String, String> why = choice.log().passedOver().stream().collect(Collectors.toMap(PassedOver::rep, PassedOver::why));
    for (Rep rep : desk.reps()) {
      if (rep.id().equals(choice.owner())) {
        assertThat(why).as(told).doesNotContainKey(rep.id());
        continue;
      }
      String said = String.valueOf(why.get(rep.id()));
      assertThat(said).as(told + ": " + rep.id()).isNotEqualTo("null").isNotBlank();
      if (said.contains(" open handoffs")) {
        assertThat(said).as(told).startsWith("has " + rep.load().open() + " ");
      }
      if (said.equals("absent")) {
        assertThat(rep.absence()).as(told).isNotNull();
      }
      if (said.endsWith("makes up for an absence")) {
        assertThat(rep(desk, choice.owner()).load().owed()).as(told).isPositive();
      }
    }
  }

  /** Who could have this lead, found without the code that is tested. */
  private static List<Rep> could(SalesDesk desk, String country) {
    List<Rep> able = desk.reps().stream().filter(rep -> rep.absence() == null && !full(rep)).toList();
    List<Rep> local = able.stream()
        .filter(rep -> rep.skills().territories().contains(country.toLowerCase(java.util.Locale.ROOT))).toList();
    return local.isEmpty() ? able.stream().filter(rep -> rep.skills().territories().isEmpty()).toList() : local;
  }

  private static boolean full(Rep rep) {
    Integer open = rep.share().openAtOnce();
    Integer day = rep.share().perDay();
    return open != null && rep.load().open() >= open || day != null && rep.load().today() >= day;
  }

  private static SalesDesk roster(Random random, boolean limits) {
    List<Rep> reps = new ArrayList<>();
    int size = 2 + random.nextInt(7);
    for (int i = 0; i < size; i++) {
      reps.add(rep("rep-" + i, random, limits));
    }
    return new SalesDesk(true, reps);
  }

  private static Rep rep(String id, Random random, boolean limits) {
    int weight = WEIGHTS.get(random.nextInt(WEIGHTS.size()));
    Integer open = limits && random.nextInt(4) == 0 ? 1 + random.nextInt(6) : null;
    Integer day = limits && random.nextInt(4) == 0 ? 1 + random.nextInt(12) : null;
    Set<String> territories = limits && random.nextInt(3) == 0 ? Set.of(random.nextBoolean() ? "de" : "gb") : Set.of();
    Rep rep = TestReps.rep(id, "sales");
    return new Rep(id, "sales", true, null, new Share(weight, open, day), rep.load(), rep.hours(), rep.teamHours(),
        new Skills(territories, Set.of(), Set.of()), false);
  }

  private static SalesDesk shuffled(SalesDesk desk, Random random) {
    List<Rep> reps = new ArrayList<>(desk.reps());
    Collections.shuffle(reps, random);
    return new SalesDesk(true, reps);
  }

  private static Rep rep(SalesDesk desk, String id) {
    Rep rep = desk.rep(id);
    if (rep == null) {
      throw new AssertionError("no rep " + id);
    }
    return rep;
  }

  private static Rep loaded(Rep rep, Load load) {
    return new Rep(rep.id(), rep.team(), true, rep.absence(), rep.share(), load, rep.hours(), rep.teamHours(), rep.skills(),
        false);
  }

  private static SalesDesk absent(SalesDesk desk, String id, @Nullable Absence absence) {
    return new SalesDesk(true, desk.reps().stream()
        .map(rep -> rep.id().equals(id)
            ? new Rep(id, rep.team(), true, absence, rep.share(), rep.load(), rep.hours(), rep.teamHours(), rep.skills(), false)
            : rep)
        .toList());
  }

  private static Choice choose(SalesDesk desk, LeadPolicy policy, String lead, String country) {
    LeadProfile profile = new LeadProfile(true, EmailKind.BUSINESS, "Director", new Company("Example Works", 150, "software"),
        country, null, FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);
    return Routing.choose(desk, policy, new Routing.Request(lead, profile, List.of(), List.of(), ALWAYS, NOW));
  }

  private static LeadPolicy policy(Balance balance) {
    return TestPolicies.routedBy(new RoutingRules("sales", "queue", 2, List.of(),
        Map.of("de", country("DE"), "gb", country("GB")), Map.of(), null, null, balance, true, true));
  }

  private static Condition country(String code) {
    return new Condition.Fact("country", Condition.Comparison.IN, List.of(code));
  }
}
