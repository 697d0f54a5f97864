package dev.leadloop.dryrun;

import dev.leadloop.desk.DeskStore;
import dev.leadloop.dryrun.DryRunPlayer.Sales;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.simulation.Habits;
import dev.leadloop.simulation.SalesModel;
import dev.leadloop.simulation.dryrun.DryRunReport.Habit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who sells now, and how they answer in a dry run. */
final class LiveSales {
  /** Handoffs on record from which on somebody answers by their own. */
  static final int ENOUGH_HANDOFFS = 5;

  private final DeskStore desk;
  private final PlayedStore played;

  LiveSales(JdbcClient jdbc) {
    this.desk = new DeskStore(jdbc);
    this.played = new PlayedStore(jdbc);
  }

  /** Nobody has had anything to begin with: what waits for an answer now is answered for among the leads that are played. */
  Sales of(SalesAnswer answer, LeadPolicy policy, Instant from) {
    List<SalesDesk.Rep> reps = new ArrayList<>();
    for (SalesDesk.Rep rep : desk.look(policy.calendars(), from).reps()) {
      SalesDesk.Load load = new SalesDesk.Load(0, 0, rep.load().turns(), rep.load().owed());
      reps.add(new SalesDesk.Rep(rep.id(), rep.team(), rep.active(), rep.absence(), rep.share(), load, rep.hours(),
          rep.teamHours(), rep.skills(), false));
    }
    String words = (reps.size() == 1 ? "There is the one rep of now" : "There are the " + reps.size() + " reps of now")
        + ", with their hours, absences and limits; handoffs of leads that are"
        + " not played count for nothing, and no company is anybody's account.";
    return switch (answer) {
      case NEVER -> new Sales(reps, new SalesModel.Never(), words);
      case IN_TIME -> new Sales(reps, new SalesModel.InTime(), words);
      case RECORDED -> recorded(reps, policy, words);
    };
  }

  private Sales recorded(List<SalesDesk.Rep> reps, LeadPolicy policy, String words) {
    Map<String, Habits> all = played.habits(policy);
    Habits together = new Habits(all.values().stream().flatMap(habits -> habits.handoffs().stream()).toList());
    if (together.handoffs().isEmpty()) {
      throw new IllegalArgumentException("No handoff is over yet, so nothing is known of how sales answers. Play it with"
          + " \"never\" or \"in-time\".");
    }
    Map<String, Habits> known = new TreeMap<>(all);
    known.values().removeIf(habits -> habits.handoffs().size() < ENOUGH_HANDOFFS);
    List<String> little = reps.stream().filter(SalesDesk.Rep::active).map(SalesDesk.Rep::id)
        .filter(rep -> !known.containsKey(rep)).toList();
    List<Habit> habits = new ArrayList<>(List.of(Habit.of(null, true, together)));
    reps.forEach(rep -> habits.add(
        Habit.of(rep.id(), known.containsKey(rep.id()), all.getOrDefault(rep.id(), Habits.NONE))));
    return new Sales(reps, new SalesModel.Recorded(known, together), words + tooLittle(little), habits);
  }

  private static String tooLittle(List<String> reps) {
    return reps.isEmpty() ? "" : " Of " + String.join(", ", reps.subList(0, Math.min(10, reps.size())))
        + (reps.size() > 10 ? " and " + (reps.size() - 10) + " more" : "") + " fewer than " + ENOUGH_HANDOFFS
        + " handoffs are over: " + (reps.size() == 1 ? "that rep answers" : "those reps answer") + " as all together did.";
  }
}
