package dev.leadloop.simulation.dryrun;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up what happens to leads. */
final class Tally {
  private static final Set<What> OPENING = EnumSet.of(What.OFFERED, What.QUEUED);
  private static final Set<What> ENDING =
      EnumSet.of(What.ACCEPTED, What.REJECTED, What.RETURNED, What.REASSIGNED, What.UNANSWERED);

  private final ZoneId zone;
  private final Instant until;
  private final Map<What, Integer> counts = new EnumMap<>(What.class);
  private final SortedMap<LocalDate, Map<What, Integer>> days = new TreeMap<>();
  private final SortedMap<String, RepTally> reps = new TreeMap<>();
  private final SortedMap<String, Map<What, Integer>> steps = new TreeMap<>();
  private final SortedMap<String, Integer> heldBecause = new TreeMap<>();
  private final SortedMap<String, Integer> failedBecause = new TreeMap<>();

  /**
   * Nothing yet.
   *
   * @param zone in which days are cut
   */
  Tally(ZoneId zone, Instant until) {
    this.zone = zone;
    this.until = until;
  }

  private static final class RepTally {
    private final SortedMap<LocalDate, Map<What, Integer>> days = new TreeMap<>();
    private final SortedMap<Instant, Integer> steps = new TreeMap<>();
  }

  void add(List<Fact> facts) {
    for (Fact fact : facts) {
      if (fact.at().isBefore(until)) {
        add(fact);
      }
    }
  }

  private void add(Fact fact) {
    LocalDate day = fact.at().atZone(zone).toLocalDate();
    counts.merge(fact.what(), 1, Integer::sum);
    days.computeIfAbsent(day, date -> new EnumMap<>(What.class)).merge(fact.what(), 1, Integer::sum);
    String about = fact.about();
    String why = String.valueOf(fact.why());
    switch (fact.what()) {
      case SENT, CONFIRMATION -> step(about, fact.what());
      case HELD, NOT_SENT -> {
        step(about, fact.what());
        heldBecause.merge(why, 1, Integer::sum);
      }
      case OFFERED, QUEUED, DUE, REMINDED, ESCALATED, ACCEPTED, REJECTED, RETURNED, REASSIGNED, UNANSWERED, CONTACT_MISSED,
          STALLED -> {
        if (about != null) {
          rep(about, day, fact);
        }
      }
      case FAILED -> failedBecause.merge(why, 1, Integer::sum);
      case LEAD, MQL, PQL, SQL, FELL_BACK, REVIEW, DISQUALIFIED, RECYCLED, REFUSED -> {}
    }
  }

  private void step(@Nullable String step, What what) {
    steps.computeIfAbsent(String.valueOf(step), key -> new EnumMap<>(What.class)).merge(what, 1, Integer::sum);
  }

  private void rep(String rep, LocalDate day, Fact fact) {
    RepTally tally = reps.computeIfAbsent(rep, id -> new RepTally());
    tally.days.computeIfAbsent(day, date -> new EnumMap<>(What.class)).merge(fact.what(), 1, Integer::sum);
    int step = OPENING.contains(fact.what()) ? 1 : ENDING.contains(fact.what()) ? -1 : 0;
    if (step != 0) {
      tally.steps.merge(fact.at(), step, Integer::sum);
    }
  }

  /** What it came to. */
  Side side(Side.PolicyName policy) {
    SortedMap<String, SortedMap<LocalDate, Side.RepDay>> load = new TreeMap<>();
    reps.forEach((rep, tally) -> load.put(rep, load(tally)));
    return new Side(policy, counts, days, load, steps, heldBecause, failedBecause);
  }

  private SortedMap<LocalDate, Side.RepDay> load(RepTally tally) {
    SortedMap<LocalDate, Integer> most = new TreeMap<>();
    int open = 0;
    for (Map.Entry<Instant, Integer> step : tally.steps.entrySet()) {
      LocalDate day = step.getKey().atZone(zone).toLocalDate();
      most.merge(day, Math.max(0, open), Math::max);
      open += step.getValue();
      most.merge(day, Math.max(0, open), Math::max);
    }
    SortedMap<LocalDate, Side.RepDay> days = new TreeMap<>();
    tally.days.forEach((day, did) -> days.put(day, new Side.RepDay(did, mostOn(day, most))));
    return days;
  }

  private static int mostOn(LocalDate day, SortedMap<LocalDate, Integer> most) {
    return most.getOrDefault(day, 0);
  }
}
