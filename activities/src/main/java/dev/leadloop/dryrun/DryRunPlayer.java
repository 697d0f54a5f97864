package dev.leadloop.dryrun;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.simulation.Hands;
import dev.leadloop.simulation.PlayedLead;
import dev.leadloop.simulation.SalesModel;
import dev.leadloop.simulation.dryrun.DryRun;
import dev.leadloop.simulation.dryrun.DryRun.Asked;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.simulation.dryrun.DryRunReport.Habit;
import dev.leadloop.simulation.dryrun.DryRunResult;
import dev.leadloop.simulation.dryrun.DryRunResult.Terms;
import java.util.ArrayList;
import java.util.List;

/** Plays what is ordered, lead by lead from its source, and says what the answer rests on. */
public final class DryRunPlayer {
  /** Most leads of one run, where a setting does not say otherwise. */
  public static final int MOST_LEADS = 100_000;

  private static final int PORTION = 256;

  private final DryRunOrder order;
  private final Sales sales;
  private final Hands hands;
  private final int mostLeads;

  /**
   * Who is there to sell, and how they answer.
   *
   * @param words who that is, a sentence
   * @param habits what the answers are drawn from, where that is the record
   */
  public record Sales(List<SalesDesk.Rep> reps, SalesModel model, String words, List<Habit> habits) {
    public Sales {
      reps = List.copyOf(reps);
      habits = List.copyOf(habits);
    }

    /** Those who answer by a model that needs no record. */
    public Sales(List<SalesDesk.Rep> reps, SalesModel model, String words) {
      this(reps, model, words, List.of());
    }
  }

  /** A player of that order. */
  public DryRunPlayer(DryRunOrder order, Sales sales, Hands hands, int mostLeads) {
    this.order = order;
    this.sales = sales;
    this.hands = hands;
    this.mostLeads = mostLeads;
  }

  /**
   * Plays it.
   *
   * @param leads who is played, in words
   * @param mostChanges how many of the leads that differ, and of those that become something, are told of one by one
   * @throws TooManyLeads where the source has more leads than can be played
   * @throws NoLeads where it has none
   */
  public DryRunReport play(LeadSource source, String leads, DryRun.Listener listener, int mostChanges) {
    DryRun run = new DryRun(
        terms(leads, List.of()), order.policy(), order.against(), sales.model(), sales.reps(), hands, listener);
    for (List<PlayedLead> next = source.next(PORTION); !next.isEmpty(); next = source.next(PORTION)) {
      if (run.came() + next.size() > mostLeads) {
        throw new TooManyLeads(mostLeads);
      }
      run.come(next);
    }
    if (run.came() == 0) {
      throw new NoLeads(source.remarks());
    }
    DryRunResult result = run.playOut(mostChanges);
    return DryRunReport.of(
        new DryRunResult(
            terms(leads, source.remarks()), result.now(), result.before(), result.changed(), result.changes(),
            result.reached()),
        sales.habits());
  }

  private Terms terms(String leads, List<String> remarks) {
    return new Terms(leads, order.from(), order.until(), order.days(), order.seed(), order.sales().word(), order.zone(),
        assumptions(remarks));
  }

  private List<String> assumptions(List<String> remarks) {
    List<String> rests = new ArrayList<>(remarks);
    rests.add(order.engagement() == Engagement.REPLAY
        ? "Each lead comes, and does what the file tells, at the time it tells; beside that nobody does anything."
        : "Leads do nothing new: what they did before counts and ages, and what they will do is not known.");
    rests.add("Every mail that may go is accepted; nobody opens, clicks, answers, confirms, unsubscribes or bounces. Sequences"
        + " that are paused count as running.");
    rests.add("Sales: " + order.sales().words() + "; nobody answers for the queue, settles a review, or reports what became of"
        + " a lead. " + sales.words());
    rests.add("What is known of a lead's company stays as it is: companies are not counted anew, and nothing is enriched.");
    Asked against = order.against();
    if (order.policy().policy().asksForPrediction()) {
      rests.add(predicted(order.policy().policy()));
    } else if (against != null && against.policy().asksForPrediction()) {
      rests.add(predicted(against.policy()));
    }
    return rests;
  }

  private static String predicted(LeadPolicy policy) {
    return policy.foretelling() == null
        ? "The policy goes by the predictive score, and no learned model is at hand here: no way that asks for it is reached."
            + " Have it played by a server that has learned one (POST /api/v1/simulations)."
        : "The predictive score is foretold by the models that were learned so far, each for the time in which it was in use.";
  }

  /** The source has more leads than can be played. */
  public static final class TooManyLeads extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TooManyLeads(int most) {
      super("There are more than " + most + " leads, which is as many as one dry run plays. Take a smaller segment, or a part of"
          + " the file.");
    }
  }

  /** There is nobody to play. */
  public static final class NoLeads extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NoLeads(List<String> remarks) {
      super(("There is no lead to play. " + String.join(" ", remarks)).strip());
    }
  }
}
