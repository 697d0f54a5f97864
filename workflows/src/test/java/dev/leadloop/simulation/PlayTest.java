package dev.leadloop.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.RandomLivesTest;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.nurturing.MailHold;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.routing.TestReps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose whole input is known beforehand lives in a dry run as it lives: entry for entry, instant for instant. */
class PlayTest {
  private static final int PLAYS = Integer.getInteger("leadloop.play.plays", 30);
  private static final long FIRST_SEED = Long.getLong("leadloop.play.seed", 20_261_201L);
  private static final Instant FROM = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant UNTIL = FROM.plus(Duration.ofDays(120));
  private static final List<Principal> PEOPLE =
      List.of(Life.ANNA, Life.BEN, Life.MANAGER, Life.MARKETING, Principal.TEMPORAL);

  @Test
  void randomLivesThatShareADeskComeOutAsTheyDoOnOneClock() {
    int entries = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + PLAYS; seed++) {
      List<PlayedLead> leads = leads(new Random(seed), 12);
      LeadPolicy policy = TestPolicies.small();
      List<List<String>> lived = new OneClock(policy, new SalesDesk(true, reps()), UNTIL).live(leads);
      List<List<String>> played = played(policy, leads, Hands.ONE, new SalesModel.Never(), 5);
      for (int i = 0; i < leads.size(); i++) {
        assertThat(played.get(i)).as("seed " + seed + ", lead " + i).isEqualTo(lived.get(i));
        entries += lived.get(i).size();
      }
    }
    assertThat(entries).as("entries held against each other").isGreaterThan(PLAYS * 100);
  }

  @Test
  void manyHandsAndOtherPortionsChangeNothing() throws Exception {
    LeadPolicy policy = TestPolicies.small();
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      Hands many = (count, work) -> {
        List<Future<?>> parts = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> parts.add(pool.submit(() -> work.accept(i))));
        for (Future<?> part : parts) {
          try {
            part.get();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        }
      };
      for (long seed = FIRST_SEED; seed < FIRST_SEED + 10; seed++) {
        List<PlayedLead> leads = leads(new Random(seed), 40);
        SalesModel model = new SalesModel.InTime();
        List<List<String>> alone = played(policy, leads, Hands.ONE, model, 40);
        assertThat(played(policy, leads, many, model, 7)).as("seed " + seed).isEqualTo(alone);
        assertThat(played(policy, leads, many, new SalesModel.Never(), 7)).as("another model").isNotEqualTo(alone);
      }
    }
  }

  private static List<List<String>> played(
      LeadPolicy policy, List<PlayedLead> leads, Hands hands, SalesModel model, int portion) {
    TreeMap<Integer, Journal> journals = new TreeMap<>();
    List<Integer> finished = new ArrayList<>();
    Play play = new Play(new World(policy, model, 7, FROM, UNTIL), reps(), hands, finished::add);
    for (int i = 0; i < leads.size(); i += portion) {
      play.come(
          leads.subList(i, Math.min(leads.size(), i + portion)),
          place -> journals.computeIfAbsent(place, any -> new Journal()));
    }
    play.playOut();
    assertThat(finished.stream().sorted().toList()).isEqualTo(IntStream.range(0, leads.size()).boxed().toList());
    return journals.values().stream().map(journal -> journal.lines).toList();
  }

  private static final class Journal implements Watcher {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void decided(Decision decision) {
      decision.journal().forEach(noted -> lines.add(decision.at() + " " + noted.entry()));
    }

    @Override
    public void mail(Instant at, Effect.SendEmail mail, @Nullable MailHold hold) {}

    @Override
    public void failed(Instant at, String why) {
      throw new AssertionError(why);
    }
  }

  private static List<SalesDesk.Rep> reps() {
    return List.of(TestReps.rep("rep-a", "sales"), TestReps.rep("rep-b", "sales"), TestReps.rep("rep-c", "sales"));
  }

  private static List<PlayedLead> leads(Random random, int count) {
    List<PlayedLead> leads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leads.add(lead(i, random));
    }
    return leads;
  }

  /** Somebody who comes, does things and is answered for; some of it told late. */
  private static PlayedLead lead(int number, Random random) {
    Instant came = FROM.plusSeconds(random.nextInt(3) == 0 ? 0 : random.nextInt(200_000));
    List<Instant> times = new ArrayList<>();
    for (int i = random.nextInt(25); i > 0; i--) {
      times.add(came.plusSeconds(random.nextInt(random.nextBoolean() ? 200_000 : 8_000_000)));
    }
    times.sort(Comparator.naturalOrder());
    List<LeadEvent> told = new ArrayList<>();
    told.add(new LeadEvent(1, "entered", came, came, Principal.SYSTEM, new EventBody.Entered("webinar", random.nextInt(8) == 0)));
    for (Instant at : times) {
      EventBody body = RandomLivesTest.body(random, random.nextInt(3), at);
      Instant occurred = random.nextInt(5) == 0 ? at.minusSeconds(random.nextInt(900_000)) : at;
      long row = told.size() + 1;
      told.add(new LeadEvent(row, "event-" + row, occurred, at, PEOPLE.get(random.nextInt(PEOPLE.size())), body));
    }
    return PlayedLead.coming(
        "lead " + number,
        LeadState.undecided(new LeadId("lead-" + number), random.nextInt(4) == 0 ? Life.intern() : Life.director()), told);
  }
}
