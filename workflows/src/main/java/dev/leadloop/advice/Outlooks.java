package dev.leadloop.advice;

import dev.leadloop.advice.Fragments.Fragment;
import dev.leadloop.advice.Outlook.Goal;
import dev.leadloop.advice.Outlook.Hindrance;
import dev.leadloop.advice.Outlook.Missing;
import dev.leadloop.advice.Outlook.Way;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.RecycleGate;
import dev.leadloop.lifecycle.words.NoMail;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What would make a lead an MQL, or bring it to sales: the two or three smallest things, each of which was tried by the rules
 * the lead is decided by, and what its company does by those it is counted by. Smallest is what takes the fewest things done or
 * learned, for certain up to three of them; each way that so few lead to has its smallest told. It takes a bounded time, however
 * many rules and signals there are.
 */
public final class Outlooks {
  /** Rules times signals that are looked at, all guesses together; some tens of milliseconds. */
  private static final long WORK = 1_000_000;
  private static final int MOST_GUESSES = 1_500;
  private static final int FEWEST_GUESSES = 60;

  private Outlooks() {}

  /**
   * The outlook at an instant, by what is known and decided then.
   *
   * @param around its company; null where it belongs to none: then nothing is told of what others do
   */
  public static Outlook of(LeadState state, @Nullable CompanyAround around, LeadPolicy policy, Instant now) {
    LeadProgress progress = state.progress();
    if (progress == null) {
      return new Outlook(List.of(), List.of(new Hindrance("undecided", "Nothing has been decided about this lead yet", null)));
    }
    Stage stage = progress.stage();
    if (!stage.nurtured()) {
      return new Outlook(List.of(), List.of(behind(stage)));
    }
    Trial trial = new Trial(state, around != null && around.company().rules().counts() ? around : null, policy, now);
    boolean mailed = state.profile().addressKnown() && progress.nurture().suppressed() == null
        && progress.withheld() == null && !progress.nurture().awaitsConsent();
    List<Fragment> fragments = Fragments.of(trial, policy, mailed);
    List<Stage> before = stage == Stage.NURTURING ? List.of(Stage.MQL, Stage.SALES_QUALIFIED) : List.of(Stage.SALES_QUALIFIED);
    StepSearch search = new StepSearch(trial, policy, fragments, guesses(state, trial, policy));
    List<Goal> goals = IntStream.range(0, before.size()).mapToObj(i -> goal(before.get(i), before.size() - i, search)).toList();
    return new Outlook(goals, hindrances(progress, search, goals));
  }

  private static int guesses(LeadState state, Trial trial, LeadPolicy policy) {
    long rules = policy.scoring().rules().size() + policy.product().rules().size()
        + 3L * FactConditions.scores(policy).count() + policy.account().rules().size() + 10;
    long people = trial.company() == null ? 0 : trial.company().people();
    return Math.clamp(WORK / (rules * (state.signals().size() + 5) + people), FEWEST_GUESSES, MOST_GUESSES);
  }

  private static Goal goal(Stage to, int goals, StepSearch search) {
    Numbers base = search.base();
    Threshold nearest = search.routes().nearest(to);
    return new Goal(
        to, nearest == null ? List.of() : missing(nearest, base), search.to(to, goals),
        search.routes().ways(to).stream().map(way -> new Way(way.by(), missing(way, base))).toList());
  }

  private static List<Missing> missing(Threshold way, Numbers base) {
    return way.least().entrySet().stream()
        .filter(asked -> base.of(asked.getKey()) < asked.getValue())
        .map(asked -> new Missing(asked.getKey(), base.of(asked.getKey()), asked.getValue()))
        .toList();
  }

  private static Hindrance behind(Stage stage) {
    String text = switch (stage) {
      case SALES_QUALIFIED, ACCEPTED, OPPORTUNITY -> "Sales has it already: it is " + stage.is();
      case WON -> "It is won";
      case LOST -> "It is lost: a request of its own asks a person to look, and a person takes it up again";
      case DISQUALIFIED -> "It is disqualified: no step makes it ready before a person takes it up again";
      case ERASED -> "The person asked to be forgotten";
      case NURTURING, MQL -> throw new IllegalArgumentException("a lead in " + stage + " has it before it");
    };
    return new Hindrance(stage.label().toLowerCase(java.util.Locale.ROOT), text, null);
  }

  private static List<Hindrance> hindrances(LeadProgress progress, StepSearch search, List<Goal> goals) {
    Numbers base = search.base();
    List<Hindrance> found = new ArrayList<>();
    RecycleGate gate = progress.recycling().gate();
    if (gate != null) {
      waits(found, "parked", "parked", gate.parkedUntil());
      waits(found, "cool-down", "cool-down after sales gave it back", gate.coolDownUntil());
      if (base.fresh() < gate.freshPoints()) {
        found.add(new Hindrance("fresh-evidence", "It was given back: points become ready again only with " + gate.freshPoints()
            + " of them from after that, and it has " + base.fresh(), null));
      }
    }
    String review = progress.qualification().review();
    if (review != null) {
      found.add(new Hindrance("in-review", "A person is to look at it: " + review, null));
    }
    if (found.isEmpty()) {
      goals.forEach(goal -> otherWaysAlone(found, goal, search));
    }
    String none = NoMail.why(progress.nurture().suppressed(), progress.withheld());
    if (none != null) {
      found.add(new Hindrance("no-mail", "It gets " + none + "; so no mail of ours can move it", null));
    }
    return found;
  }

  /** Says so where the steps that are told go other ways than the one that is named as the nearest. */
  private static void otherWaysAlone(List<Hindrance> found, Goal goal, StepSearch search) {
    Threshold nearest = search.routes().nearest(goal.to());
    if (nearest != null && !goal.missing().isEmpty() && !goal.steps().isEmpty()
        && goal.steps().stream().noneMatch(step -> search.isOf(nearest, step))) {
      found.add(new Hindrance("nearest-way", "Of what it or its company may do, up to " + LongSteps.MOST_THINGS
          + " things at once, nothing was found that leads to " + goal.to().words() + " " + nearest.by().words()
          + ", the nearest way: the steps told go another", null));
    }
  }

  private static void waits(List<Hindrance> found, String code, String why, @Nullable Instant until) {
    if (until != null) {
      found.add(new Hindrance(
          code, "Not before " + Sentences.time(until) + " by points: " + why + "; a request of its own passes at once", until));
    }
  }
}
