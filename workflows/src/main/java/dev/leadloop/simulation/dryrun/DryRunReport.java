package dev.leadloop.simulation.dryrun;

import dev.leadloop.simulation.Habits;
import dev.leadloop.simulation.Habits.How;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a dry run, in the form in which it is kept and handed on: things are counted by their words, such as
 * {@code sent} and {@code sql}.
 *
 * @param against what the policy compared with made of the same leads; null where there is none
 * @param changed leads that differ, by {@code side}, {@code time} and {@code owner}; none where nothing is compared
 * @param changes the first of them, those that change sides first
 * @param leads the first of those that became something under the policy that was tried, in order of time
 * @param habits how reps answered, where they did by what is on record of them
 */
public record DryRunReport(
    Terms terms, Made policy, @Nullable Made against, Map<String, Integer> changed, List<Changed> changes,
    List<Lead> leads, List<Habit> habits) {
  public DryRunReport {
    // What was kept of earlier runs has neither.
    leads = leads == null ? List.of() : leads;
    habits = habits == null ? List.of() : habits;
  }

  /** What it was played by; {@code assumptions} says what the answer rests on. */
  public record Terms(
      String leads, String from, String until, int days, long seed, String sales, String zone, List<String> assumptions) {}

  /**
   * What a policy made of the leads.
   *
   * @param said how it was asked for
   * @param steps mails by {@code sequence/step}
   * @param heldBecause mails that waited or were not sent, by why
   */
  public record Made(
      String said, String name, int version, Map<String, Integer> counts, List<Day> days, List<RepDay> reps,
      Map<String, Map<String, Integer>> steps, Map<String, Integer> heldBecause, Map<String, Integer> failedBecause) {
    /** How often something happened; 0 where it did not. */
    public int count(What what) {
      return counts.getOrDefault(what.word(), 0);
    }
  }

  /** A day, in the zone of the terms. */
  public record Day(LocalDate day, Map<String, Integer> counts) {}

  /** A day of a rep or the queue. */
  public record RepDay(String rep, LocalDate day, Map<String, Integer> counts, int mostOpen) {}

  /** A lead that differs. */
  public record Changed(String lead, String name, String kind, String what, String why, Reached before, Reached now) {}

  /** A lead that became something. */
  public record Lead(String lead, String name, Reached reached) {}

  /**
   * How somebody answers by what is on record.
   *
   * @param rep null for all together
   * @param own false where there is too little of them alone, so that they answer as all together did
   * @param handoffs that are over, and on record
   * @param median seconds of working time within which half of the answers came; null where there was none
   */
  public record Habit(
      @Nullable String rep, boolean own, int handoffs, int accepted, int rejected, int returned, int unanswered,
      @Nullable Long median) {
    /** Of those handoffs. */
    public static Habit of(@Nullable String rep, boolean own, Habits habits) {
      Duration median = habits.median();
      return new Habit(
          rep, own, habits.handoffs().size(), habits.count(How.ACCEPTED), habits.count(How.REJECTED), habits.count(How.RETURNED),
          habits.count(How.NONE), median == null ? null : median.toSeconds());
    }
  }

  /** When a lead became what; null where it never did. */
  public record Reached(
      @Nullable String mql, @Nullable String pql, @Nullable String sql, @Nullable String owner, String stage, int score, int fit,
      int mails) {}

  /** The same of a result. */
  public static DryRunReport of(DryRunResult result, List<Habit> habits) {
    DryRunResult.Terms terms = result.terms();
    Map<String, Integer> changed = new LinkedHashMap<>();
    if (result.before() != null) {
      for (Change.Kind kind : Change.Kind.values()) {
        changed.put(kind.word(), result.changed().getOrDefault(kind, 0));
      }
    }
    return new DryRunReport(
        new Terms(terms.leads(), terms.from().toString(), terms.until().toString(), terms.days(), terms.seed(), terms.sales(),
            terms.zone().getId(), terms.assumptions()),
        made(result.now()), result.before() == null ? null : made(result.before()), changed,
        result.changes().stream().map(DryRunReport::changed).toList(),
        result.reached().stream().map(line -> new Lead(line.lead(), line.name(), reached(line))).toList(), habits);
  }

  private static Made made(Side side) {
    List<Day> days = side.days().entrySet().stream().map(day -> new Day(day.getKey(), words(day.getValue()))).toList();
    List<RepDay> reps = side.reps().entrySet().stream()
        .flatMap(rep -> rep.getValue().entrySet().stream().map(day ->
            new RepDay(rep.getKey(), day.getKey(), words(day.getValue().did()), day.getValue().mostOpen())))
        .toList();
    Map<String, Map<String, Integer>> steps = new LinkedHashMap<>();
    side.steps().forEach((step, counts) -> steps.put(step, words(counts)));
    return new Made(
        side.policy().said(), side.policy().name(), side.policy().version(), words(side.counts()), days, reps, steps,
        side.heldBecause(), side.failedBecause());
  }

  private static Changed changed(Change change) {
    return new Changed(
        change.lead(), change.name(), change.kind().word(), change.what(), change.why(), reached(change.before()),
        reached(change.now()));
  }

  private static Reached reached(LeadLine line) {
    return new Reached(
        at(line.mql()), at(line.pql()), at(line.sql()), line.sql().owner(), line.stage(), line.score(), line.fit(), line.mails());
  }

  private static @Nullable String at(LeadLine.Step step) {
    return step.at() == null ? null : step.at().toString();
  }

  private static Map<String, Integer> words(Map<What, Integer> counts) {
    Map<String, Integer> words = new LinkedHashMap<>();
    counts.forEach((what, count) -> words.put(what.word(), count));
    return Collections.unmodifiableMap(words);
  }
}
