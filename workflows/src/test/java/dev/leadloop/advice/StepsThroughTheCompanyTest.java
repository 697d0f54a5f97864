package dev.leadloop.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.advice.CompanyAtTheDoor.Cast;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Companies of a few people under random rules: what is told of one of them is done for real, by whoever it says, everybody is
 * decided about and the company is counted. Then that one is ready, and without any part of it not; and no fewer things do on
 * any way, of all that were tried so.
 */
class StepsThroughTheCompanyTest {
  private static final int LIVES = Integer.getInteger("leadloop.advice.lives", 10);
  /** Of so many things every three are tried. */
  private static final int THREE_OF = 9;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();

  @Test
  void whatIsToldMakesItReadyWhoeverDoesItAndFewerThingsDoNot() {
    for (int seed = Integer.getInteger("leadloop.advice.from", 0); seed < LIVES; seed++) {
      Random random = new Random(seed);
      CompanyAtTheDoor company = company(random);
      for (String lead : List.copyOf(company.ids()).subList(0, Math.min(2, company.ids().size()))) {
        check("seed " + seed + " " + lead, company, lead, random);
      }
    }
    System.out.println("steps through companies: " + counts);
    wrong.stream().limit(40).forEach(System.out::println);
    assertThat(wrong).as("of steps and ways").isEmpty();
    assertThat(counts.getOrDefault("told with others", 0)).isGreaterThan(LIVES / 4);
    assertThat(counts.getOrDefault("told with somebody new", 0)).isGreaterThan(LIVES / 40);
  }

  private void check(String what, CompanyAtTheDoor company, String lead, Random random) {
    LeadState state = company.state(lead);
    for (Outlook.Goal goal : Outlooks.of(state, company.around(lead), company.policy, CompanyAtTheDoor.NOW).goals()) {
      for (NextStep step : goal.steps()) {
        isTrueAndMinimal(what + " to " + goal.to() + ": " + step.inWords(), company, lead, goal, step);
      }
      fewest(what, company, lead, goal, random);
    }
  }

