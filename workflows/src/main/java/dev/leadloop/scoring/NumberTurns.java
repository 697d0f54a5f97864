package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.RuleTerms.Turns;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.BonusRule;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the hour at which what is made of a lead's numbers changes by itself. Time only lowers the numbers, except where an
 * old signal's end lifts a negative rule, makes a "not" true or lets another signal take its turn; between such instants a
 * binary search is right. Under many rules with many signals it stops short, at an hour at which nothing has changed yet and
 * from which it is to go on.
 */
public final class NumberTurns {
  /** How often a signal is held against a rule before the search stops. */
  private static final long MOST_WORK = 50_000_000;

  private final LeadProfile profile;
  private final List<Signal> signals;
  private final LeadPolicy policy;
  private final KnownFacts facts;
  private final Instant from;
  private final Turn turn;
  /** The last hour that is looked at. */
  private final long most;

  private long work;

  /** Something that is so, or not, by what a lead has of each number at an instant. */
  @FunctionalInterface
  public interface Turn {
    /** Whether it is so. */
    boolean isSo(Instant at, ToIntFunction<QualifyingNumber> numbers);
  }

  private NumberTurns(LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant from, Instant until,
      Turn turn) {
    this.profile = profile;
    KnownSignals known = KnownSignals.of(signals, from);
    this.signals = (known == null ? new KnownSignals(signals, from) : known).counting();
    this.policy = policy;
    this.facts = KnownFacts.of(policy, profile);
    this.from = from;
    this.turn = turn;
    this.most = Hours.within(from, until);
  }

  /**
   * The first of the whole hours after {@code from} at which none of the ways holds; null if one does until nothing can change
   * any more, and an hour before where that takes long to find.
   */
  static @Nullable Instant nextFall(
      LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant from, Instant until, List<Threshold> ways) {
    NumberTurns turns = new NumberTurns(
        profile, signals, policy, from, until, (at, numbers) -> QualificationRules.first(ways, numbers) == null);
    return turns.find(turns.rises(), false);
  }

  /** The first of the hours at which a number may rise that makes one of the ways hold, while something is so. */
  static @Nullable Instant nextRise(
      LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant from, Instant until, List<Threshold> ways,
      Predicate<Instant> open) {
    NumberTurns turns = new NumberTurns(profile, signals, policy, from, until,
        (at, numbers) -> QualificationRules.first(ways, numbers) != null && open.test(at));
    for (long hour : turns.rises().headSet(turns.most, true)) {
      if (turns.isSo(hour) || turns.work > MOST_WORK) {
        return turns.hour(hour);
      }
    }
    return null;
  }

  /**
   * The first of the whole hours after {@code from} at which something is so; null where it will not be without a further signal,
   * and an hour before where that takes long to find.
   *
   * @param until what is so later only need not be found
   * @param conditions that it goes by beside the numbers
   * @param times at which it may change beside these
   * @param turn what may be so at any such hour; between two of them it only begins to be so, as the numbers fall
   */
  public static @Nullable Instant next(
      LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant from, Instant until,
      List<Condition> conditions, List<Instant> times, Turn turn) {
    NumberTurns turns = new NumberTurns(profile, signals, policy, from, until, turn);
    TreeSet<Long> marks = turns.rises();
    marks.addAll(RuleTurns.hours(conditions, profile, signals, from));
    times.forEach(time -> marks.add(Hours.after(from, time)));
    return turns.find(marks, true);
  }

  /**
   * The first hour at which it is so.
   *
   * @param marks the hours from which on it may be so no more
   * @param atOnce whether it may be so at such an hour and no more soon after
   */
  private @Nullable Instant find(TreeSet<Long> marks, boolean atOnce) {
    long last = Math.min(most, Math.max(lastHour(), marks.isEmpty() ? 1 : marks.last()));
    long first = 1;
    while (first <= last) {
      Long mark = marks.higher(first);
      long end = mark == null ? last : Math.min(last, mark - 1);
      if (atOnce && isSo(first)) {
        return hour(first);
      }
      if (isSo(end)) {
        return hour(firstSo(first, end));
      }
      if (work > MOST_WORK && end < last) {
        return hour(end);
      }
      first = end + 1;
    }
    return null;
  }

