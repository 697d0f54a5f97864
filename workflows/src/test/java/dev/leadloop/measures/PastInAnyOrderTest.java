package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.RandomLivesTest;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.PastStep;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two files that tell of one lead come to the same, whichever comes first and however often, whatever happens meanwhile. */
class PastInAnyOrderTest {
  private static final LeadId LEAD = new LeadId("lead-1");
  private static final int LIVES = Integer.getInteger("leadloop.past.lives", 200);

  /** A life in which these pasts are told one after another, and whose journal is kept. */
  private static final class Told {
    final Life life = new Life(TestPolicies.small(), Life.director(), "rep-a", "rep-b");
    final List<JournalLine> lines = new ArrayList<>();

    Told() {
      life.bug = (before, decision) -> {
        for (Decision.Noted noted : decision.journal()) {
          lines.add(new JournalLine(decision.next().seq(), (int) lines.stream()
              .filter(line -> line.seq() == decision.next().seq()).count(), decision.at(), noted.by(), noted.causeEventId(), 1,
              noted.entry()));
        }
        return decision;
      };
      life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", true));
    }

    Told past(EventBody.PastTold past) {
      life.happens(Life.MARKETING, past);
      return this;
    }

    FactChanges facts() {
      return FactProjector.changes(LEAD, null, lines, version -> TestPolicies.small());
    }
  }

  /** What is told of one step says the same wherever it stands: of what two files say differently, the later one holds. */
  private static EventBody.PastTold past(Random random, Life life) {
    List<PastStep> steps = new ArrayList<>();
    for (PastStep step : RandomLivesTest.past(random, life.came).steps()) {
      long day = Duration.between(step.at(), life.came).toDays();
      boolean valued = PastStep.VALUED.contains(step.stage()) && day % 60 == 0;
      steps.add(new PastStep(step.stage(), step.at(), valued ? BigDecimal.valueOf(100 + day) : null, valued ? "EUR" : null,
          PastStep.REASONED.contains(step.stage()) ? "no_budget" : null));
    }
    return new EventBody.PastTold(steps);
  }

  @Test
  void twoFilesComeToTheSameInEitherOrderAndAgain() {
    for (long seed = 1; seed <= LIVES; seed++) {
      Random random = new Random(seed);
      Told one = new Told();
      Told other = new Told();
      EventBody.PastTold first = past(random, one.life);
      EventBody.PastTold second = past(random, one.life);
      one.past(first).past(second);
      int told = one.lines.size();
      one.past(first).past(second).past(first);
      assertThat(one.lines).as("seed %d: the same again is nothing", seed).hasSize(told);
      other.past(second).past(first);
      assertThat(one.life.progress().past()).as("seed %d", seed).isEqualTo(other.life.progress().past());
      assertThat(one.life.progress().stage()).as("seed %d", seed).isEqualTo(other.life.progress().stage());
      assertThat(lead(one).firsts()).as("seed %d", seed).isEqualTo(lead(other).firsts());
      assertThat(lead(one).won()).as("seed %d", seed).isEqualTo(lead(other).won());
      assertThat(stays(one)).as("seed %d", seed).isEqualTo(stays(other));
      OneStage.holds(one.facts(), "seed " + seed);
      OneStage.holds(other.facts(), "seed " + seed);
    }
  }

  @Test
  void whatHappensMeanwhileChangesNothingOfWhatIsTold() {
    for (long seed = 1; seed <= LIVES; seed++) {
      Random random = new Random(seed);
      Told quiet = new Told();
      Told lived = new Told();
      EventBody.PastTold first = past(random, quiet.life);
      EventBody.PastTold second = past(random, quiet.life);
      quiet.past(first).past(second);
      live(lived, random);
      lived.past(second);
      live(lived, random);
      lived.past(first);
      live(lived, random);
      OneStage.holds(lived.facts(), "seed " + seed);
      if (lived.life.progress().stage() == Stage.ERASED) {
        continue;
      }
      assertThat(lived.life.progress().past().counted()).isEqualTo(quiet.life.progress().past().counted());
      List<Visit> told = stays(quiet);
      List<Visit> stays = stays(lived);
      // Where the lead stood in the last of them, it may have been moved here meanwhile.
      assertThat(stays.stream().map(stay -> stay.left(null)).toList()).as("seed %d", seed)
          .isEqualTo(told.stream().map(stay -> stay.left(null)).toList());
      assertThat(stays.subList(0, stays.size() - 1)).as("seed %d", seed).isEqualTo(told.subList(0, told.size() - 1));
      assertThat(lived.facts().toString()).as("seed %d", seed)
          .isEqualTo(new NaiveFacts(LEAD.value(), lived.lines, version -> TestPolicies.small()).count().toString());
    }
  }

  private static void live(Told told, Random random) {
    for (int i = random.nextInt(5); i > 0; i--) {
      told.life.passes(Duration.ofHours(random.nextInt(60)));
      told.life.happens(random.nextBoolean() ? Life.ANNA : Life.MANAGER, random.nextInt(3) == 0
          ? new EventBody.Engaged("demo_requested", Map.of(), false) : RandomLivesTest.body(random, 0, told.life.now));
    }
  }

  private static LeadFacts lead(Told told) {
    return Objects.requireNonNull(told.facts().lead());
  }

  private static List<Visit> stays(Told told) {
    return told.facts().visits().stream().filter(Visit::told).toList();
  }
}