  private void isTrueAndMinimal(String what, CompanyAtTheDoor company, String lead, Outlook.Goal goal, NextStep step) {
    step.moves().forEach(move -> {
      if (move instanceof Move.OfCompany others) {
        count("told with others");
        count(others.newcomers().isEmpty() ? "told with anybody" : "told with somebody new");
      }
    });
    for (Cast cast : company.casts(lead, step.moves())) {
      if (!ready(company, lead, goal.to(), step.moves(), cast)) {
        wrong.add(what + ": not ready by " + cast);
      }
    }
    for (List<Move> fewer : without(step.moves())) {
      if (readyByAny(company, lead, goal.to(), fewer)) {
        wrong.add(what + ": ready by " + fewer);
      }
    }
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private static boolean readyByAny(CompanyAtTheDoor company, String lead, Stage goal, List<Move> moves) {
    return company.casts(lead, moves).stream().allMatch(cast -> ready(company, lead, goal, moves, cast));
  }

  private static boolean ready(CompanyAtTheDoor company, String lead, Stage goal, List<Move> moves, Cast cast) {
    LeadProgress then = Objects.requireNonNull(company.after(lead, moves, cast).state(lead).progress());
    return then.stage() == goal || (goal == Stage.MQL && then.stage() == Stage.SALES_QUALIFIED
        && moves.stream().noneMatch(move -> move instanceof Move.Does does
            && does.type().equals(Objects.requireNonNull(then.handoffs().open()).terms().trigger())));
  }

  /** Each signal, fact, person and word of a person left out. */
  private static List<List<Move>> without(List<Move> moves) {
    List<List<Move>> all = new ArrayList<>();
    for (int i = 0; i < moves.size(); i++) {
      List<Move> rest = new ArrayList<>(moves);
      Move move = rest.remove(i);
      for (Move less : lesser(move)) {
        List<Move> fewer = new ArrayList<>(rest);
        fewer.add(i, less);
        all.add(fewer);
      }
      if (move.size() == 1 && !rest.isEmpty()) {
        all.add(rest);
      }
    }
    return all;
  }

  private static List<Move> lesser(Move move) {
    return switch (move) {
      case Move.Does does when does.times() > 1 ->
          List.of(new Move.Does(does.type(), does.properties(), does.times() - 1, does.label()));
      case Move.Does ignored -> List.of();
      case Move.Learned ignored -> List.of();
      case Move.OfCompany company -> lesserCompany(company);
    };
  }

  private static List<Move> lesserCompany(Move.OfCompany company) {
    List<Move> less = new ArrayList<>();
    for (int i = 0; i < company.newcomers().size(); i++) {
      List<Move.Newcomer> fewer = new ArrayList<>(company.newcomers());
      Move.Newcomer one = fewer.remove(i);
      if (company.size() > 1) {
        less.add(new Move.OfCompany(fewer, company.others(), company.topic(), company.strength(), ""));
      }
      if (one.role() != null) {
        List<Move.Newcomer> plainer = new ArrayList<>(company.newcomers());
        plainer.set(i, new Move.Newcomer(one.does(), one.such(), null));
        less.add(new Move.OfCompany(plainer, company.others(), company.topic(), company.strength(), ""));
      }
    }
    for (int i = 0; i < company.others().size() && company.size() > 1; i++) {
      List<String> fewer = new ArrayList<>(company.others());
      fewer.remove(i);
      less.add(new Move.OfCompany(company.newcomers(), fewer, company.topic(), company.strength(), ""));
    }
    if (company.topic() != null && company.size() > 1) {
      less.add(new Move.OfCompany(company.newcomers(), company.others(), null, 0, ""));
    }
    return less;
  }

  /**
   * Three steps are told at most, one of them of the nearest way: of another way none may be, where
   * they are of three, or where it takes as many things as they do, three.
   * Every one thing and every two, and every three of some: the smallest on each way is no smaller
   * than what is told of it.
   */
  private void fewest(String what, CompanyAtTheDoor company, String lead, Outlook.Goal goal, Random random) {
    List<Threshold> ways = goal.to() == Stage.MQL ? company.policy.qualification().marketing()
        : company.policy.qualification().sql();
    List<Move> things = things(company, lead);
    Map<Integer, List<Move>> smallest = new TreeMap<>();
    List<List<Move>> sufficient = new ArrayList<>();
    List<List<Move>> told = new ArrayList<>();
    goal.steps().forEach(step -> told.add(singles(step.moves())));
    for (List<Move> moves : combinations(things, random)) {
      boolean larger = sufficient.stream().anyMatch(known -> contains(moves, known))
          || told.stream().anyMatch(known -> known.size() < moves.size() && contains(moves, known));
      if (!larger && readyByAny(company, lead, goal.to(), joined(moves))) {
        sufficient.add(moves);
        LeadState then = company.after(lead, joined(moves), new Cast(true, null)).state(lead);
        boolean asMeant = Objects.requireNonNull(then.progress()).stage() == goal.to();
        for (int way = 0; way < ways.size() && asMeant; way++) {
          if (reaches(ways.get(way), then, company)) {
            smallest.putIfAbsent(way, moves);
          }
        }
      }
    }
    smallest.forEach((way, moves) -> {
      int size = goal.steps().stream()
          .filter(step -> reaches(ways.get(way), company.after(lead, step.moves(), new Cast(true, null)).state(lead), company))
          .mapToInt(NextStep::size).min().orElse(0);
      count(goal.to() + " " + ways.get(way).by() + " told " + size + " of " + moves.size());
      long by = goal.steps().stream().map(NextStep::by).distinct().count();
      boolean others = goal.steps().size() == 3 && (by == 3 || moves.size() == 3)
          && goal.steps().stream().filter(step -> step.size() > moves.size()).count() <= 1;
      if (size > moves.size() || size == 0 && !others) {
        wrong.add("%s to %s by %s: told %s, but %s".formatted(
            what, goal.to(), ways.get(way), goal.steps().stream().map(NextStep::inWords).toList(), moves));
      }
    });
  }

  private static boolean reaches(Threshold way, LeadState then, CompanyAtTheDoor company) {
    return way.isReachedBy(Scoring.numbers(then.profile(), then.signals(), company.policy, CompanyAtTheDoor.LATER));
  }

  /** Whether all of these are among the moves: a fact or a number whatever it is, and somebody new whatever that one does. */
  private static boolean contains(List<Move> moves, List<Move> known) {
    List<Move> left = new ArrayList<>(moves);
    return known.stream().allMatch(
        one -> left.stream().filter(move -> covers(move, one)).findFirst().map(left::remove).isPresent());
  }

  private static boolean covers(Move move, Move known) {
    return switch (known) {
      case Move.Does does -> move instanceof Move.Does also && also.type().equals(does.type());
      case Move.Learned learned -> move instanceof Move.Learned also && also.fact().equals(learned.fact());
      case Move.OfCompany company -> move instanceof Move.OfCompany also && also.others().equals(company.others())
          && Objects.equals(also.topic(), company.topic()) && (company.newcomers().isEmpty() ? also.newcomers().isEmpty()
              : !also.newcomers().isEmpty() && covers(also.newcomers().get(0), company.newcomers().get(0)));
    };
  }

  private static boolean covers(Move.Newcomer one, Move.Newcomer known) {
    return (known.role() == null || known.role().equals(one.role())) && (known.such() || known.does().equals(one.does()));
  }

  /** Each thing by itself. */
  private static List<Move> singles(List<Move> moves) {
    return moves.stream().flatMap(move -> switch (move) {
      case Move.Does does -> Collections.nCopies(does.times(),
          (Move) new Move.Does(does.type(), does.properties(), 1, "")).stream();
      case Move.Learned learned -> Stream.of((Move) learned);
      case Move.OfCompany company -> Stream.of(
          company.newcomers().stream().map(one -> (Move) new Move.OfCompany(List.of(one), List.of(), null, 0, "")),
          company.others().stream().map(type -> (Move) new Move.OfCompany(List.of(), List.of(type), null, 0, "")),
          Stream.ofNullable(company.topic()).map(topic -> (Move) new Move.OfCompany(List.of(), List.of(), topic, 60, "")))
          .flatMap(some -> some);
    }).toList();
  }

  private static List<Move> joined(List<Move> moves) {
    List<Move> all = new ArrayList<>();
    Move.OfCompany company = null;
    for (Move move : moves) {
      if (move instanceof Move.OfCompany one) {
        company = company == null ? one : new Move.OfCompany(
            Stream.concat(company.newcomers().stream(), one.newcomers().stream()).toList(),
            Stream.concat(company.others().stream(), one.others().stream()).toList(),
            company.topic() == null ? one.topic() : company.topic(), Math.max(company.strength(), one.strength()), "");
      } else {
        all.add(move);
      }
    }
    if (company != null) {
      all.add(company);
    }
    return all;
  }

  private static List<List<Move>> combinations(List<Move> things, Random random) {
    List<List<Move>> all = new ArrayList<>();
    things.forEach(one -> all.add(List.of(one)));
    for (int i = 0; i < things.size(); i++) {
      for (int j = i; j < things.size(); j++) {
        if (together(things.get(i), things.get(j))) {
          all.add(List.of(things.get(i), things.get(j)));
        }
      }
    }
    List<Move> some = new ArrayList<>(things);
    Collections.shuffle(some, random);
    some = some.subList(0, Math.min(THREE_OF, some.size()));
    for (int i = 0; i < some.size(); i++) {
      for (int j = i; j < some.size(); j++) {
        for (int k = j; k < some.size(); k++) {
          if (together(some.get(i), some.get(j)) && together(some.get(i), some.get(k)) && together(some.get(j), some.get(k))) {
            all.add(List.of(some.get(i), some.get(j), some.get(k)));
          }
        }
      }
    }
    return all;
  }

  private static boolean together(Move one, Move other) {
    return !(one instanceof Move.Learned learned && other instanceof Move.Learned also && learned.fact().equals(also.fact()))
        && !(one instanceof Move.OfCompany company && other instanceof Move.OfCompany more
            && company.topic() != null && more.topic() != null);
  }

  /** What the lead may do and say, and others of its company. */
  private static List<Move> things(CompanyAtTheDoor company, String lead) {
    List<Move> all = new ArrayList<>();
    LeadProfile profile = company.state(lead).profile();
    for (String type : CompanyPolicies.TYPES) {
      all.add(new Move.Does(type, Map.of(), 1, type));
    }
    for (String seats : List.of("1", "10", "20", "100", "1000")) {
      all.add(new Move.Does("seats_added", Map.of("seats", seats), 1, "seats"));
    }
    new TreeMap<>(Map.of("country", List.of("DE"), "companySize", List.of("10", "150", "700"), "title",
        List.of("Head of Marketing", "Marketing Specialist"))).forEach((fact, values) -> {
          if (profile.fact(fact) == null) {
            values.forEach(value -> all.add(new Move.Learned(fact, value, fact)));
          }
        });
    for (String type : List.of("blog_view", "pricing_page_view", "demo_requested")) {
      for (String role : new String[] {null, "it", "finance"}) {
        all.add(new Move.OfCompany(List.of(new Move.Newcomer(type, false, role)), List.of(), null, 0, ""));
      }
      all.add(new Move.OfCompany(List.of(), List.of(type), null, 0, ""));
    }
    all.add(new Move.OfCompany(List.of(), List.of(), "crm", 60, ""));
    return all;
  }

  private static CompanyAtTheDoor company(Random random) {
    CompanyAtTheDoor company = new CompanyAtTheDoor(CompanyPolicies.random(random));
    int people = 2 + random.nextInt(4);
    Company of = new Company("Example Works", random.nextBoolean() ? null : random.nextInt(400), null);
    List<String> titles = List.of("Head of IT", "Finance Specialist", "Marketing Specialist", "Chief Financial Officer", "");
    for (int i = 0; i < people; i++) {
      String title = titles.get(random.nextInt(titles.size()));
      LeadProfile profile = new LeadProfile(true, EmailKind.BUSINESS, title.isEmpty() ? null : title, of,
          random.nextBoolean() ? null : "DE", null, FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);
      String id = "lead-" + i;
      company.comes(id, profile, CompanyAtTheDoor.NOW.minus(Duration.ofDays(50)));
      for (int n = random.nextInt(4); n > 0; n--) {
        String type = CompanyPolicies.TYPES.get(random.nextInt(CompanyPolicies.TYPES.size()));
        if (random.nextInt(3) == 0 || !type.equals("demo_requested")) {
          company.does(id, type, Map.of(), CompanyAtTheDoor.NOW.minus(Duration.ofDays(n * 9L)));
        }
      }
    }
    if (random.nextInt(3) == 0) {
      company.researches("crm", 40 + random.nextInt(40));
    }
    company.count();
    return company;
  }

  /** A signal of a colleague's coming is nobody's own doing. */
  @Test
  void nobodyIsToldToJoinHimself() {
    assertThat(CompanyPolicies.TYPES).doesNotContain(OwnSignals.STAKEHOLDER_ADDED);
    for (int seed = 0; seed < LIVES / 2; seed++) {
      CompanyAtTheDoor company = company(new Random(seed));
      Outlook outlook = Outlooks.of(company.state("lead-0"), company.around("lead-0"), company.policy, CompanyAtTheDoor.NOW);
      assertThat(outlook.goals()).flatExtracting(Outlook.Goal::steps).flatExtracting(NextStep::moves)
          .noneMatch(move -> move instanceof Move.Does does && does.type().equals(OwnSignals.STAKEHOLDER_ADDED));
    }
  }
}