  /** The first hour at which it is so, where it only begins to be from one to the other and is so at the end. */
  private long firstSo(long first, long end) {
    long low = first;
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (isSo(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean isSo(long hour) {
    Instant at = hour(hour);
    work += (signals.size() + 1L) * facts.rules().weight();
    return turn.isSo(at, facts.numbers(signals, at)::of);
  }

  private Instant hour(long hour) {
    return from.plusMillis(hour * Hours.HOUR);
  }

  /**
   * The hour by which every signal is out of reach, the lead known for as long, and all is too old that is told of the company.
   */
  private long lastHour() {
    Duration reach = policy.reach();
    Instant company = AccountFold.lastFall(policy.account(), profile.account());
    long last = company == null ? 1 : Hours.after(from, company);
    Instant since = profile.knownSince();
    last = since == null ? last : Math.max(last, Hours.after(from, since.plus(reach)));
    for (Signal signal : signals) {
      last = Math.max(last, Hours.after(from, signal.occurredAt().plus(reach)));
    }
    return last;
  }

  /** The hours at which a number may rise by itself. */
  private TreeSet<Long> rises() {
    TreeSet<Long> hours = new TreeSet<>();
    addChangesOfTurn(policy.scoring(), hours);
    addChangesOfTurn(policy.product(), hours);
    for (BonusRule bonus : policy.scoring().bonuses()) {
      addRises(bonus.when(), false, hours);
    }
    for (BonusRule bonus : policy.product().bonuses()) {
      addRises(bonus.when(), false, hours);
    }
    for (NegativeRule negative : policy.negatives()) {
      addRises(negative.when(), true, hours);
    }
    for (FitRule rule : policy.fit().rules()) {
      addRises(rule.when(), false, hours);
    }
    return hours;
  }

  /** Once a signal is out of reach, the numbers of the others of its type are lower by one. */
  private void addChangesOfTurn(ScoringRules rules, TreeSet<Long> hours) {
    Duration reach = rules.reach();
    for (SignalRule rule : rules.rules()) {
      if (!rule.terms().turns().equals(Turns.EVERY)) {
        for (Signal signal : signals) {
          if (rule.signalType().equals(signal.type())) {
            hours.add(Hours.after(from, signal.occurredAt().plus(reach)));
          }
        }
      }
    }
  }

  private void addRises(Condition condition, boolean lifts, TreeSet<Long> hours) {
    switch (condition) {
      case Condition.All all -> all.parts().forEach(part -> addRises(part, lifts, hours));
      case Condition.Any any -> any.parts().forEach(part -> addRises(part, lifts, hours));
      case Condition.Not not -> addRises(not.part(), !lifts, hours);
      case Condition.Fact fact -> {}
      case Condition.InBand band -> {}
      case Condition.SinceEnrolment since -> {}
      case Condition.SignalCount count -> addEnds(lifts, count.types(), count.within(), hours);
      case Condition.SignalMeasure measure -> addEnds(lifts, measure.types(), measure.within(), hours);
      case Condition.Quiet quiet -> {
        addEnds(!lifts, quiet.types(), quiet.time(), hours);
        Instant since = profile.knownSince();
        if (!lifts && since != null) {
          hours.add(Hours.after(from, since.plus(quiet.time())));
        }
      }
    }
  }

  /** The hours by which signals of those types are older than a time, where that may raise a number. */
  private void addEnds(boolean raises, List<String> types, Duration time, TreeSet<Long> hours) {
    if (raises) {
      for (Signal signal : signals) {
        if (Tally.isOf(types, signal)) {
          hours.add(Hours.after(from, signal.occurredAt().plus(time)));
        }
      }
    }
  }
}
